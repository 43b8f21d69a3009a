"""What is said of the faults that make a file unreadable, and how each is mended."""

from __future__ import annotations

import re
from typing import NamedTuple

from bibliographe.i18n import Text


class Break(NamedTuple):
    """What is said where two statements are not kept apart as they should be."""

    message: Text
    alone: Text
    """When no line stands before."""
    remedy: Text


GO_BACK = Text(
    "corrigez cette ligne, ou reprenez la dernière version enregistrée du fichier",
    "mend this line, or go back to the last saved version of the file",
)
UNREADABLE = Text(
    "vérifiez que le fichier existe, que son nom est juste et que vous avez le droit de le lire",
    "check that the file exists, that its name is right and that you have the right to read it",
)
CONFLICT = (
    Text(
        "git n'a pas pu réunir deux versions du fichier et y a laissé ses marques "
        "(<<<<<<<, =======, >>>>>>>), ligne(s) {lines}",
        "git could not merge two versions of the file and left its marks in it "
        "(<<<<<<<, =======, >>>>>>>), line(s) {lines}",
    ),
    Text(
        "entre ces marques, gardez l'une des deux versions ; puis effacez l'autre et les lignes des marques",
        "between these marks, keep one of the two versions; then delete the other and the lines of the marks",
    ),
)
UTF16 = (
    Text("le fichier est enregistré en UTF-16", "the file is saved as UTF-16"),
    Text("enregistrez-le en « UTF-8 » (sans BOM)", "save it as 'UTF-8' (without BOM)"),
)
NO_BOM = (
    Text(
        "le fichier commence par une marque invisible (BOM), que des éditeurs comme le Bloc-notes ajoutent",
        "the file begins with an invisible mark (BOM), which editors such as Notepad add",
    ),
    Text("enregistrez-le en « UTF-8 », sans BOM", "save it as 'UTF-8', without BOM"),
)
NOT_UTF8 = (
    Text(
        "cette ligne n'est pas en UTF-8 : le fichier a sans doute été enregistré en Windows-1252 ou en Latin-1",
        "this line is not UTF-8: the file was probably saved as Windows-1252 or Latin-1",
    ),
    Text(
        "rouvrez-le dans cet encodage et enregistrez-le en « UTF-8 », ou reprenez la dernière version enregistrée",
        "open it in that encoding and save it as 'UTF-8', or go back to the last saved version",
    ),
)
NUL = (
    Text(
        "le fichier est abîmé : il contient des octets nuls, qu'aucun texte n'a",
        "the file is damaged: it has NUL bytes, which no text has",
    ),
    Text("reprenez la dernière version enregistrée du fichier", "go back to the last saved version of the file"),
)
UNCLOSED = (
    Text(
        'le texte commencé par """ à la ligne {line} n\'est pas fermé',
        'the text that begins with """ on line {line} is not closed',
    ),
    Text('ajoutez """ à la fin de ce texte', 'add """ at the end of this text'),
)
UNDECLARED = (
    Text("le préfixe « {prefix}: » n'est pas déclaré", "the prefix '{prefix}:' is not declared"),
    Text("ajoutez en haut du fichier : {declaration}", "add at the top of the file: {declaration}"),
    Text(
        "corrigez ce préfixe, ou déclarez-le en haut du fichier par une ligne @prefix",
        "mend this prefix, or declare it at the top of the file with an @prefix line",
    ),
)
NOT_TURTLE = (
    Text(
        "malgré son nom, ce fichier n'est pas du Turtle mais une page web, du XML, du JSON ou un document",
        "despite its name this file is no Turtle but a web page, XML, JSON or a document",
    ),
    Text(
        "reprenez la dernière version enregistrée du fichier, ou donnez-lui l'extension de son format",
        "go back to the last saved version of the file, or give it the extension of its format",
    ),
)
BREAK = Break(
    Text(
        "la ponctuation est fausse à la fin de la ligne {before} ou à la ligne {line} : "
        "un « ; », un « . » ou un guillemet manque, ou l'un est mis pour l'autre",
        "the punctuation is wrong at the end of line {before} or on line {line}: "
        "a ';', a '.' or a quotation mark is missing, or one stands for the other",
    ),
    Text(
        "cette ligne ne peut pas commencer un fichier Turtle",
        "this line cannot begin a Turtle file",
    ),
    Text(
        "dans une description, chaque ligne finit par « ; » et la dernière par « . » ; "
        'un texte est entre guillemets droits (")',
        "in a description every line ends with ';' and the last one with '.'; "
        'a text stands between straight quotation marks (")',
    ),
)
RULES = (
    (
        re.compile("Line jumps are not allowed"),
        Text(
            "un texte n'est pas fermé : il manque un guillemet (\")",
            'a text is not closed: a quotation mark (") is missing',
        ),
        Text(
            'ajoutez le guillemet à la fin du texte ; un texte de plusieurs lignes se met entre """ et """',
            'add the mark at the end of the text; a text of several lines stands between """ and """',
        ),
    ),
    (
        re.compile("Unexpected end"),
        Text(
            "le fichier s'arrête au milieu d'une description : sa fin est perdue, "
            "ou un guillemet, un « > » ou le point final manque",
            "the file ends in the middle of a description: its end is lost, "
            "or a quotation mark, a '>' or the last '.' is missing",
        ),
        Text(
            "reprenez la dernière version enregistrée du fichier, ou complétez cette description",
            "go back to the last saved version of the file, or complete this description",
        ),
    ),
    (
        re.compile(r"Invalid IRI code point '(?:\s|\\n)"),
        Text(
            "une adresse commencée par « < » n'est pas fermée, ou contient un espace : il manque un « > »",
            "an address that begins with '<' is not closed, or has a space in it: a '>' is missing",
        ),
        Text(
            "ajoutez « > » à la fin de l'adresse, ou retirez l'espace",
            "add '>' at the end of the address, or remove the space",
        ),
    ),
    (
        re.compile("Invalid IRI"),
        Text(
            "une adresse contient un caractère qui n'y est pas admis",
            "an address has a character that it must not have",
        ),
        Text("recopiez l'adresse depuis le navigateur", "copy the address from the browser"),
    ),
    (
        re.compile("'[“”„«»‘’]'"),
        Text(
            'des guillemets typographiques sont mis pour des guillemets droits (")',
            'curly quotation marks stand for straight ones (")',
        ),
        Text('remplacez-les par "', 'replace them with "'),
    ),
    (
        re.compile("[;.,] is not a valid RDF object"),
        Text("il manque une valeur avant la ponctuation", "a value is missing before the punctuation"),
        Text("écrivez la valeur, ou retirez la propriété", "write the value, or take the property out"),
    ),
    (
        re.compile("is not a valid RDF object"),
        Text(
            "ce qui suit la propriété n'est pas une valeur : un guillemet (\") manque sans doute",
            'what follows the property is no value: a quotation mark (") is probably missing',
        ),
        Text(
            'mettez le texte entre guillemets droits ("), une adresse entre < et >',
            'put a text between straight quotation marks ("), an address between < and >',
        ),
    ),
    (
        re.compile("Unexpected escape|escape sequence"),
        Text("une barre oblique inverse (\\) est de trop", "there is a backslash (\\) too many"),
        Text("doublez-la (\\\\) ou retirez-la", "double it (\\\\) or remove it"),
    ),
    (
        re.compile("is not allowed at the beginning of a prefix name"),
        Text(
            "un caractère, peut-être invisible, n'est pas à sa place",
            "a character, maybe an invisible one, is out of place",
        ),
        Text("effacez-le et retapez le début de la ligne", "delete it and type the beginning of the line again"),
    ),
)
"""What the parser says, what a person is told, and how it is mended; the first that fits is taken."""
