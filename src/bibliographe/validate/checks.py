"""What shapes cannot see: the files themselves, and what the catalogue's settings ask of them.

Each check has a name, a severity and words of its own, as a constraint of `shapes/` has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bibliographe.i18n import Text

if TYPE_CHECKING:
    from bibliographe.validate.results import Severity

NAMESPACE = "https://w3id.org/bibliographe/shapes#"
COMPONENT = f"{NAMESPACE}FileCheck"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at; `message` may name `{value}`."""

    name: str
    severity: Severity
    message: Text
    advice: Text

    @property
    def iri(self) -> str:
        """Return the name that results are grouped by."""
        return NAMESPACE + self.name


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
FILE_EMPTY = Check(
    "file-empty", "warning", Text("Ce fichier ne contient rien.", "There is nothing in this file."), _RESTORE
)
FILE_TWICE = Check(
    "file-twice",
    "violation",
    Text(
        "Le même fichier est là deux fois, en Turtle et en N-Triples : {value}.",
        "The same file is there twice, as Turtle and as N-Triples: {value}.",
    ),
    Text("Gardez celui qui est à jour et effacez l'autre.", "Keep the one that is up to date and delete the other."),
)
REGISTER_MISSING = Check(
    "register-missing",
    "warning",
    Text("Le registre (graph/register.ttl) manque.", "The register (graph/register.ttl) is missing."),
    Text(
        "Rétablissez-le depuis la dernière version enregistrée ; s'il est neuf, lancez « bibliographe build ».",
        "Restore it from the last saved version; if it is new, run 'bibliographe build'.",
    ),
)
STATEMENT_TWICE = Check(
    "statement-twice",
    "warning",
    Text("La même affirmation est écrite deux fois : {value}.", "The same statement is written twice: {value}."),
    Text(
        "Effacez l'une des deux : un bloc a sans doute été copié deux fois.",
        "Delete one of the two: a block was probably copied twice.",
    ),
)
SUBJECT_SPLIT = Check(
    "subject-split",
    "warning",
    Text(
        "La même chose est décrite dans deux fichiers ; l'autre est {value}.",
        "The same thing is described in two files; the other is {value}.",
    ),
    Text("Rassemblez sa description dans un seul fichier.", "Bring its description together in one file."),
)
SUBJECT_MISPLACED = Check(
    "subject-misplaced",
    "warning",
    Text("Cette chose devrait être dans {value}.", "This thing should be in {value}."),
    Text(
        "Déplacez sa description : les agents dans agents, les revues, sites, collections et numéros dans periodicals, "
        "les thèmes dans topics, le reste dans le fichier de sa source.",
        "Move its description: agents to agents, periodicals, websites, series and issues to periodicals, topics to "
        "topics, the rest to the file of its source.",
    ),
)
OTHER_BASE = Check(
    "other-base",
    "violation",
    Text(
        "L'adresse n'est pas celle de ce catalogue, qui commence par {value}.",
        "The address is not one of this catalogue's, which begin with {value}.",
    ),
    Text(
        "Vérifiez la ligne @base du fichier et « base » dans catalogue.toml.",
        "Check the file's @base line and 'base' in catalogue.toml.",
    ),
)
ABSTRACT_PUBLIC = Check(
    "abstract-public",
    "violation",
    Text(
        "Un résumé est dans les données publiques, alors que catalogue.toml ne le permet pas.",
        "An abstract is among the public data, which catalogue.toml does not allow.",
    ),
    Text(
        "Déplacez-le dans graph/abstracts/, qui n'est jamais publié.",
        "Move it to graph/abstracts/, which is never published.",
    ),
)
ABSTRACT_ORPHAN = Check(
    "abstract-orphan",
    "warning",
    Text(
        "Ce résumé est celui d'une chose qui n'est pas décrite.",
        "This abstract is of something that is not described.",
    ),
    Text(
        "Rétablissez la notice, ou retirez le résumé de graph/abstracts/.",
        "Restore the entry, or take the abstract out of graph/abstracts/.",
    ),
)
UNKNOWN_TERM = Check(
    "unknown-term",
    "violation",
    Text(
        "Le terme {value} n'existe pas dans son vocabulaire{hint}.",
        "The term {value} does not exist in its vocabulary{hint}.",
    ),
    Text("Corrigez son orthographe, ou retirez-le.", "Mend its spelling, or take it out."),
)
OTHER_LANGUAGE = Check(
    "other-language",
    "warning",
    Text(
        "La langue « {value} » n'est ni l'une de celles du catalogue, ni celle du document.",
        "The language '{value}' is neither one of the catalogue's nor the document's.",
    ),
    Text(
        "Corrigez l'étiquette de langue, ou ajoutez la langue à « languages » dans catalogue.toml.",
        "Mend the language tag, or add the language to 'languages' in catalogue.toml.",
    ),
)
RECORD_STALE = Check(
    "record-stale",
    "info",
    Text(
        "La description a changé depuis que le registre l'a notée.",
        "The description has changed since the register noted it.",
    ),
    Text(
        "Si vous l'avez changée vous-même, lancez « bibliographe build », qui le note ; sinon, rétablissez-la.",
        "If you changed it yourself, run 'bibliographe build', which notes it; if not, restore it.",
    ),
)
CHECKS = (
    CATALOGUE_EMPTY, FILE_EMPTY, FILE_TWICE, REGISTER_MISSING, STATEMENT_TWICE, SUBJECT_SPLIT, SUBJECT_MISPLACED,
    OTHER_BASE, ABSTRACT_PUBLIC, ABSTRACT_ORPHAN, UNKNOWN_TERM, OTHER_LANGUAGE, RECORD_STALE,
)  # fmt: skip
