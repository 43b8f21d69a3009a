"""Read the `#+` lines of a query file: YAML, checked key by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import yaml

from bibliographe.errors import QueryError
from bibliographe.graph.prefixes import prefixes
from bibliographe.i18n import Text
from bibliographe.query.header import Chart, ChartType, Choice, Column, Header, Parameter, ParameterType

if TYPE_CHECKING:
    from pathlib import Path

MARK = "#+"
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where it is there: it takes a tenth of the time, and the library has some seventy headers."""
SCHEMES = ("type", "role")
_LINKED_CHARTS = ("network", "matrix")


def read_header(text: str, file: Path | str) -> Header | None:
    """Return the header of a query, None when it has none.

    Raises `QueryError` with the line at fault: YAML that cannot be read, a key that is unknown, missing or
    given twice, a value of the wrong kind.
    """
    lines = []
    for line in text.removeprefix("\ufeff").splitlines():
        if not line.startswith(MARK):
            break
        lines.append(line.removeprefix(MARK).removeprefix(" "))
    if not lines:
        return None
    try:
        node = yaml.compose("\n".join(lines), Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "YAML"
        raise QueryError(
            Text(f"en-tête illisible : {problem}", f"unreadable header: {problem}"),
            file=file,
            line=mark.line + 1 if mark else 1,
            remedy=Text(
                "mettez entre guillemets doubles une valeur qui contient deux-points ou un dièse",
                "put a value that holds a colon or a hash between double quotes",
            ),
        ) from error
    return _header(_Reader(node, file))


class _Reader:
    """A node of the YAML tree that knows its line."""

    def __init__(self, node: yaml.Node | None, file: Path | str) -> None:
        self.node = node
        self.file = file

    def fault(self, french: str, english: str) -> QueryError:
        line = self.node.start_mark.line + 1 if self.node else 1
        return QueryError(Text(f"en-tête : {french}", f"header: {english}"), file=self.file, line=line)

    def text(self) -> str:
        if isinstance(self.node, yaml.ScalarNode) and self.node.value.strip():
            return str(self.node.value).strip()
        raise self.fault("un texte est attendu ici", "a text is expected here")

    def one_of(self, allowed: tuple[str, ...]) -> str:
        value = self.text()
        if value not in allowed:
            known = ", ".join(allowed)
            raise self.fault(
                f"« {value} » n'est pas connu ; possibles : {known}",
                f"'{value}' is not known; possible: {known}",
            )
        return value

    def flag(self) -> bool:
        return self.one_of(("true", "false")) == "true"

    def items(self) -> list[_Reader]:
        if isinstance(self.node, yaml.SequenceNode):
            return [_Reader(item, self.file) for item in self.node.value]
        raise self.fault("une liste entre crochets est attendue ici", "a list in brackets is expected here")

    def entries(self) -> dict[str, _Reader]:
        if not isinstance(self.node, yaml.MappingNode):
            raise self.fault("des couples « clé: valeur » sont attendus ici", "'key: value' pairs are expected here")
        found: dict[str, _Reader] = {}
        for key, value in self.node.value:
            name = _Reader(key, self.file).text()
            if name in found:
                raise _Reader(key, self.file).fault(f"« {name} » est donné deux fois", f"'{name}' is given twice")
            found[name] = _Reader(value, self.file)
        return found

    def fields(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, _Reader]:
        found = self.entries()
        for name, value in found.items():
            if name not in required + optional:
                known = ", ".join(required + optional)
                raise value.fault(
                    f"clé inconnue : « {name} » ; connues : {known}", f"unknown key: '{name}'; known: {known}"
                )
        for name in required:
            if name not in found:
                raise self.fault(f"il manque « {name} »", f"'{name}' is missing")
        return found

    def words(self) -> Text:
        found = self.fields(("fr", "en"))
        return Text(found["fr"].text(), found["en"].text())


def _header(reader: _Reader) -> Header:
    found = reader.fields(("title", "summary"), ("tags", "columns", "chart", "params"))
    columns = _columns(found["columns"]) if "columns" in found else ()
    return Header(
        title=found["title"].words(),
        summary=found["summary"].words(),
        tags=tuple(tag.text() for tag in found["tags"].items()) if "tags" in found else (),
        columns=columns,
        chart=_chart(found["chart"]) if "chart" in found else None,
        parameters=_parameters(found["params"]) if "params" in found else (),
    )


def _columns(reader: _Reader) -> tuple[Column, ...]:
    columns = []
    for name, value in reader.entries().items():
        found = value.fields(("fr", "en"), ("link",))
        link = found["link"].text() if "link" in found else None
        columns.append(Column(name, Text(found["fr"].text(), found["en"].text()), link))
    return tuple(columns)


def _chart(reader: _Reader) -> Chart:
    found = reader.fields(("type", "label", "value"), ("other",))
    kind = found["type"].one_of(get_args(ChartType))
    other = found["other"].text() if "other" in found else None
    if (kind in _LINKED_CHARTS) != (other is not None):
        raise reader.fault(
            "« other » (la seconde colonne) va avec network et matrix, et avec eux seuls",
            "'other' (the second column) goes with network and matrix, and with them only",
        )
    return Chart(kind, found["label"].text(), found["value"].text(), other)  # type: ignore[arg-type]


def _parameters(reader: _Reader) -> tuple[Parameter, ...]:
    return tuple(_parameter(name, value) for name, value in reader.entries().items())


def _parameter(name: str, reader: _Reader) -> Parameter:
    found = reader.fields(("type", "label"), ("required", "class", "scheme", "values"))
    kind = found["type"].one_of(get_args(ParameterType))
    for key, owner in (("class", "iri"), ("scheme", "iri"), ("values", "enum")):
        if key in found and kind != owner:
            raise found[key].fault(f"« {key} » va avec le type {owner}", f"'{key}' goes with the type {owner}")
    if kind == "iri" and "class" not in found:
        raise reader.fault(
            "il manque « class », la classe de l'adresse", "'class', the class of the address, is missing"
        )
    if kind == "enum" and "values" not in found:
        raise reader.fault("il manque « values », les valeurs possibles", "'values', the possible values, is missing")
    return Parameter(
        name=name,
        type=kind,  # type: ignore[arg-type]
        label=found["label"].words(),
        required=found["required"].flag() if "required" in found else False,
        kind=_class(found["class"]) if "class" in found else None,
        scheme=found["scheme"].one_of(SCHEMES) if "scheme" in found else None,
        choices=_choices(found["values"]) if "values" in found else (),
    )


def _class(reader: _Reader) -> str:
    name = reader.text()
    prefix, _, local = name.partition(":")
    if prefix not in prefixes() or not local:
        raise reader.fault(
            f"« {name} » n'est pas une classe au préfixe connu", f"'{name}' is not a class with a known prefix"
        )
    return name


def _choices(reader: _Reader) -> tuple[Choice, ...]:
    return tuple(Choice(value, label.words()) for value, label in reader.entries().items())
