"""A record of lobid.org: its keys as fields, each told as unread until it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bibliographe.ingest.records.fields import Field, Fields
from bibliographe.ingest.records.lobid_parts import each, summary, text_of

if TYPE_CHECKING:
    from bibliographe.ingest.records.json_items import Item as JsonItem
    from bibliographe.model.entry import Span

_PRIVATE = ("abstract",)
_BOOKKEEPING = ("@context",)


class LobidRecord:
    """One record, and what of it was used."""

    def __init__(self, item: JsonItem) -> None:
        """Use nothing of it yet."""
        self.values: dict[str, Any] = item.value
        self.span: Span = item.span
        named = {name: value for name, value in item.value.items() if name not in _BOOKKEEPING}
        self.fields = Fields((Field(name, summary(value), item.span) for name, value in named.items()), item.span)
        self.printed = "\n".join(
            f"{field.name}: {field.value}" for field in self.fields.all if field.name not in _PRIVATE
        )

    def used(self, name: str) -> Any:
        """Use a key and return its value, None where there is none."""
        self.fields.use(self.fields.named(name))
        return self.values.get(name)

    def texts(self, name: str) -> list[str]:
        """Use a key and return what its values say."""
        return list(filter(None, map(text_of, each(self.used(name)))))

    def leave_addresses(self, name: str, value: Any) -> None:
        """Note the addresses of what a key leads to, which have no place."""
        for one in each(value):
            if isinstance(one, dict) and text_of(one.get("id")):
                self.fields.leave(f"{name}.id", text_of(one.get("id")))
