"""Why a statement of an RDF file is not taken, and what to do about it."""

from __future__ import annotations

from bibliographe.i18n import Text

Refusal = tuple[Text, Text]

SYNTAX: Refusal = (
    Text("ce n'est pas une ligne de N-Triples ({words})", "this is no line of N-Triples ({words})"),
    Text(
        "corrigez cette ligne : sujet, propriété et valeur, puis un espace et un point",
        "mend this line: subject, property and value, then a space and a full stop",
    ),
)
ENCODING: Refusal = (
    Text("cette ligne n'est pas en UTF-8", "this line is not UTF-8"),
    Text("enregistrez le fichier en UTF-8, puis importez-le à nouveau", "save the file as UTF-8, then import it again"),
)
BLANK: Refusal = (
    Text("un nœud anonyme", "a blank node"),
    Text(
        "donnez-lui une adresse sous la base du catalogue, par exemple …/id/agent/nom-0a1b2c3d",
        "give it an address under the catalogue's base, for instance …/id/agent/name-0a1b2c3d",
    ),
)
OUTSIDE: Refusal = (
    Text(
        "l'adresse décrite n'est pas de ce catalogue ({base}id/…)", "the address is none of this catalogue ({base}id/…)"
    ),
    Text(
        "donnez à « base » dans catalogue.toml le début des adresses de ce fichier, ou changez ces adresses",
        "give 'base' in catalogue.toml the beginning of this file's addresses, or change those addresses",
    ),
)
UNKNOWN: Refusal = (
    Text("{term} n'est pas du vocabulaire du profil", "{term} is not in the profile's vocabulary"),
    Text(
        "docs/profile.fr.md dit quelles propriétés et classes il y a",
        "docs/profile.md says which properties and classes there are",
    ),
)
MEANT: Refusal = (UNKNOWN[0], Text("vouliez-vous dire {meant} ?", "did you mean {meant}?"))
ORPHAN: Refusal = (
    Text("rien ne renvoie à ce nœud", "nothing refers to this node"),
    Text(
        "une liste d'auteurs ou une contribution appartient à une notice : ajoutez le lien qui manque",
        "a list of authors or a contribution belongs to an entry: add the link that is missing",
    ),
)
