"""Queries that pySHACL would refuse, whatever the data say: it must be asked, so that it does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyshacl.errors import ValidationFailure
from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper
from rdflib.plugins.sparql import prepareQuery

from bibliographe.i18n import Text
from bibliographe.validate.targets import refuse_strange_this, refuse_tabs
from bibliographe.validate.terms import quiet
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Mapping

_OTHERS = re.compile(r"[$?](?:currentShape|shapesGraph|PATH)\b")


def refuse_unrunnable(select: str, prefixes: Mapping[str, str], slots: Mapping[str, str]) -> None:
    """Raise `Unsure` for a query that pySHACL or rdflib may refuse, or that they read in a way of their own."""
    helper = SPARQLQueryHelper.__new__(SPARQLQueryHelper)
    try:
        helper.check_invalid_sparql(select)  # type: ignore[no-untyped-call]
        text = select.replace("$PATH", "<urn:x:path>").replace("?PATH", "<urn:x:path>") if slots else select
        with quiet():
            prepareQuery(text, initNs=dict(prefixes))
    except ValidationFailure as refusal:
        raise Unsure(Text(str(refusal), str(refusal))) from refusal
    except Exception as error:  # whatever rdflib's parser raises
        raise Unsure(Text("une requête mal formée", "a query that is not well formed")) from error
    refuse_strange_this(select, select)
    if _OTHERS.search(text):
        raise Unsure(Text("une variable liée d'avance", "a variable that is bound beforehand"))
    refuse_tabs(select)
