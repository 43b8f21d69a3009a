"""Write docs/commands.md and docs/commands.fr.md from the commands themselves; with `--check`, only say which is stale.

python scripts/generate_commands.py [--check]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

import click

from bibliographe.cli import VERBS, cli
from bibliographe.cli.speech import help_said
from bibliographe.i18n import LANGUAGES, Language, Text, preferred_language
from written_pages import write_or_check

PAGES: dict[Language, str] = {"en": "commands.md", "fr": "commands.fr.md"}
TITLE = Text("Les commandes", "Commands")
NOTICE = Text(
    "Page écrite par scripts/generate_commands.py à partir des commandes : ne pas modifier à la main.",
    "Written by scripts/generate_commands.py from the commands: do not edit by hand.",
)
INTRODUCTION = Text(
    "*[English version](commands.md)*\n\nLes messages sont en français si la langue du système l'est, ou si "
    "`BIBLIOGRAPHE_LANG=fr`. Toutes les commandes rendent 0 quand tout va bien et 2 quand ce qu'on leur a donné ne "
    "peut pas servir ; `validate` rend 1 quand il a trouvé quelque chose.",
    "*[Version française](commands.fr.md)*\n\nMessages are in French when the system's language is, or when "
    "`BIBLIOGRAPHE_LANG=fr`. Every command exits with 0 when all is well and with 2 when what it was given cannot be "
    "used; `validate` exits with 1 when it found something.",
)
OPTIONS = Text("| option | rôle |", "| option | what it does |")
EXAMPLES: dict[str, list[str]] = {
    "init": ["bibliographe init mon-catalogue"],
    "import": [
        "bibliographe import selection.md --review relecture.html",
        "bibliographe import a.md b.txt --catalogue mon-catalogue --rejects rejets.json",
    ],
    "harvest": [
        "bibliographe harvest https://archives.example.org/oai",
        "bibliographe harvest https://archives.example.org/oai --prefix marcxml --set livres --from 2026-01-01",
    ],
    "build": ["bibliographe build"],
    "validate": [
        "bibliographe validate",
        "bibliographe validate --format html -o rapport.html",
        "bibliographe validate autre.ttl --fail-on violation",
    ],
    "readiness": [
        "bibliographe readiness",
        "bibliographe readiness --format html -o portails.html",
        "bibliographe readiness --profile europeana --max 20",
        "bibliographe readiness --format json --fail-under 90",
    ],
    "query": [
        "bibliographe query entries-by-publisher",
        "bibliographe query entries-of-topic --param topic=1.2",
        "bibliographe query publishers-over-time --format svg -o editeurs.svg",
        "bibliographe query overview --endpoint https://example.org/sparql",
    ],
    "queries": ["bibliographe queries --tag publishers"],
    "show": ["bibliographe show 12", 'bibliographe show "cartographie des métiers"'],
    "stats": ["bibliographe stats --format json"],
    "export": ["bibliographe export turtle -o catalogue.ttl", "bibliographe export dcat"],
    "convert": [
        "bibliographe convert notices.mrc --to ntriples -o notices.nt",
        "bibliographe convert notices.ris --to unimarc -o notices.mrc --rejects rejets.json --loss-report pertes.json",
    ],
    "serve": [
        "bibliographe serve",
        "bibliographe serve --catalogue mon-catalogue --host 0.0.0.0 --port 8080",
    ],
    "publish": [
        "bibliographe publish site",
        "bibliographe publish /var/www/catalogue --address https://www.example.org/catalogue/",
    ],
    "candidates": ["bibliographe candidates", "bibliographe candidates --distinct agent/a-00000000 agent/b-00000000"],
    "merge": ["bibliographe merge agent/garde-00000000 agent/absorbe-00000000"],
    "withdraw": ["bibliographe withdraw entry/titre-00000000"],
}


def page(language: Language) -> str:
    """Return the page in the language that this process speaks."""
    parts = [f"<!-- {NOTICE(language)} -->", f"# {TITLE(language)}", INTRODUCTION(language)]
    for verb, summary in VERBS.items():
        command = cli.get_command(click.Context(cli), verb)
        if command is None:
            raise SystemExit(f"{verb} is listed and has no command")
        parts.append(_section(verb, summary(language), command, language))
    return "\n\n".join(parts) + "\n"


def _section(verb: str, summary: str, command: click.Command, language: Language) -> str:
    context = click.Context(command, info_name=f"bibliographe {verb}")
    usage = command.get_usage(context).partition(": ")[2]
    details = "\n".join(line for line in (command.help or "").splitlines() if line != "\b")
    rows = [
        f"| {_escape(record[0])} | {_escape(help_said(record[1], language))} |"
        for parameter in command.get_params(context)
        if parameter.name != "help"
        and isinstance(parameter, click.Option)
        and (record := parameter.get_help_record(context))
    ]
    examples = "\n".join(["```console", *(f"$ {example}" for example in EXAMPLES[verb]), "```"])
    table = "\n".join([OPTIONS(language), "|---|---|", *rows]) if rows else ""
    parts = [f"## `bibliographe {verb}`", f"**{summary}**", f"`{' '.join(usage.split())}`", details, examples, table]
    return "\n\n".join(part for part in parts if part)


def _escape(text: str) -> str:
    if text.startswith("-"):
        names, _, metavar = text.partition(" [")
        return f"`{names}`" + (f" `[{metavar}`".replace("|", "\\|") if metavar else "")
    return text.replace("|", "\\|").replace("\n", " ")


def _in_language(language: Language) -> str:
    environment = {**os.environ, "BIBLIOGRAPHE_LANG": language}
    command = [sys.executable, __file__, "--print"]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def main() -> int:
    """Write the pages, or tell whether they are stale; 1 when one is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--print", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.print:
        sys.stdout.write(page(preferred_language()))
        return 0
    return write_or_check({PAGES[language]: _in_language(language) for language in LANGUAGES}, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
