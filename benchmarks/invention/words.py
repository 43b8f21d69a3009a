"""Invented names and titles: each is made from a number, by mixed radix, so that no name comes twice."""

from __future__ import annotations

from invention.identifiers import scrambled


def _listed(words: str, separator: str = "|") -> tuple[str, ...]:
    return tuple(filter(None, words.split(separator)))


_SUBJECTS = _listed(
    "Le budget participatif|La lecture publique|L'accueil des usagers|Le télétravail|La commande publique|"
    "Le jardin partagé|La mobilité interne|La formation continue|Le dialogue social|La qualité de vie au travail|"
    "L'archive numérique|La médiation culturelle|Le logement étudiant|La restauration scolaire|L'eau potable|"
    "Le tri des déchets|La voirie communale|Le temps de travail|La rémunération|L'encadrement intermédiaire|"
    "La laïcité|L'égalité professionnelle|Le handicap au travail|La prévention des risques|L'apprentissage|"
    "Le recrutement|L'évaluation des agents|La donnée ouverte|Le logiciel libre|La signature électronique|"
    "L'état civil|Le cimetière communal|La petite enfance|L'aide à domicile|Le centre de loisirs|La piscine municipale|"
    "L'éclairage public|Le patrimoine arboré|La forêt communale|Le plan de sauvegarde|La police municipale"
)
_LINKS = _listed(
    "au défi de|face à|au service de|à l'épreuve de|au prisme de|à la lumière de|au cœur de|au-delà de|au temps de|"
    "en marge de|au rythme de|au risque de|à l'échelle de|au secours de|en regard de|au seuil de|à partir de"
)
_OBJECTS = _listed(
    "la transition écologique|la sobriété|la ville moyenne|la décentralisation|la crise sanitaire|l'école rurale|"
    "l'attente des habitants|la rigueur budgétaire|l'innovation publique|la solidarité|l'intercommunalité|la nuit|"
    "la jeunesse|la vieillesse|la participation citoyenne|la fracture numérique|l'attractivité|la fidélisation|"
    "la confiance|la simplification|l'urgence climatique|la ruralité|la montagne|la mer|l'intelligence collective|"
    "la coopération|la transparence|l'expérimentation|la mutualisation"
)
_ANGLES = _listed(
    "bilan d'une année|retour d'expérience|enquête de terrain|regards croisés|trois scénarios|leçons d'un échec|"
    "ce que disent les chiffres|les agents témoignent|un modèle à revoir|premiers enseignements|état des lieux|"
    "les clés pour agir|dix questions|une comparaison européenne|perspectives|l'avis des juristes|une histoire longue|"
    "les coulisses|le pari de la proximité|ce qui change|récit d'un chantier|les marges de manœuvre|"
    "monographie|méthode et outils|entre promesse et réalité|pour une autre politique|une sociologie|"
    "approches locales|la parole aux élus|repères|controverses"
)
_PLACES = tuple(
    f"{first}{second}"
    for first in ("Villeneuve", "Saint-Aubin", "Montclair", "Rochebrune", "Valfleury", "Pontarcy", "Clairville")
    for second in ("-les-Prés", "-sur-Orne", "-le-Haut", "-aux-Bois", "-la-Rivière", "-en-Plaine", "-Champ-Rond")
)
TITLES = len(_SUBJECTS) * len(_LINKS) * len(_OBJECTS) * len(_ANGLES) * len(_PLACES)
"""How many titles there are: more than thirty million."""
_GIVEN = _listed(
    "Anne Paul Zoé Marc Inès Jean Claire Denis Yann Simon Élise Nadia Karim Sophie Luc Hélène Bruno Aïcha Rémi "
    "Lucie Omar Julie Hugo Maud Gilles Sarah Éric "
    " Fanny Noé Irène Léon Alice Adam Brune Cyril Diane Émile Farah Guy Jade Loïc "
    "Margot Nils Odile Perrine Quentin Rose Samir Tess Ulysse Wanda",
    " ",
)
_HEADS = _listed(
    "Bar Del Mon Ver Cour Tar Gal Ros Fau Lan Per Cha Mar Bou Gir Val Ric Dor Hau Lem Sau Vin Cor Bel Mau Ser Tis "
    "Nor Pel Quin Rab Jol",
    " ",
)
_MIDDLES = _listed("a an e en i in o on ou u el er ar al eu", " ")
_TAILS = _listed("bert court dier fond get hart lier mont nard pin quet rand sier tier vaux zier bois lois guy", " ")
PERSONS = len(_GIVEN) * len(_HEADS) * len(_MIDDLES) * len(_TAILS) - 1
_HOUSES = _listed("Éditions|Presses|Librairie|Imprimerie|Ateliers|Maison")
_BODIES = _listed("Agence|Office|Observatoire|Institut|Ministère|Conseil|Syndicat")
_UNITS = _listed("Direction|Service|Mission|Bureau")
_REVIEWS = _listed("La Gazette|Les Cahiers|La Lettre|Les Nouvelles|Le Courrier|Les Annales|La Revue|Le Bulletin")
_TOPICS = _listed(
    "Repères et définitions|Cadre juridique|Outils|Retours d'expérience|Métiers|Organisation du travail|Publics|Enjeux|"
    "Perspectives|Acteurs|Financement|Formation|Évaluation|Territoires|Numérique|Santé|Éthique|Participation"
)
CENTRES = ("centre de gestion", "médiathèque", "centre de documentation", "bibliothèque départementale")


def title(index: int, seed: int) -> tuple[str, str]:
    """Return a title and what its address shows of it; another for each index under `TITLES`."""
    rest = scrambled(index, TITLES, seed)
    rest, subject = divmod(rest, len(_SUBJECTS))
    rest, link = divmod(rest, len(_LINKS))
    rest, topic = divmod(rest, len(_OBJECTS))
    place, angle = divmod(rest, len(_ANGLES))
    start, end = _SUBJECTS[subject], _OBJECTS[topic]
    return f"{start} {_LINKS[link]} {end} à {_PLACES[place]} : {_ANGLES[angle]}", f"{start} {end}"


def person(index: int, seed: int) -> tuple[str, str]:
    """Return a given name and a family name; another pair for each index under `PERSONS`."""
    rest = scrambled(index, PERSONS, seed)
    rest, given = divmod(rest, len(_GIVEN))
    rest, head = divmod(rest, len(_HEADS))
    tail, middle = divmod(rest, len(_MIDDLES))
    return _GIVEN[given], f"{_HEADS[head]}{_MIDDLES[middle]}{_TAILS[tail]}"


def surname(index: int) -> str:
    """Return a made-up proper name; another for each index under ten million."""
    name = ""
    rest = index
    for parts in (_HEADS, _MIDDLES, _TAILS):
        rest, place = divmod(rest, len(parts))
        name += parts[place]
    return f"{name}-{_roman(rest)}" if rest else name


def _roman(number: int) -> str:
    """Return letters for a number: there are more bodies than names."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(65 + digit) + letters.lower()
    return letters.capitalize()


def house(index: int) -> str:
    """Return a publishing house."""
    return f"{_HOUSES[index % len(_HOUSES)]} du {surname(index)}"


def body(index: int) -> str:
    """Return a public body."""
    return f"{_BODIES[index % len(_BODIES)]} de {surname(index)}"


def unit(index: int) -> str:
    """Return a department, part of the public body of the same index."""
    return f"{_UNITS[index % len(_UNITS)]} des études de {surname(index)}"


def university(index: int) -> str:
    """Return a university."""
    return f"Université de {surname(index)}"


def centre(index: int) -> str:
    """Return a documentation centre, which compiles selections."""
    return f"{CENTRES[index % len(CENTRES)].capitalize()} de {surname(index)}"


def review(index: int) -> str:
    """Return the title of a periodical."""
    return f"{_REVIEWS[index % len(_REVIEWS)]} de {surname(index)}"


def site(index: int) -> str:
    """Return the title of a website."""
    return f"Portail {surname(index)}"


def series(index: int) -> str:
    """Return the title of a series of books."""
    return f"Collection {surname(index)}"


def place(index: int) -> str:
    """Return a place of publication."""
    return _PLACES[index % len(_PLACES)]


def topic(top: int, below: int | None) -> str:
    """Return a heading of a selection."""
    name = _TOPICS[(top - 1) % len(_TOPICS)]
    if below is None:
        return name
    return f"{name} : {_TOPICS[(top * 7 + below) % len(_TOPICS)].lower()}"
