"""What can be wrong with a whole file of `graph/`: missing, not read, empty, a copy, or wrong in its first lines."""

from __future__ import annotations

from bibliographe.i18n import Text
from bibliographe.validate.check import Check

_RESTORE = Text(
    "Reprenez la dernière version enregistrée du fichier.", "Go back to the last saved version of the file."
)
CATALOGUE_EMPTY = Check(
    "catalogue-empty",
    "info",
    Text("Le catalogue est vide : il n'y a rien à contrôler.", "The catalogue is empty: there is nothing to check."),
    Text(
        "Importez une bibliographie avec « bibliographe import », ou rétablissez les fichiers de graph/.",
        "Import a bibliography with 'bibliographe import', or restore the files of graph/.",
    ),
)
NOTHING_SAID = Check(
    "nothing-said",
    "info",
    Text(
        "Ce fichier ne contient aucune affirmation RDF : il n'y a rien à contrôler.",
        "There is no RDF statement in this file: there is nothing to check.",
    ),
    Text(
        "Vérifiez que c'est le bon fichier, et que l'export qui l'a produit est allé au bout.",
        "Check that it is the right file, and that the export that made it came to its end.",
    ),
)
FILE_EMPTY = Check(
    "file-empty",
    "warning",
    Text("Ce fichier ne contient rien.", "There is nothing in this file."),
    _RESTORE,
    cause=True,
)
FILE_MISSING = Check(
    "file-missing",
    "violation",
    Text(
        "Le fichier {value} manque : le registre connaît des choses qui devraient y être décrites.",
        "The file {value} is missing: the register knows things that should be described in it.",
    ),
    Text(
        "Reprenez sa dernière version enregistrée, ou importez à nouveau sa source ; s'il a été renommé ou déplacé, "
        "rendez-lui son nom et sa place dans graph/.",
        "Go back to its last saved version, or import its source again; if it was renamed or moved, give it back its "
        "name and its place in graph/.",
    ),
    cause=True,
)
FILE_UNREAD = Check(
    "file-unread",
    "warning",
    Text(
        "Ceci n'est pas lu : {hint}. De graph/, seuls le sont les fichiers dont le nom finit par .ttl ou .nt.",
        "This is not read: {hint}. Of graph/, only files whose names end in .ttl or .nt are.",
    ),
    Text(
        "S'il fait partie du catalogue, rendez-lui sa forme et son nom, tel « agents.ttl », directement dans graph/ ; "
        "sinon, rangez-le ailleurs.",
        "If it belongs to the catalogue, give it back its form and its name, such as 'agents.ttl', directly in graph/; "
        "if not, keep it elsewhere.",
    ),
    early=True,
)
FILE_TWICE = Check(
    "file-twice",
    "violation",
    Text(
        "Le même fichier est là deux fois, en Turtle et en N-Triples : {value}.",
        "The same file is there twice, as Turtle and as N-Triples: {value}.",
    ),
    Text("Gardez celui qui est à jour et effacez l'autre.", "Keep the one that is up to date and delete the other."),
    cause=True,
)
FILE_COPIED = Check(
    "file-copied",
    "warning",
    Text("Ce fichier est une copie de {value}.", "This file is a copy of {value}."),
    Text(
        "Gardez celui qui est à jour, sous le nom d'origine, et sortez l'autre de graph/.",
        "Keep the one that is up to date, by its first name, and take the other out of graph/.",
    ),
    cause=True,
)
REGISTER_MISSING = Check(
    "register-missing",
    "warning",
    Text("Le registre (graph/register.ttl) manque.", "The register (graph/register.ttl) is missing."),
    Text(
        "Rétablissez-le depuis la dernière version enregistrée ; s'il est neuf, lancez « bibliographe build ».",
        "Restore it from the last saved version; if it is new, run 'bibliographe build'.",
    ),
    early=True,
)
PREFIX_BOUND_OTHERWISE = Check(
    "prefix-bound-otherwise",
    "violation",
    Text(
        "Le préfixe {value} ne désigne pas son vocabulaire. Écrivez : {hint}",
        "The prefix {value} does not stand for its vocabulary. Write: {hint}",
    ),
    Text(
        "Corrigez la ligne nommée : ce qui s'appuie sur elle sera juste avec elle.",
        "Mend the line named: what stands on it will be right with it.",
    ),
    cause=True,
)
BASE_ODD = Check(
    "base-odd",
    "violation",
    Text(
        "La ligne @base {value} n'est pas celle de ce catalogue. Écrivez : {hint}",
        "The line @base {value} is not this catalogue's. Write: {hint}",
    ),
    Text(
        "Corrigez la ligne nommée : les adresses du fichier seront justes avec elle.",
        "Mend the line named: the addresses of the file will be right with it.",
    ),
    cause=True,
)
BASE_CHANGED = Check(
    "base-changed",
    "violation",
    Text(
        "« base » est {value}, mais tous les fichiers de graph/ ont la ligne @base {hint}.",
        "'base' is {value}, but all the files of graph/ have the line @base {hint}.",
    ),
    Text(
        "Rétablissez « base » dans catalogue.toml ; si le catalogue a vraiment changé d'adresse, corrigez la ligne "
        "@base de chaque fichier.",
        "Restore 'base' in catalogue.toml; if the catalogue really has another address, mend the @base line of each "
        "file.",
    ),
    cause=True,
)
CHECKS = (
    CATALOGUE_EMPTY, NOTHING_SAID, FILE_EMPTY, FILE_MISSING, FILE_UNREAD, FILE_TWICE, FILE_COPIED, REGISTER_MISSING,
    PREFIX_BOUND_OTHERWISE, BASE_ODD, BASE_CHANGED,
)  # fmt: skip
