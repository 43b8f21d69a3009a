"""The pages of the site, one address of the portal after the other, in each language."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from bibliographe.serve.publish.links import linked, links_of
from bibliographe.serve.publish.names import ENTRY_FORMS, FORMS, relative

if TYPE_CHECKING:
    from bibliographe.i18n import Language
    from bibliographe.serve.publish.asking import Asker
    from bibliographe.serve.publish.draft import Draft
    from bibliographe.serve.publish.names import Naming

_FOUND = (200, 410)
"""A page, or that of what was withdrawn."""
_MOVED = """<!doctype html>
<meta charset="utf-8">
<title>{0}</title>
<meta http-equiv="refresh" content="0; url={0}">
<link rel="canonical" href="{0}">
<p><a href="{0}">{0}</a></p>
"""


class Pages:
    """Writes pages and what stands beside them."""

    def __init__(self, asker: Asker, draft: Draft, naming: Naming) -> None:
        self._asker = asker
        self._draft = draft
        self._naming = naming

    async def page(self, path: str, *, may_fail: bool = False) -> bool:
        """Write a page with all that it has several of (`?page=2`, `?letter=d`…); tell whether there is one.

        One that `may_fail` is written with what the portal says of its failure.
        """
        found = [await self._in_language(path, language, may_fail=may_fail) for language in self._naming.languages]
        return any(found)

    async def thing(self, local: str) -> None:
        """Write the page of a thing, and its data beside it."""
        if not await self.page(f"/doc/{local}"):
            return
        forms = (*FORMS, *ENTRY_FORMS) if local.startswith("entry/") else FORMS
        for form in forms:
            answer = await self._asker.get(f"/doc/{local}.{form}", language=self._naming.first)
            if answer.status in _FOUND:
                self._draft.write(f"doc/{local}.{form}", answer.body)

    async def _in_language(self, path: str, language: Language, *, may_fail: bool) -> bool:
        """Write the variants of a page that are linked from one another, beginning with the plain one."""
        left, seen, written = [""], set[str](), False
        while left:
            query = left.pop()
            file = self._naming.page(path, language, tuple(parse_qsl(query)))
            if file is None or file in seen:
                continue
            seen.add(file)
            answer = await self._asker.get(path, query, language=language, may_fail=may_fail)
            if answer.location:
                self._moved(file, answer.location, language)
            elif answer.status in _FOUND or may_fail:
                text = answer.body.decode()
                left += [parts.query for parts in map(urlsplit, links_of(text)) if unquote(parts.path) == path]
                self._draft.write(file, linked(text, file, language, self._naming).encode())
                written = True
        return written

    def _moved(self, file: str, address: str, language: Language) -> None:
        """Write a page that sends on to another, for hosts that are told of no rules."""
        target = self._naming.target(address, language)
        if target:
            self._draft.write(file, _MOVED.format(escape(relative(target, file))).encode())
