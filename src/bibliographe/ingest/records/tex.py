r"""Text as TeX writes it: `L'{\'e}t{\'e} \& la \oe uvre` is `L'été & la œuvre`.

What stands for characters is read; commands that only dress text are taken off it; any other stays as it is, so that
nothing is lost. Nothing is ever carried out: `\input{…}` stays these characters. Two libraries were tried first:
docs/decisions/0053.
"""

from __future__ import annotations

import re
import unicodedata

from bibliographe.ingest.records.tex_maths import unwritten

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "r": "\u030a", "c": "\u0327", "k": "\u0328", "d": "\u0323",
    "b": "\u0331",
}  # fmt: skip
"""The combining characters that TeX's accents are."""
_LETTERS = {
    "i": "ı", "j": "ȷ", "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ",
    "OE": "Œ", "aa": "å", "AA": "Å", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ",
    "NG": "Ŋ",
}  # fmt: skip
_SIGNS = _LETTERS | {
    "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textellipsis": "…", "textquoteright": "’",
    "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "guillemotleft": "«",
    "guillemotright": "»", "og": "« ", "fg": " »", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
    "textasciicircum": "^", "textbraceleft": "{", "textbraceright": "}",
    "copyright": "©", "texteuro": "€", "euro": "€", "S": "§", "P": "¶", "pounds": "£", "textdegree": "°",
    "degres": "°", "no": "n°", "No": "N°", "textasciitilde": "~", "textbackslash": "\\", "textunderscore": "_",
    "textregistered": "®", "texttrademark": "™", "slash": "/", "hyphen": "-", "quad": " ", "newline": " ", "par": " ",
    "emdash": "—", "endash": "–", "MF": "METAFONT", "METAFONT": "METAFONT", "MP": "MetaPost", "AmS": "AMS",
    "AmSTeX": "AMS-TeX", "AMSTEX": "AMS-TeX", "AmSLaTeX": "AMS-LaTeX", "LaTeXe": "LaTeX2e", "XeTeX": "XeTeX",
    "LuaTeX": "LuaTeX", "POSTSCRIPT": "PostScript", "psq": " sq.", "psqq": " sqq.", "adddot": ".", "bullet": "•",
    "&": "&",
    "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", ",": "\u202f", ";": " ", ":": " ",
    "\\": " ", "-": "", "/": "", "\n": " ", "!": "", "@": "",
}  # fmt: skip
_DRESS = frozenset(
    """
    emph textit textbf textsc texttt textrm textsf textsl textup textmd textnormal textsuperscript textsubscript
    underline uppercase lowercase MakeUppercase MakeLowercase mbox hbox text url nolinkurl bibstring it bf em sc tt rm
    sf sl itshape bfseries scshape upshape ttfamily normalfont relax protect autocap nohyphens mkbibemph mkbibitalic
    mkbibbold mkbibacro path booktitle unskip ignorespaces leavevmode xspace
    """.split()  # noqa: SIM905 - a list to read
)
_QUOTING = frozenset({"enquote", "mkbibquote", "textquote"})
"""Commands of csquotes and biblatex that put quotation marks around their argument."""
_SILENT = frozenset({"noopsort", "sortnoop", "noop"})
"""Commands whose argument sorts and is not printed, as the preamble of `xampl.bib` and its followers define them."""
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)\*?[ \t]*|(.)|$)", re.DOTALL)
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": "\u00a0"}
_LIGATURE = re.compile("|".join(map(re.escape, _LIGATURES)))
_PLAIN = re.compile(r"[^\\{}~$`'-]+")
_MATHS = re.compile(r"\$[^$]*\$")
_DEEPEST = 20
"""Accents on accents on accents: no letter has more."""


def decoded(text: str, depth: int = 0) -> str:
    """Return the characters that a text of TeX stands for."""
    if depth > _DEEPEST:
        return text
    found: list[str] = []
    at = 0
    while at < len(text):
        plain = _PLAIN.match(text, at)
        maths = _MATHS.match(text, at) if text[at] == "$" else None
        if maths:
            found.append(unwritten(maths[0]))
            at = maths.end()
        elif plain:
            found.append(plain[0])
            at = plain.end()
        elif text[at] == "\\":
            at = _command(text, at, found, depth)
        elif text[at] in "{}":
            at += 1
        else:
            ligature = _LIGATURE.match(text, at)
            sign = ligature[0] if ligature else text[at]
            found.append(_LIGATURES.get(sign, sign))
            at += len(sign)
    return unicodedata.normalize("NFC", "".join(found))


def _command(text: str, at: int, found: list[str], depth: int) -> int:
    command = _COMMAND.match(text, at)
    if command is None:
        return at + 1
    name, end = command[1] or command[2] or "", command.end()
    if name in ACCENTS and (command[1] is None or text[end : end + 1] == "{" or command[0].endswith((" ", "\t"))):
        letter, end = _argument(text, end)
        base = decoded(letter, depth + 1).translate({ord("ı"): "i", ord("ȷ"): "j"})
        found.append(base[:1] + ACCENTS[name] + base[1:] if base else command[0])
        return end
    if name in _SIGNS:
        found.append(_SIGNS[name])
        return end + 2 if text.startswith("{}", end) else end
    if name in _DRESS:
        return end
    if name in _QUOTING and text[end : end + 1] == "{":
        quoted, end = _argument(text, end)
        found.append(f"“{decoded(quoted, depth + 1)}”")
        return end
    if name == "ensuremath":
        formula, end = _argument(text, end)
        found.append(unwritten(f"${formula}$"))
        return end
    if name.casefold() in _SILENT:
        return _argument(text, end)[1]
    found.append(command[0])
    if text[end : end + 1] == "{":  # what is not known stays as it is, its braces too
        argument, end = _argument(text, end)
        found.append(f"{{{decoded(argument, depth + 1)}}}")
    return end


def _argument(text: str, at: int) -> tuple[str, int]:
    """Return what a command stands before: a group, another command, or one character; and where that ends."""
    while at < len(text) and text[at] in " \t\n":
        at += 1
    if at >= len(text):
        return "", at
    if text[at] == "\\":
        command = _COMMAND.match(text, at)
        return (command[0], command.end()) if command else ("", at)
    if text[at] != "{":
        return ("", at) if text[at] == "}" else (text[at], at + 1)
    level = 0
    for end in range(at, len(text)):
        level += {"{": 1, "}": -1}.get(text[end], 0)
        if level == 0:
            return text[at + 1 : end], end + 1
    return text[at + 1 :], len(text)
