"""Houses print their bibliographies each in its own way: who is the title, who are the people, where an entry ends."""

from __future__ import annotations

import pytest

from bibliographe.model.entry import Entry, Furniture, Note, Reject, Selection, Topic
from tests.ingest.document.documents import only, read

HOUSES = {
    "glued-lines.txt": (
        """
        BIBLIOGRAPHIE SUR L'EAU
        Centre de documentation de l'Agence de l'eau
        Mars 2021

        1 - GESTION DE L'EAU

        La gestion intégrée de l'eau
        Martin Legrand, Julie Aubert
        Paris : Johanet, 2019, 240 p.
        Cet ouvrage présente les outils de la gestion de l'eau, du schéma au contrat, avec
        des exemples tirés de six bassins.
        Payer l'eau au juste prix
        La Gazette des communes, n° 2540, 23 novembre 2020, pp. 30-32
        Qui gère les digues ?
        Maire-info, 12 janvier 2021
        """,
        [
            ("La gestion intégrée de l'eau", ["Martin Legrand", "Julie Aubert"], "GESTION DE L'EAU"),
            ("Payer l'eau au juste prix", [], "GESTION DE L'EAU"),
            ("Qui gère les digues ?", [], "GESTION DE L'EAU"),
        ],
    ),
    "people-before-the-title.md": (
        """
        # Égalité

        ## Lectures

        MARUSIC, Léa ; BONNAFOUS, Claire

        **Les plafonds de verre**

        Paris : La Découverte, 2019, 256 p.

        Une enquête au long cours dans trois ministères.

        PERRIN, Stéphane

        **Salaires : les écarts invisibles**

        Économie et Statistique, n° 510, décembre 2019, pp. 83-101

        Défenseur des droits

        **Discriminations : 12e baromètre**

        Paris : Défenseur des droits, 2020, 48 p.
        """,
        [
            ("Les plafonds de verre", ["Léa Marusic", "Claire Bonnafous"], "Lectures"),
            ("Salaires : les écarts invisibles", ["Stéphane Perrin"], "Lectures"),
            ("Discriminations : 12e baromètre", ["Défenseur des droits"], "Lectures"),
        ],
    ),
    "names-in-the-heading.md": (
        """
        # Jeunesse

        ## Livres

        #### BECQUET Valérie – Jeunesses engagées
        Paris : Syllepse, 2014, 250 p.

        #### LONCLE Patricia, MUNIGLIA Virginie – Les politiques de jeunesse
        Rennes : Presses de l'EHESP, 2016, 190 p.
        """,
        [
            ("Jeunesses engagées", ["Valérie Becquet"], "Livres"),
            ("Les politiques de jeunesse", ["Patricia Loncle", "Virginie Muniglia"], "Livres"),
        ],
    ),
    "citation-in-brackets.md": (
        """
        # Numérique responsable

        ## Comprendre

        ### L'empreinte du numérique
        *(ADEME, janvier 2022, 80 p.)*

        ### Sobriété numérique : les clés
        Frédéric Bordages - *(Paris : Buchet-Chastel, 2019, 240 p.)*

        ### Le cloud est-il vert ? (Le Monde, 12 mai 2023)
        """,
        [
            ("L'empreinte du numérique", [], "Comprendre"),
            ("Sobriété numérique : les clés", ["Frédéric Bordages"], "Comprendre"),
            ("Le cloud est-il vert ?", [], "Comprendre"),
        ],
    ),
    "annotation-before-the-citation.md": (
        """
        # Sport

        ## Pratiques

        ### Le sport pour tous

        Ce numéro fait le tour des pratiques adaptées. Il donne la parole aux clubs.

        Espaces, tourisme et loisirs, n° 340, janvier 2018, pp. 20-80

        ### Handisport : les clubs ouvrent

        Une enquête menée auprès de cent clubs montre les progrès et les freins.

        Acteurs du sport, n° 215, février 2020, pp. 14-15
        """,
        [("Le sport pour tous", [], "Pratiques"), ("Handisport : les clubs ouvrent", [], "Pratiques")],
    ),
    "field-by-field.md": (
        """
        # Égalité et diversité

        ## Ouvrages

        **Titre :** La diversité en entreprise
        **Auteur :** Paul Martin
        **Éditeur :** Dunod
        **Date :** 2018
        **Pages :** 210 p.
        **Résumé :** Un ouvrage clair et complet.

        **Titre :** Recruter autrement
        **Auteur :** Claire Dubois
        **Source :** La Gazette des communes, n° 2490, 4 novembre 2019, pp. 22-24
        **Lien :** https://gazette.exemple.fr/recruter
        """,
        [
            ("La diversité en entreprise", ["Paul Martin"], "Ouvrages"),
            ("Recruter autrement", ["Claire Dubois"], "Ouvrages"),
        ],
    ),
    "bold-themes-plain-titles.md": (
        """
        **BIBLIOGRAPHIE SÉLECTIVE**

        **Les archives communales**

        *Réalisée par les archivistes du CDG 56 - avril 2019*

        **Textes de référence**

        Code du patrimoine, Livre II : Archives
        Paris : Dalloz, 2018, 1200 p.

        **Guides pratiques**

        Abrégé d'archivistique
        Association des archivistes français
        Paris : AAF, 2012, 346 p.
        """,
        [
            ("Code du patrimoine, Livre II : Archives", [], "Textes de référence"),
            ("Abrégé d'archivistique", ["Association des archivistes français"], "Guides pratiques"),
        ],
    ),
    "no-theme.md": (
        """
        # Dix livres sur le climat

        *Médiathèque de Saint-Lô, décembre 2022*

        ### Le climat en 100 questions

        Gilles Ramstein, Sylvestre Huet

        Paris : Tallandier, 2020, 384 p.

        ### Les négociations du monde

        Paris : Presses de Sciences Po, 2019, 160 p.
        """,
        [
            ("Le climat en 100 questions", ["Gilles Ramstein", "Sylvestre Huet"], None),
            ("Les négociations du monde", [], None),
        ],
    ),
    "list-of-sites.md": (
        """
        # Petite enfance

        ## Sites

        - [Le portail de la petite enfance](https://portail.exemple.fr) : le site de référence pour les parents.
        - [Mon-enfant.fr](https://monenfant.exemple.fr) : trouver un mode de garde.

        ## Articles

        **[La crèche du futur](https://a.exemple.fr/1)**
        Le Monde, 3 mars 2022, p. 12
        """,
        [
            ("Le portail de la petite enfance", [], "Sites"),
            ("Mon-enfant.fr", [], "Sites"),
            ("La crèche du futur", [], "Articles"),
        ],
    ),
    "headings-made-of-citations.md": (
        """
        # Eau

        ## 1. Gestion

        ### Les tarifs de l'eau

        ### La Gazette des communes, n° 2540, 23 novembre 2020, pp. 30-32

        *Un tour d'horizon.*

        ### Qui gère les digues ?

        ### Techni.Cités, n° 330, mai 2020, p. 18
        """,
        [("Les tarifs de l'eau", [], "Gestion"), ("Qui gère les digues ?", [], "Gestion")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("house", HOUSES)
def test_a_house_is_read_in_its_own_way(house: str) -> None:
    text, expected = HOUSES[house]
    items = read(text, house)
    entries = only(items, Entry)
    people = [[one.agent.name for one in entry.contributions] for entry in entries]
    found = [
        (entry.title, names, entry.topic[-1] if entry.topic else None)
        for entry, names in zip(entries, people, strict=True)
    ]
    assert found == expected
    assert only(items, Reject) == []
    assert all(entry.citation.form != "unknown" for entry in entries if entry.topic != ("Sites",))


def entry_of(body: str) -> Entry:
    (entry,) = only(
        read("# Lectures\n\n## 1. Thème\n\n### Un titre\n\nArchimag, n° 3, mai 2020, pp. 4-9\n\n" + body), Entry
    )
    return entry


def test_an_annotation_runs_over_a_page_break() -> None:
    entry = entry_of("*Une phrase qui s'arrête en*\n\n2\n\n---\n\nplein milieu. Une autre.\n")
    assert entry.annotation == "Une phrase qui s'arrête en plein milieu. Une autre."
    assert [(reading.span.first, reading.span.last) for reading in entry.readings if reading.role == "annotation"] == [
        (9, 9),
        (15, 15),
    ]


def test_words_cut_at_the_end_of_a_line_are_made_whole() -> None:
    assert entry_of("Une rénova-\ntion réussie.\n").annotation == "Une rénovation réussie."


@pytest.mark.parametrize(
    ("body", "contents"),
    [
        ("Au sommaire :\n\n- Un\n  - Deux\n- Trois\n", [("Un", 0), ("Deux", 1), ("Trois", 0)]),
        ("#### Au sommaire de ce dossier :\n\n- Un\n", [("Un", 0)]),
        ("***Au programme :***\n\n1. Un\n2. Deux\n", [("Un", 0), ("Deux", 0)]),
        ("Contient :\n- Un\n- Deux ?*\n", [("Un", 0), ("Deux ?", 0)]),
        ("Séance 1 : Un\n\nSéance 2 : Deux\n", [("Séance 1 : Un", 0), ("Séance 2 : Deux", 0)]),
        ("Sommaire : Un ; Deux ; Trois\n", [("Un", 0), ("Deux", 0), ("Trois", 0)]),
        ("Ce jour s'est tenu autour de deux tables rondes :\n\n- Un\n- Deux\n", [("Un", 0), ("Deux", 0)]),
        ("Les sujets suivants ont été abordés :\n\n- Un\n", [("Un", 0)]),
        ("Au sommaire :\n\n- Un\n\n3\n\n---\n\n- Deux\n", [("Un", 0), ("Deux", 0)]),
        ("Il y aura trois défis majeurs :\n\n1. Comprendre\n2. Agir\n", []),
    ],
)
def test_contents_are_told_from_the_annotation(body: str, contents: list[tuple[str, int]]) -> None:
    assert [(line.text, line.depth) for line in entry_of(body).contents] == contents


def test_a_list_goes_on_with_the_sentence_that_it_completes() -> None:
    entry = entry_of("Il y aura trois défis majeurs :\n\n1. Comprendre\n2. Agir\n\nUne conclusion suit.\n")
    assert entry.annotation == "Il y aura trois défis majeurs :\n1. Comprendre\n2. Agir\nUne conclusion suit."


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("[Consulter l'article](#)\n", [("Consulter l'article", None)]),
        ("#### [Visionner le replay]()\n", [("Visionner le replay", None)]),
        ("Télécharger le guide\n", [("Télécharger le guide", None)]),
        ("Lire la fiche : https://a.fr/b\n", [("Lire la fiche", "https://a.fr/b")]),
        ("Disponible sur : <https://a.fr/b>\n", [("Disponible sur", "https://a.fr/b")]),
        ("https://a.fr/b.\n", [("https://a.fr/b", "https://a.fr/b")]),
        ("[Télécharger (PDF)](https://a.fr/1) | [Voir la synthèse](https://a.fr/2)\n",
         [("Télécharger (PDF)", "https://a.fr/1"), ("Voir la synthèse", "https://a.fr/2")]),
        ("[Télécharger l'affiche](mailto:a@b.fr)\n", [("Télécharger l'affiche", None)]),
    ],
)  # fmt: skip
def test_link_lines(body: str, links: list[tuple[str, str | None]]) -> None:
    assert [(link.label, link.url) for link in entry_of(body).links] == links


def test_an_annotation_is_never_part_of_the_facts() -> None:
    entry = entry_of("Une phrase de résumé.\n\nAu sommaire :\n\n- Un\n\n[Consulter l'article](#)\n")
    assert entry.text == "Un titre\nArchimag, n° 3, mai 2020, pp. 4-9\nAu sommaire :\nUn\nConsulter l'article"


def test_identifiers_keywords_and_shelf_marks() -> None:
    entry = entry_of("ISBN 978-2-10-081234-5\n\nMots-clés : eau ; sol\n\nCote : 350 DUM\n\n15 €\n")
    assert entry.citation.identifiers == (("isbn", "978-2-10-081234-5"),)
    assert entry.annotation is None


def test_a_title_over_two_headings() -> None:
    text = "# L\n\n## 1. Thème\n\n### Gestion des eaux pluviales :\n\n### le grand virage\n\nArchimag, n° 3, mai 2020\n"
    assert [entry.title for entry in only(read(text), Entry)] == ["Gestion des eaux pluviales : le grand virage"]


def test_entries_that_the_house_counts_lose_their_number() -> None:
    items = read(
        """
        # Lectures

        ## A. Thème

        #### 1. Code commenté

        Paris : Dalloz, 2023, 90 p.

        #### 2. Seuils

        Paris : X, 2023, 9 p.
        """
    )
    assert [entry.title for entry in only(items, Entry)] == ["Code commenté", "Seuils"]
    assert [topic.path for topic in only(items, Topic)] == [("Thème",)]


def test_the_person_who_answers_is_named_by_the_title() -> None:
    head = "# Lectures\n\n## 1. Thème\n\n### Denis Cristol : \"L'IA s'invite\"\n\n"
    text = head + "Archimag, n° 3, mai 2020\n\nDans cet entretien, il répond.\n"
    (entry,) = only(read(text), Entry)
    assert [(one.agent.name, one.role) for one in entry.contributions] == [("Denis Cristol", "interviewee")]
    assert entry.kind == "interview"


def test_a_box_with_sources_is_a_note() -> None:
    items = read(
        """
        # Lectures

        ## 1. Thème

        ### Définitions

        Un système est un ensemble.

        *Source : Le guide [Brochure]. - Paris : DGAFP, 2024. - 18 p.*

        Un autre sens existe.

        *Source : site internet vie publique*

        ### Un titre

        Archimag, n° 3, mai 2020
        """
    )
    (note,) = only(items, Note)
    assert note.title == "Définitions"
    assert [quotation.title for quotation in note.quotations] == ["Le guide", None]
    assert note.topic == ("Thème",)
    assert len(only(items, Entry)) == 1


def test_an_entry_by_its_kind_and_its_source_alone() -> None:
    items = read(
        """
        # Lectures

        ## 1. Thème

        ### Aux origines

        *Podcast de Radio France*

        - Une idée
          - Un test

        *Source : Site internet de Radio France*

        ### Un titre

        Archimag, n° 3, mai 2020
        """
    )
    entry = only(items, Entry)[0]
    assert (entry.title, entry.kind) == ("Aux origines", "podcast")
    assert [(one.agent.name, one.role) for one in entry.contributions] == [("Radio France", "producer")]
    assert entry.citation.periodical
    assert entry.citation.periodical.title == "Site internet de Radio France"
    assert [line.text for line in entry.contents] == ["Une idée", "Un test"]
    assert {doubt.field for doubt in entry.doubts} >= {"citation", "issued"}


def test_a_title_and_a_link_make_a_doubtful_entry() -> None:
    items = read("# L\n\n## 1. T\n\n### Un\n\nParis : X, 2020, 9 p.\n\n### Deux\n\n[Consulter le site](https://a.fr)\n")
    entries = only(items, Entry)
    assert [entry.title for entry in entries] == ["Un", "Deux"]
    assert any(doubt.field == "citation" for doubt in entries[1].doubts)


def test_a_heading_over_nothing_is_listed() -> None:
    items = read(
        "# L\n\n## 1. T\n\n### Un\n\nParis : X, 2020, 9 p.\n\n### Deux\n\n### Trois\n\nParis : X, 2021, 9 p.\n"
    )
    (reject,) = only(items, Reject)
    assert (reject.text, reject.span.first) == ("Deux", 9)
    assert reject.reason.fr
    assert reject.remedy.en


def test_page_furniture_is_recognised() -> None:
    pages = "\n\n".join(
        f"### Titre {number}\n\nArchimag, n° {number}, mai 2020\n\n{number}\n\n---\n\nLes Jeudis – 6 avril 2023"
        for number in range(1, 5)
    )
    items = read(f"# Lectures\n\n## 1. Thème\n\n{pages}\n\n[RETOUR AU SOMMAIRE](#)\n")
    assert [entry.title for entry in only(items, Entry)] == [f"Titre {number}" for number in range(1, 5)]
    furniture = [item.reading.text for item in only(items, Furniture)]
    assert furniture.count("Les Jeudis – 6 avril 2023") == 4
    assert "RETOUR AU SOMMAIRE" in furniture


TABLES_OF_CONTENTS = {
    "list": "## Sommaire\n\n- Repères\n- Agir en équipe\n",
    "tabs": "## Sommaire :\n\nRepères\t3\nAgir en équipe\t4\n",
    "leaders": "Table des matières\n\nRepères ........ 3\n\nAgir en équipe . . . . . . 4\n",
    "table": "**Sommaire**\n\n| Partie | Page |\n|---|---|\n| Repères | 2 |\n| Agir en équipe | 3 |\n",
    "links": "Sommaire\n\n[Repères\t3](#a)\n\n[Agir en équipe\t4](#b)\n",
}


@pytest.mark.parametrize("form", TABLES_OF_CONTENTS)
def test_tables_of_contents_of_every_form(form: str) -> None:
    items = read(
        f"# Lectures\n\n{TABLES_OF_CONTENTS[form]}\n## Repères\n\n### Un\n\nParis : X, 2020, 9 p.\n\n"
        "## Agir en équipe\n\n### Deux\n\nParis : X, 2020, 9 p.\n"
    )
    assert [topic.path for topic in only(items, Topic)] == [("Repères",), ("Agir en équipe",)]
    assert [entry.topic for entry in only(items, Entry)] == [("Repères",), ("Agir en équipe",)]
    assert "table-of-contents" in {item.reading.role for item in only(items, Furniture)}
    assert only(items, Reject) == []


def test_a_reference_that_does_not_parse_is_listed_and_not_an_annotation() -> None:
    items = read(
        """
        # Lectures

        ## Livres

        DUMAS, Anne. *Le télétravail*. Paris : Dunod, 2021, 230 p.

        Ceci, cela ; autre chose @@ quelque part & ailleurs 2019 :: p. 12 -- vol. 3 //

        LEROY, Paul. *Le bureau*. Paris : Dunod, 2020, 130 p.
        """
    )
    assert [entry.title for entry in only(items, Entry)] == ["Le télétravail", "Le bureau"]
    assert [reject.span.first for reject in only(items, Reject)] == [8]


def test_the_selection_comes_first_and_once() -> None:
    items = read("# Lectures\n\n## 1. T\n\n### Un\n\nParis : X, 2020, 9 p.\n")
    assert isinstance(items[0], Selection)
    assert len(only(items, Selection)) == 1


def test_a_line_of_capitals_in_italics_is_no_theme() -> None:
    items = read(
        """
        # Eau

        ## POLITIQUE DE L'EAU

        ### L'eau, bien commun

        Paris : Johanet, 2019, 240 p.

        *EAU / GOUVERNANCE / BIEN COMMUN*

        ### Payer l'eau au juste prix

        La Gazette des communes, n° 2540, 23 novembre 2020, pp. 30-32
        """
    )
    assert [topic.label for topic in only(items, Topic)] == ["POLITIQUE DE L'EAU"]
    assert [entry.annotation for entry in only(items, Entry)] == ["EAU / GOUVERNANCE / BIEN COMMUN", None]


def test_an_annotation_may_go_on_in_the_paragraph_of_its_reference() -> None:
    text = """
        # Le bureau

        ## Livres

        DUMAS, Anne. *Le télétravail*. Paris : Dunod, 2021. 230 p. Un ouvrage qui fait le point. Il cite trente accords.

        LEROY, Paul. *Le bureau partagé*. Lyon : Chronique sociale, 2019. 120 p. (Guides). ISBN 978-2-36717-123-4.

        MARTIN, Zoé. « Le retour », *Archimag*, n° 368, octobre 2023, pp. 13-20. L'autrice compare trois villes.
    """
    items = read(text)
    assert [(entry.title, entry.annotation) for entry in only(items, Entry)] == [
        ("Le télétravail", "Un ouvrage qui fait le point. Il cite trente accords."),
        ("Le bureau partagé", None),
        ("Le retour", "L'autrice compare trois villes."),
    ]
    first = only(items, Entry)[0]
    assert first.text == "DUMAS, Anne. Le télétravail. Paris : Dunod, 2021. 230 p."
    assert not only(items, Reject)


@pytest.mark.parametrize("heading", ["## Livres\n\n", ""])
def test_a_reference_gone_unread_before_the_first_entry_is_no_part_of_the_title_block(heading: str) -> None:
    text = f"""# Les ports

{heading}Weber, Zlata ; tome premier ; le quai et la grue ; Rouen, 1998 ; in-8 ; 230 p. ; relié

## Articles

Dumas A., « Le quai », *Urbanisme*, n° 3, mai 2020, p. 4-7

Leroy P., « La grue », *Urbanisme*, n° 4, juin 2020, p. 4-7
"""
    items = read(text)
    assert [reject.text[:11] for reject in only(items, Reject)] == ["Weber, Zlat"]
    assert [topic.path[-1] for topic in only(items, Topic)] == [*(["Livres"] if heading else []), "Articles"]
    assert [selection.title for selection in only(items, Selection)] == ["Les ports"]


NUMBERED = """# Références

[1] Cheng, M., *Mesurer les files d'attente des halles*, 2007.
[2] D. Henley, *Les nombres voisins*, Acta Arithm. 25 (1974),
375–391.
[3] Un texte que rien ne dit
[4] Dumas, Anne. *Le télétravail*. Paris : Dunod, 2021, 230 p.
"""


def test_each_reference_that_a_number_in_brackets_begins_is_one() -> None:
    items = read(NUMBERED)
    assert [item.title for item in items if isinstance(item, Entry)] == [
        "Mesurer les files d'attente des halles", "Les nombres voisins", "Le télétravail",
    ]  # fmt: skip
    assert [item.text for item in items if isinstance(item, Reject)] == ["Un texte que rien ne dit"]


def test_references_of_a_list_headed_so_are_told_where_few_can_be_read() -> None:
    items = read(
        "# Recherches\n\n## Références\n\n- Anon., Cahier bleu, 2011\n- Cahier vert de la mer\n- Cahier gris, 4\n"
        "- Dumas, Anne. *Le télétravail*. Paris : Dunod, 2021, 230 p.\n"
    )
    assert len([item for item in items if isinstance(item, Entry)]) == 1
    assert len([item for item in items if isinstance(item, Reject)]) == 3


def test_a_reference_above_the_first_that_is_read_is_no_part_of_the_title_block() -> None:
    items = read(
        "# Albums\n\nLES VOISINS DU PORT, *Le caillou de la halle*, un éditeur dont rien n'est dit, près de 2019\n\n"
        "DUMAS Anne, *Le télétravail*, Paris, Dunod, 2021, 230 p.\n"
    )
    (selection,) = (item for item in items if isinstance(item, Selection))
    assert selection.statement is None
    assert [item.text[:20] for item in items if isinstance(item, Reject)] == ["LES VOISINS DU PORT,"]


def test_a_reference_below_another_is_not_its_annotation() -> None:
    items = read(
        "# Halles\n\n## Études\n\nDUMAS Anne, *Le télétravail*, Paris, Dunod, 2021, 230 p.\n\n"
        "Colin, « Guide de la mesure des halles et des marchés couverts », programme national des halles, vers 2007.\n"
    )
    (entry,) = (item for item in items if isinstance(item, Entry))
    assert entry.annotation is None
    assert [item.text[:5] for item in items if isinstance(item, Reject)] == ["Colin"]


def test_a_lone_reference_right_before_the_first_that_is_read_is_told() -> None:
    items = read(
        "# Ouvrages\n\nKenzou Nero, Rumeurs et quête de soi. Puffe, 2023\n\n"
        "DUMAS Anne, *Le télétravail*, Paris, Dunod, 2021, 230 p.\n"
    )
    assert [item.text[:7] for item in only(items, Reject)] == ["Kenzou "]


def test_family_names_that_a_whole_document_prints_first_are_turned() -> None:
    items = read(
        "# Livres\n\nBastier Roger, *La halle et le port*, Paris : Dunod, 1995.\n\n"
        "Desmont Martine, *Les quais de Genève*, Lausanne : Dunod, 1982.\n\n"
        "Nizon Jean et Rigault Natalie, *La vie des halles*, Paris : Dunod, 2014.\n\n"
        "Mandrel Lisa, *Un port en hiver*, Paris : Dunod, 2009.\n"
    )
    assert [one.agent.name for entry in only(items, Entry) for one in entry.contributions] == [
        "Roger Bastier", "Martine Desmont", "Jean Nizon", "Natalie Rigault", "Lisa Mandrel",
    ]  # fmt: skip
    assert not any(doubt.field == "contributions" for entry in only(items, Entry) for doubt in entry.doubts)


def test_one_given_name_that_stands_last_is_not_turned() -> None:
    items = read("# Livres\n\nBastier Roger, *La halle et le port*, Paris : Dunod, 1995.\n")
    assert [one.agent.name for entry in only(items, Entry) for one in entry.contributions] == ["Bastier Roger"]


def test_people_and_what_cites_in_brackets_follow_a_title_in_bold() -> None:
    items = read("# À lire\n\n- **La halle en héritage**\n  Clément Dumas (Éditions du Seuil, 2017)\n")
    (entry,) = only(items, Entry)
    assert entry.title == "La halle en héritage"
    assert [one.agent.name for one in entry.contributions] == ["Clément Dumas"]


def test_a_page_of_a_whole_book_makes_no_chapter_of_it() -> None:
    items = read("# Notes\n\n- Pierre Simon, *Les parties d'une halle*, Paris, Dunod, 1987, p. 132.\n")
    assert [entry.kind for entry in only(items, Entry)] == ["book"]
