"""What shapes cannot see in the statements: where they stand, and what the catalogue's settings ask of them."""

from __future__ import annotations

from bibliographe.i18n import Text
from bibliographe.validate import file_checks, shape_checks
from bibliographe.validate.check import Check

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
        "Déplacez sa description : les agents dans agents, les revues, sites, collections, numéros et livres de "
        "chapitres dans periodicals, les thèmes dans topics, le reste dans le fichier de sa source.",
        "Move its description: agents to agents, periodicals, websites, series, issues and books of chapters to "
        "periodicals, topics to topics, the rest to the file of its source.",
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
    *file_checks.CHECKS, *shape_checks.CHECKS, STATEMENT_TWICE, SUBJECT_SPLIT, SUBJECT_MISPLACED, OTHER_BASE,
    ABSTRACT_PUBLIC, ABSTRACT_ORPHAN, UNKNOWN_TERM, OTHER_LANGUAGE, RECORD_STALE,
)  # fmt: skip
"""All checks, those of whole files first."""
