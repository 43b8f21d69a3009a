"""What the web has left in the fields of formats that are none of its own: `&amp;`, `<i>`."""

from __future__ import annotations

import html
import re

_REFERENCE = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_MARK = re.compile(r"</?(?:i|b|em|strong|sup|sub|span|sc)(?:\s[^<>]*)?>", re.IGNORECASE)


def unmarked(text: str) -> str:
    """Return a text without the marks that reference managers dress titles with: `<i>`, `<sub>`.

    Source: CSL-JSON, rich text in its variables; Zotero writes the same marks into RIS and CSV.
    """
    return _MARK.sub("", text) if "<" in text else text


def protected(text: str) -> str:
    """Return a text whose own references and marks are escaped, so that `unescaped(unmarked(text))` gives it back."""
    text = _REFERENCE.sub(lambda found: f"&amp;{found[0][1:]}", text)
    return _MARK.sub(lambda found: f"&lt;{found[0][1:]}", text)


def unescaped(text: str) -> str:
    """Return a text with the characters that HTML's references stand for, `&amp;` and `&#8217;`, in their place."""
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text
