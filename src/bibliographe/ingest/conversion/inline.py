r"""Pieces of text as Markdown's inline markup, which must be read back as the same pieces.

Marks that Markdown would not pair (`**Titre :**Paris`) are written as tags. Source: CommonMark 0.31, 6.2 (emphasis),
6.3 (links), 2.4 (backslash escapes).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from bibliographe.ingest.conversion.written import Piece, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPECIAL = re.compile(
    r"(?P<comment><!--)|(?P<entity>&(?=[#\w]+;))|(?P<sign>[*]|\\(?=[!-/:-@\[-`{-~]|$)|<(?=[A-Za-z/!?])"
    r"|(?<![^\W_])_|_(?![^\W_])|\](?=\(|\[))"
)
_BRACKETS = re.compile(r"(?<!\\)[\[\]]")
_START = re.compile(r"#{1,6}(?=\s|$)|>|(?:=+|-+|(?:\s*[-*_]){3,})\s*$|\d{4,9}(?=[.)](?:\s|$))|\[(?=[^\]]+\]:)|\|")
_KEPT_SCHEMES = re.compile(r"(?:https?|ftp|mailto):|(?![\w+.-]*:)|#", re.IGNORECASE)
_BREAKS = re.compile(r"[\r\f\v\x85\u2028\u2029]+")


def lines_of(pieces: Sequence[Piece]) -> list[str]:
    """Return the printed lines of pieces as Markdown, without those that are empty."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        lines[-1].append(replace(piece, text=first))
        lines += [[replace(piece, text=text)] for text in others]
    return [written for line in lines if (written := _line(line))]


def _line(pieces: Sequence[Piece]) -> str:
    line = "".join(_linked(_levelled([piece for piece in pieces if piece.text]))).strip()
    start = _START.match(line)
    if start is None:
        return line
    if line[0].isdigit():
        return f"{start[0]}\\{line[start.end() :]}"
    return f"\\{line}"


def _levelled(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with like ones joined; what is only space looks like its neighbours where they look alike."""
    found: list[Piece] = []
    for number, piece in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if not piece.text.strip() and found:
            like = following is not None and _look(found[-1]) == _look(following)
            piece = replace(found[-1] if like else Piece(""), text=piece.text)
        if found and _look(found[-1]) == _look(piece):
            found[-1] = replace(piece, text=found[-1].text + piece.text)
        else:
            found.append(piece)
    return found


def _look(piece: Piece) -> tuple[bool, bool, str | None]:
    return piece.bold, piece.italic, piece.url


def _linked(pieces: Sequence[Piece]) -> list[str]:
    out: list[str] = []
    groups = [(url, list(group)) for url, group in groupby(pieces, key=lambda piece: piece.url)]
    for number, (url, group) in enumerate(groups):
        after = groups[number + 1][1][0].text if number + 1 < len(groups) else ""
        target = _target(url, text_of(group))
        if target is None:
            _emphasised(group, out, after[:1])
            continue
        label: list[str] = ["["]
        _emphasised(group, label, "]")
        label[0] = ""
        text = "".join(label)
        bare = _BRACKETS.sub(lambda bracket: "\\" + bracket[0], text.strip())
        before, behind = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        out.append(f"{before}[{bare}]({target}){behind}" if bare else text)
    return out


def _target(url: str | None, label: str) -> str | None:
    """Return a link's address as Markdown writes it, None for one that the label itself says."""
    url = re.sub(r"[\x00-\x1f]", "", url or "").strip()
    if not url or not _KEPT_SCHEMES.match(url) or _same(url, label):
        return None
    safe = url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
    safe = re.sub(r"&(?=[#\w]+;)", "&amp;", safe).replace("*", "%2A")
    return f"<{safe}>" if re.search(r"[\s()]", safe) else safe


def _same(url: str, label: str) -> bool:
    def bare(text: str) -> str:
        return re.sub(r"^(?:mailto:|https?://)", "", text.strip().strip("<>"), flags=re.IGNORECASE).rstrip("/")

    addressed = re.match(r"(?:https?://|www\.)\S+$|\S+@\S+$", label.strip().strip("<>"), re.IGNORECASE)
    return addressed is not None and bare(url) == bare(label)


def _emphasised(pieces: Sequence[Piece], out: list[str], after: str) -> None:
    groups = [(bold, list(group)) for bold, group in groupby(pieces, key=lambda piece: piece.bold)]
    for number, (bold, group) in enumerate(groups):
        following = groups[number + 1][1][0].text[:1] if number + 1 < len(groups) else after
        inner: list[str] = ["**"] if bold else [out[-1][-1:] if out else ""]
        _slanted(group, inner, "*" if bold else following, within=bold)
        text = "".join(inner[1:])
        out.append(_marked(text, "**", "b", _last(out), following) if bold else text)


def _slanted(pieces: Sequence[Piece], out: list[str], after: str, *, within: bool) -> None:
    for number, piece in enumerate(pieces):
        following = pieces[number + 1].text[:1] if number + 1 < len(pieces) else after
        text = _escaped(piece.text)
        out.append(_marked(text, "_" if within else "*", "i", _last(out), following) if piece.italic else text)


def _last(out: Sequence[str]) -> str:
    return next((text[-1] for text in reversed(out) if text), "")


def _marked(text: str, mark: str, tag: str, before: str, after: str) -> str:
    """Put text between marks, or between tags where Markdown might not take the marks for what they are."""
    bare = text.strip()
    if not bare:
        return text
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    before, after = lead[-1:] or before, trail[:1] or after
    apart = (not before or before.isspace() or before in "[(*") and (not after or after.isspace() or after in ".,;:)]*")
    solid = bare[0].isalnum() and bare[-1].isalnum()
    inner_marks = "*" in (bare[0], bare[-1]) or (mark == "*" and before == "*")
    if (apart or (solid and mark != "_" and before != "*" and after != "*")) and not inner_marks:
        return f"{lead}{mark}{bare}{mark}{trail}"
    return f"{lead}<{tag}>{bare}</{tag}>{trail}"


def _escaped(text: str) -> str:
    return _BREAKS.sub(" ", _SPECIAL.sub(_escape, text))


def _escape(match: re.Match[str]) -> str:
    if match["comment"]:
        return "&lt;!--"
    return "&amp;" if match["entity"] else "\\" + match[0]
