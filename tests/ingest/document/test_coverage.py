"""Nothing is lost: every line of any text is in an item."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bibliographe.errors import SourceError
from bibliographe.ingest.document import MarkdownReader, coverage
from bibliographe.ingest.source import Source
from bibliographe.model.entry import Entry, Reject, Selection

LINES = """# Bibliographie
## 1. Thème
### Un titre
**Un autre titre**
Un titre nu
LE DROIT
- item
  - plus bas
1. premier
> cité
Paris : Dunod, 2021, 230 p.
Archimag, n° 3, mai 2020, p. 4
La Gazette.fr, 6 mai 2024
DUMAS, Anne ; LEROY, Paul
Simon Borel, Jean Condé
*Une phrase en italique qui s'arrête en*
plein milieu. Fin.
Au sommaire :
[Consulter l'article](#)
https://exemple.fr/a
Source : site internet vie publique
ISBN 978-2-10-081234-5
DUMAS, Anne. *Le titre*. Paris : Dunod, 2021, 12 p.
Podcast de Radio France
Partie 2 : Suite
---
===
***
3
RETOUR AU SOMMAIRE
| a | b |
|---|---|
[a]: http://b.fr
<div>
<!-- x
-->
~~~
    code
Sommaire
Repères ...... 3
Titre : A
Auteur : B
Date : 2020
Éditeur : C
*
&nbsp;"""
LINE = st.sampled_from([*LINES.splitlines(), "", "", "", "\t", "\f", "\u2028"])


def check(text: str, file_name: str) -> None:
    try:
        source = Source.from_bytes(text.encode("utf-8", "replace"), file_name)
        _ = source.text
    except SourceError:
        return
    items = list(MarkdownReader().read(source))
    assert coverage(items, source) == []
    last = len(source.lines)
    for item in items:
        span = item.reading.span if hasattr(item, "reading") else item.span
        assert span is None or 1 <= span.first <= span.last <= last
    entries = [item for item in items if isinstance(item, Entry)]
    assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))
    for entry in entries:
        assert entry.title
        assert entry.readings
    assert all(item.text.strip() for item in items if isinstance(item, Reject))
    assert sum(isinstance(item, Selection) for item in items) == bool(entries)


@settings(deadline=None)
@given(st.lists(LINE, max_size=40).map("\n".join), st.sampled_from(["a.md", "a.txt"]))
@example("---\ntitle: x\n---\n### T\n\nParis : Dunod, 2021, 230 p.\n", "a.md")
@example("[a]: http://b.fr\n\nParis : Dunod, 2021, 230 p.", "a.md")
def test_every_line_of_a_document_is_in_an_item(text: str, file_name: str) -> None:
    check(text, file_name)


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["a.md", "a.txt"]))
def test_every_line_of_any_text_is_in_an_item(text: str, file_name: str) -> None:
    check(text, file_name)
