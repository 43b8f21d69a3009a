"""Queries that pySHACL would refuse, whatever the data say: it must be asked, so that it does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyshacl.errors import ValidationFailure
from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper
from rdflib.plugins.sparql import prepareQuery

from bibliographe.i18n import Text
from bibliographe.sparql_tokens import resolved, tokens
from bibliographe.validate.terms import quiet
from bibliographe.validate.unsure import Unsure

if TYPE_CHECKING:
    from collections.abc import Mapping

_THIS = re.compile(r"[$?]this\b")
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
    if _THIS.search(select) and not helper.bind_this_regex.search(select):
        raise Unsure(Text("un $this que pySHACL ne reconnaît pas", "a $this that pySHACL does not recognise"))
    if _OTHERS.search(text):
        raise Unsure(Text("une variable liée d'avance", "a variable that is bound beforehand"))
    # rdflib's parser (pyparsing) puts spaces in the place of tabs.
    if any(token.kind == "string" and "\t" in token.text for token in tokens(resolved(select))):
        raise Unsure(Text("une tabulation dans un texte", "a tab within a text"))
