"""The arguments of a request, checked (OAI-PMH, sections 3.3 and 4)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from bibliographe.export.records.held import held
from bibliographe.i18n import Text
from bibliographe.serve.oai.index import Range
from bibliographe.serve.oai.moments import DAY, asked, is_day
from bibliographe.serve.oai.refusals import UnmetError

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOKEN = "resumptionToken"  # noqa: S105 - a name of the protocol
_PREFIX = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")
_SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*")


class Takes(NamedTuple):
    """The arguments that a verb takes; with a resumption token there are no others."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()


_LIST = Takes(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set", _TOKEN}))
VERBS = {
    "Identify": Takes(),
    "ListMetadataFormats": Takes(optional=frozenset({"identifier"})),
    "ListSets": Takes(optional=frozenset({_TOKEN})),
    "GetRecord": Takes(frozenset({"identifier", "metadataPrefix"})),
    "ListIdentifiers": _LIST,
    "ListRecords": _LIST,
}


def checked(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the arguments of a request, the verb among them; raises `UnmetError` with `badVerb` or `badArgument`."""
    pairs = list(pairs)
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise UnmetError(
            "badVerb",
            Text(f"il faut un verbe, et un seul : {', '.join(VERBS)}", f"one verb is needed, of: {', '.join(VERBS)}"),
        )
    counts = Counter(name for name, _value in pairs)
    repeated = sorted(name for name, count in counts.items() if count > 1)
    if repeated:
        raise _bad(Text("argument répété", "repeated argument"), repeated)
    arguments = dict(pairs)
    takes = VERBS[verbs[0]]
    known = {"verb"} | (
        {_TOKEN} if _TOKEN in arguments and _TOKEN in takes.optional else takes.required | takes.optional
    )
    illegal = sorted(arguments.keys() - known)
    if illegal:
        raise _bad(
            Text("argument que ce verbe ne prend pas ici", "argument that this verb does not take here"), illegal
        )
    missing = sorted(takes.required - arguments.keys()) if _TOKEN not in arguments else []
    if missing:
        raise _bad(Text("argument qui manque", "missing argument"), missing)
    for name, form in (("metadataPrefix", _PREFIX), ("set", _SET)):
        if name in arguments and not form.fullmatch(arguments[name]):
            raise _bad(Text("valeur mal formée", "malformed value"), [name])
    return arguments


def range_of(arguments: dict[str, str]) -> Range:
    """Return which records a list is asked of; raises `UnmetError` with `badArgument` on a period that is none."""
    moments = {name: arguments[name] for name in ("from", "until") if name in arguments}
    read = {name: asked(text) for name, text in moments.items()}
    wrong = sorted(name for name, moment in read.items() if moment is None)
    if wrong:
        form = "2026-01-31, 2026-01-31T12:00:00Z"
        raise _bad(Text(f"date mal formée ({form})", f"malformed date ({form})"), wrong)
    if len({is_day(text) for text in moments.values()}) > 1:
        raise _bad(Text("dates de précision différente", "dates of different granularity"), list(moments))
    nothing = Range(set=arguments.get("set", ""))
    since, until = read.get("from"), read.get("until")
    if until is not None and is_day(moments["until"]):
        until += DAY - 1
    if since is not None and until is not None and since > until:
        raise _bad(Text("le début est après la fin", "the beginning is after the end"), list(moments))
    return Range(nothing.since if since is None else since, nothing.until if until is None else until, nothing.set)


def _bad(message: Text, names: Iterable[str]) -> UnmetError:
    listed = ", ".join(held(name)[0] for name in names)
    return UnmetError("badArgument", Text(f"{message.fr} : {listed}", f"{message.en}: {listed}"))
