"""How to search, in the words of the page that helps with it."""

from __future__ import annotations

from typing import NamedTuple

from bibliographe.i18n import Text
from bibliographe.serve.search.things import ENTRY, ORGANIZATION, PERIODICAL, PERSON, SELECTION, TOPIC


class Hint(NamedTuple):
    """One way of asking: an example to try, and what it finds."""

    example: Text
    finds: Text


HEADING = Text("Comment chercher", "How to search")
INTRODUCTION = Text(
    "Tapez quelques mots : les notices qui les ont tous viennent en réponse, d'abord celles qui les ont dans leur "
    "titre, puis dans leurs auteurs, leurs thèmes et le reste. Accents, majuscules, pluriels et élisions (l', d', qu') "
    "ne comptent pas. Quand un mot n'est trouvé presque nulle part, des mots écrits à peu près ainsi sont proposés, "
    "plus bas.",
    "Type a few words: entries that have them all answer, first those that have them in their title, then in their "
    "authors, their topics and the rest. Accents, capitals and plurals do not count. When a word is found almost "
    "nowhere, words written much like it are offered, further down.",
)
HINTS = (
    Hint(
        Text('"service public"', '"public service"'),
        Text("ces mots côte à côte, tels quels", "these words side by side, as they are"),
    ),
    Hint(Text("formation -stage", "training -course"), Text("sans le second mot", "without the second word")),
    Hint(Text("titre:transition", "title:transition"), Text("dans le titre seulement", "in the title only")),
    Hint(
        Text("auteur:dumas", "author:dumas"),
        Text("fait par cette personne ou cet organisme", "made by this person or body"),
    ),
    Hint(
        Text("thème:numérique", "topic:digital"),
        Text("sous ce thème ou ce mot-clé", "under this topic or keyword"),
    ),
    Hint(Text('éditeur:"la documentation"', 'publisher:"university press"'), Text("publié par lui", "published by it")),
    Hint(
        Text("revue:gazette", "periodical:gazette"),
        Text("paru dans cette revue ou sur ce site", "in this periodical or site"),
    ),
    Hint(
        Text("année:2020-2024", "year:2020-2024"),
        Text("paru ces années-là ; aussi année:2024, année:2020-", "of these years; also year:2024, year:2020-"),
    ),
    Hint(Text("numéro:12", "number:12"), Text("le numéro 12 d'une sélection", "number 12 of a selection")),
    Hint(
        Text("978-2-1234-5680-3", "978-2-1234-5680-3"),
        Text("le livre de cet ISBN ; de même un ISSN, un DOI", "the book of this ISBN; likewise an ISSN, a DOI"),
    ),
)
FACETS_HELP = Text(
    "Dans une rubrique, choisir plusieurs valeurs élargit la réponse (l'une ou l'autre) ; d'une rubrique à l'autre, "
    "elle se resserre. Un thème comprend ceux qui sont sous lui.",
    "Within one heading, choosing several values widens the answer (one or the other); from one heading to another, it "
    "narrows. A topic includes those below it.",
)
NOTHING = Text(
    "Aucune notice. Essayez moins de mots, ou retirez un choix.", "No entry. Try fewer words, or take back a choice."
)
MATCHED = {
    "close": Text(
        "Peu de notices ont ces mots : celles dont les mots leur ressemblent suivent.",
        "Few entries have these words: those with words like them follow.",
    ),
    "some": Text(
        "Aucune notice n'a tous ces mots : voici celles qui en ont au moins la moitié.",
        "No entry has all these words: here are those that have at least half of them.",
    ),
}
"""What is said above the results when they are not just what was asked for."""
KINDS = {
    PERSON: Text("personne", "person"),
    ORGANIZATION: Text("organisme", "body"),
    PERIODICAL: Text("revue ou site", "periodical or site"),
    TOPIC: Text("thème", "topic"),
    SELECTION: Text("sélection", "selection"),
    ENTRY: Text("notice", "entry"),
}
"""What a suggestion may be of."""
