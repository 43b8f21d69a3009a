"""A processor that remembers what it looked up in its style.

citeproc-py searches the style and its locales by XPath for each word that it writes, though what it looks for never
changes: two thirds of the time that a reference takes.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOKUPS = (
    "xpath_search", "get_layout", "get_option", "get_locale_option", "get_term", "get_date", "calls_variable",
)  # fmt: skip
"""What an element of a style or of its locales tells of itself and of what stands around it."""
_MARKS = frozenset({"font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"})
_TAKES_OVER = "date-part"
"""The element that takes over attributes of another one as it writes."""


def remembering(processor: Any, formatter: Any) -> Any:
    """Return the processor, whose elements look for each thing once; it writes with `formatter` for good."""
    root = processor.root
    root.formatter = formatter
    # An element lasts, with what it remembers, as long as somebody holds it.
    processor.elements = [one for tree in (root, *root.locales) for one in tree.iter("{*}*")]
    for element in processor.elements:
        element.get_formatter = partial(_same, formatter)
        element.get_root = partial(_same, element.get_root())
        for name in _LOOKUPS:
            find = getattr(type(element), name, None)
            if find:
                setattr(element, name, _once(partial(find, element)))
        element.find = _child_once(element.find)
        if _MARKS.isdisjoint(element.attrib) and not element.tag.endswith(_TAKES_OVER):
            element.format = _unmarked
    return processor


def _same(value: Any) -> Any:
    return value


def _unmarked(said: Any) -> Any:
    """Return what an element writes that sets nothing apart."""
    return str(said) if isinstance(said, (int, float)) else said


def _once(find: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that remembers what it found, and what it did not find."""
    known: dict[Any, tuple[Any, IndexError | None]] = {}

    def found(*arguments: Any, **named: Any) -> Any:
        asked = (arguments, *named.items()) if named else arguments
        try:
            value, error = known[asked]
        except KeyError:
            try:
                value, error = known[asked] = find(*arguments, **named), None
            except IndexError as missing:  # what the processor takes for: look in the next locale
                value, error = known[asked] = None, missing
        except TypeError:  # the options of a sort, which no dictionary holds
            return find(*arguments, **named)
        if error:
            raise error.with_traceback(None)
        return value

    return found


def _child_once(find: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that remembers which child it found; where there was none, the processor may put one."""
    known: dict[str, Any] = {}

    def found(path: str, namespaces: Any = None) -> Any:
        child = known.get(path)
        if child is None:
            child = find(path, namespaces)
            if child is not None:
                known[path] = child
        return child

    return found
