"""Stopping an import before it does what nobody wants: a catalogue under two bases, two sources under one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bibliographe.config import FILE_NAME
from bibliographe.errors import GraphError, SourceError
from bibliographe.graph.describe.entries import mint_entry
from bibliographe.graph.terms import DCTERMS, PROV, SCHEMA
from bibliographe.i18n import Text
from bibliographe.model.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import NamedNode

    from bibliographe.graph.describe import Description
    from bibliographe.graph.records import GraphFolder
    from bibliographe.model.entry import Item


_OTHER_NAME = Text("donnez un autre nom avec --source-id", "give another name with --source-id")


def refuse_other_base(folder: GraphFolder) -> None:
    """Stop before an import doubles a catalogue all of whose addresses begin otherwise than `catalogue.toml` says."""
    subject = folder.stranger()
    if subject is not None:
        raise GraphError(
            Text(
                f"aucune adresse de graph/ ne commence par « base » ({folder.catalogue.base}) ; "
                f"on y trouve par exemple {subject.value}",
                f"no address in graph/ begins with 'base' ({folder.catalogue.base}); "
                f"there is for instance {subject.value}",
            ),
            file=folder.catalogue.directory / FILE_NAME,
            remedy=Text(
                "rendez à « base » sa valeur, ou changez aussi les lignes @base des fichiers de graph/",
                "give 'base' its value back, or change the @base lines of the files of graph/ too",
            ),
        )


def refuse_stranger(
    items: Sequence[Item], description: Description, folder: GraphFolder, source: NamedNode, file_name: str
) -> None:
    """Two bibliographies under one identifier would overwrite each other: stop before that happens."""
    if source not in folder:
        return
    before = {
        entry
        for item in folder.lookups.subjects(PROV.wasQuotedFrom, source)
        for entry in folder.objects(item, SCHEMA.item)
    }
    names = [name.value for name in folder.objects(source, DCTERMS.title)]
    now = {mint_entry(description, item) for item in items if isinstance(item, Entry)}
    shared = len(before & now)
    # A file that was renamed, a document saved in another format, still has most of the entries.
    is_other = not shared or (names != [file_name] and 2 * shared < len(before))
    if before and now and is_other:
        known, name = ", ".join(names), description.source_id
        raise SourceError(
            Text(
                f"une autre bibliographie ({known}) est déjà dans le catalogue sous le nom « {name} » : ce fichier a "
                f"{shared or 'aucune'} de ses {len(before)} notices",
                f"another bibliography ({known}) is in the catalogue under the name '{name}' already: this file has "
                f"{shared or 'none'} of its {len(before)} entries",
            ),
            file=file_name,
            remedy=_OTHER_NAME
            if names == [file_name]
            else Text(
                f"{_OTHER_NAME.fr} ; si c'en est une nouvelle version, rendez au fichier son nom ({known})",
                f"{_OTHER_NAME.en}; if it is a new version of it, give the file its name back ({known})",
            ),
        )


def refuse_other_source(description: Description, folder: GraphFolder, source: NamedNode, file_name: str) -> None:
    """Stop where changes of one source would be taken for those of another one, of the same identifier."""
    names = [name.value for name in folder.objects(source, DCTERMS.title)]
    if names and names != [file_name]:
        raise SourceError(
            Text(
                f"une autre source ({', '.join(names)}) est déjà dans le catalogue sous le nom "
                f"« {description.source_id} »",
                f"another source ({', '.join(names)}) is in the catalogue under the name "
                f"'{description.source_id}' already",
            ),
            file=file_name,
            remedy=_OTHER_NAME,
        )
