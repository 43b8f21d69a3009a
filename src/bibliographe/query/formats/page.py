"""A web page that stands alone: the question, its chart, its table, its SPARQL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bibliographe.errors import QueryError
from bibliographe.query.charts import draw
from bibliographe.query.view import make_view

if TYPE_CHECKING:
    from bibliographe.query.reply import Reply

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def write(reply: Reply) -> str:
    """Return the page; it fetches nothing, and shows no chart when the answer does not suit the one named."""
    environment = Environment(
        loader=PackageLoader("bibliographe.query"), autoescape=True, undefined=StrictUndefined,
        finalize=_printable, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    header, language = reply.question.header, reply.language
    return environment.get_template("page.html.j2").render(
        language=language,
        title=header.title(language),
        summary=header.summary(language),
        values=[
            (parameter.label(language), reply.values[parameter.name])
            for parameter in header.parameters
            if parameter.name in reply.values
        ],
        chart=_chart(reply),
        view=make_view(reply),
        query=reply.query,
    )


def _printable(value: object) -> object:
    """Replace the control characters that HTML does not allow (WHATWG, section 13.2.2)."""
    return _CONTROL.sub("\ufffd", value) if type(value) is str else value


def _chart(reply: Reply) -> Markup | None:
    if reply.question.header.chart is None:
        return None
    try:
        return Markup(draw(reply))  # noqa: S704 - every text in it was escaped by the SVG writer
    except QueryError:
        return None
