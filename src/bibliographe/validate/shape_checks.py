"""What can be wrong with a catalogue's own shapes though they can be run: they check nothing, and nobody is told."""

from __future__ import annotations

from bibliographe.i18n import Text
from bibliographe.validate.check import Check

SHAPE_TERM = Check(
    "shape-term",
    "warning",
    Text(
        "Ces formes disent {value}, qui n'existe pas dans son vocabulaire{hint} : rien n'est contrôlé par là.",
        "These shapes say {value}, which does not exist in its vocabulary{hint}: nothing is checked by it.",
    ),
    Text("Corrigez son orthographe, ou retirez-le.", "Mend its spelling, or take it out."),
    early=True,
)
SHAPE_VALUE = Check(
    "shape-value",
    "warning",
    Text(
        "Une forme donne à {value} ce que SHACL n'y admet pas : {hint}.",
        "A shape gives {value} what SHACL does not admit there: {hint}.",
    ),
    Text(
        "Récrivez cette valeur dans le fichier des formes : jusque-là, rien n'est sûr d'être contrôlé.",
        "Write that value anew in the file of the shapes: until then it is not sure that anything is checked.",
    ),
    early=True,
)
SHAPE_UNASKED = Check(
    "shape-unasked",
    "info",
    Text(
        "La forme {value} ne vise rien et aucune autre ne l'appelle : elle ne contrôle rien.",
        "The shape {value} has no target and no other one calls it: it checks nothing.",
    ),
    Text(
        "Dites qui elle contrôle (sh:targetClass, sh:targetSubjectsOf…), ou déclarez-la comme classe (rdfs:Class) si "
        "elle porte le nom d'une classe.",
        "Say whom it checks (sh:targetClass, sh:targetSubjectsOf…), or declare it a class (rdfs:Class) if it has the "
        "name of one.",
    ),
    early=True,
)
FOLDER_UNREAD = Check(
    "folder-unread",
    "warning",
    Text("Ceci n'est pas lu : {hint}.", "This is not read: {hint}."),
    Text(
        "Rendez-lui une place et un nom tels que « shapes/notices.ttl » ou « queries/revues.rq » ; ce qui n'est pas "
        "du catalogue, rangez-le ailleurs.",
        "Give it a place and a name such as 'shapes/entries.ttl' or 'queries/periodicals.rq'; what is not of the "
        "catalogue, keep elsewhere.",
    ),
    early=True,
)
CHECKS = (SHAPE_TERM, SHAPE_VALUE, SHAPE_UNASKED, FOLDER_UNREAD)
