"""A processor that remembers what it looked up in its style.

citeproc-py searches the style and its locales by XPath for each word that it writes, though neither ever changes: a
third of the time that a reference takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def remembering(processor: Any) -> Any:
    """Return the processor, whose macros, terms and forms of dates are looked for once each."""
    processor.root.xpath_search = _once(processor.root.xpath_search)
    for locale in processor.root.locales:
        locale.get_term = _once(locale.get_term)
        locale.get_date = _once(locale.get_date)
    return processor


def _once(find: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that remembers what it found, and what it did not find."""
    known: dict[Any, tuple[Any, IndexError | None]] = {}

    def found(*arguments: Any, **named: Any) -> Any:
        asked = (arguments, tuple(sorted(named.items())))
        if asked not in known:
            try:
                known[asked] = find(*arguments, **named), None
            except IndexError as missing:  # what the processor takes for: look in the next locale
                known[asked] = None, missing
        value, error = known[asked]
        if error:
            raise error.with_traceback(None)
        return value

    return found
