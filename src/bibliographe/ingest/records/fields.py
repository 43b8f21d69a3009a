"""The fields of one record, each used once: what nothing used is told."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.i18n import Text
from bibliographe.ingest.citation.standalone import parse_date
from bibliographe.ingest.records.dates import date_said
from bibliographe.ingest.records.identifiers import bare_doi, doi_noted, numbers_in, web_address
from bibliographe.ingest.records.languages import language_code
from bibliographe.model.entry import Doubt, Link, Reject, Unread
from bibliographe.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibliographe.model.dates import DateStatement
    from bibliographe.model.entry import Span


_new = tuple.__new__
_KEY = re.compile(r"\S{1,200}")
_WWW = re.compile(r"www\.[\w-]+\.[\w-]{2,}", re.IGNORECASE)
_MAY_PART = re.compile(r"[;\s]|[^\W_](?=https?://)")
_BETWEEN = re.compile(r"\s*;\s+|\s*;(?=https?://)|\s+(?:(?:and|et)\s+)?(?=https?://)|(?<=[^\W_])(?=https?://)")
"""What parts addresses; Dimensions writes them without anything between."""


@dataclass(slots=True, eq=False)
class Field:
    """One field: its name, its value as text, and where it stands; two that say the same are still two.

    It is not frozen, which would make it twice as dear: files have millions. Once it is read, nothing changes it.
    """

    name: str
    value: str
    span: Span


class Fields:
    """The fields of one record that have a value, in its order."""

    def __init__(self, fields: Iterable[Field], span: Span) -> None:
        """Use none yet; `span` is that of the record."""
        self.all = tuple([field for field in fields if field.value])
        self.span = span
        self.doubts: list[Doubt] = []
        self._by_name: dict[str, list[Field]] = defaultdict(list)
        self._used: set[Field] = set()
        self._left: list[Unread] = []
        for field in self.all:
            self._by_name[field.name].append(field)

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a field, used or not."""
        return bool(self._by_name.get(name))

    def named(self, *names: str) -> list[Field]:
        """Return some fields without using them, in the order of the record."""
        if len(names) == 1:
            return [*self._by_name.get(names[0], ())]
        found = [fields for name in names if (fields := self._by_name.get(name))]
        if len(found) > 1:
            asked = set(names)
            return [field for field in self.all if field.name in asked]
        return [*found[0]] if found else []

    def take(self, *names: str) -> str | None:
        """Use the first field that was not used, of the first name that has one, and return its value."""
        for name in names:
            for field in self._by_name.get(name, ()):
                if field not in self._used:
                    self._used.add(field)
                    return field.value
        return None

    def take_all(self, *names: str) -> list[str]:
        """Use all of some fields, and return their values in the order of the record."""
        found = self.named(*names)
        self.use(found)
        return [field.value for field in found]

    def key(self, *names: str) -> str | None:
        """Take what the source calls the record: one word, and no address of the web; anything else is left."""
        for field in self.named(*names):
            if field not in self._used and _KEY.fullmatch(field.value) and web_address(field.value) is None:
                self._used.add(field)
                return field.value
        return None

    def use(self, fields: Iterable[Field]) -> None:
        """Count fields as used."""
        self._used.update(fields)

    def give_back(self, name: str) -> None:
        """Count fields as unused: what they hold is not what was looked for."""
        self._used.difference_update(self._by_name[name])

    def leave(self, name: str, text: str) -> None:
        """Note a part of a used field that has no place."""
        self._left.append(Unread(name, text, self.span))

    def doi(self, *names: str) -> str | None:
        """Take the first DOI that fields hold, with the fields that say it once more; those without any are left."""
        said = [(field, doi) for field in self.named(*names) if (doi := bare_doi(field.value))]
        self.use(field for field, doi in said if doi == said[0][1])
        return said[0][1] if said else None

    def doi_noted(self, *names: str) -> str | None:
        """Return the DOI that notes begin with (`DOI: 10.1000/182`); a note that says more is left."""
        for field in self.named(*names):
            doi = doi_noted(field.value)
            if doi:
                self.use([field] if field.value.rstrip(" .").endswith(doi) else [])
                return doi
        return None

    def leave_numbers(self, numbers: Iterable[str], *names: str) -> None:
        """Note standard numbers of used fields that have no place, as they are written there."""
        for number in numbers:
            for field in self.named(*names):
                written = next((one for one in (number, number.replace("-", "")) if one in field.value.upper()), None)
                if written:
                    self.leave(field.name, written)
                    break

    def unread(self) -> tuple[Unread, ...]:
        """Return what nothing used."""
        unused = [field for field in self.all if field not in self._used]
        return (*[_new(Unread, (field.name, field.value, field.span)) for field in unused], *self._left)

    def doubt(self, field: str, message: Text) -> None:
        """Note what a person should look at."""
        self.doubts.append(Doubt(field, message, self.span))

    def date(self, *names: str) -> DateStatement | None:
        """Take a date; one that is not understood is doubtful."""
        found = date_said(self.take(*names) or "")
        if found:
            self.check_date(found)
        return found

    def check_date(self, date: DateStatement) -> None:
        """Note a date that is not understood."""
        said = date.verbatim
        is_undated = parse_date(said) is not None and not any(map(str.isdigit, said))
        if not date.edtf and not is_undated:
            self.doubt("issued", Text(f"la date « {said} » n'est pas comprise", f"the date '{said}' is not understood"))

    def links(self, *names: str) -> tuple[Link, ...]:
        """Take the addresses of the web, of which there may be several in a field; fields without any are left."""
        found: list[str] = []
        for field in self.named(*names):
            # An address without blanks is all that most fields are.
            parts = _BETWEEN.split(field.value) if _MAY_PART.search(field.value) else [field.value]
            addresses = [address for part in parts if (address := web_address(part) or _without_scheme(part))]
            if addresses:
                self.use([field])
                found += addresses
        return tuple(Link(address, address) for address in dict.fromkeys(found))

    def language(self, *names: str) -> str | None:
        """Take the code of a language, and all that name the same; what names none is given back."""
        for name in names:
            code = language_code(self.take(name))
            if code is not None:
                self.use(field for field in self.named(*names) if language_code(field.value) == code)
                return code
            self.give_back(name)
        return None

    def numbers_said(self, *names: str) -> tuple[list[str], list[str]]:
        """Return the ISBN and the ISSN that fields hold, without using them."""
        return numbers_in(field.value for field in self.named(*names))

    def numbers(self, *names: str) -> tuple[list[str], list[str]]:
        """Take the ISBN and the ISSN that fields hold; those without any are left."""
        isbns: list[str] = []
        issns: list[str] = []
        for field in self.named(*names):
            some = numbers_in([field.value])
            if any(some):
                self._used.add(field)
                isbns += some[0]
                issns += some[1]
        return list(dict.fromkeys(isbns)), list(dict.fromkeys(issns))


def _without_scheme(text: str) -> str | None:
    """Return the address of `www.example.org/page`, as browsers complete it; None for anything else."""
    return web_address(f"http://{text.strip()}") if _WWW.match(text.strip()) else None


def split_keywords(text: str | None) -> tuple[str, ...]:
    """Return the keywords of a field, each once: semicolons or bars part them or, where there is none, commas."""
    text = (text or "").replace(" | ", " ; ")
    return tuple(dict.fromkeys(parted(text) if ";" in text else filter(None, map(clean, text.split(",")))))


def parted(text: str | None) -> tuple[str, ...]:
    """Return the values that semicolons part."""
    if text and ";" not in text:
        return (said,) if (said := clean(text)) else ()
    return tuple(filter(None, map(clean, (text or "").split(";"))))


def untitled(span: Span, text: str, record: Text, remedy: Text) -> Reject:
    """Return what to say of a record without a title."""
    reason = Text(f"une notice {record.fr} sans titre", f"a {record.en} record without a title")
    return Reject(span, text, reason, remedy)
