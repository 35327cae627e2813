"""RDF as it is written: nodes with their properties, in the graph they stand in. No blank nodes, so that two exports
can be compared line by line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import yaml

from polemos.export.guard import encodable

DEFAULT = ""
"""The graph that says who says what, and nothing of the world."""
DERIVED = "urn:polemos:incidents"
"""The graph of what was derived from the claims."""


@dataclass(frozen=True, slots=True)
class Iri:
    """A prefixed name, or a whole IRI where it has a scheme of its own (urn:, https:)."""

    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    """`type` is a prefixed name of a datatype."""

    text: str
    type: str = "xsd:string"


Term = Iri | Literal


@dataclass(frozen=True, slots=True)
class Node:
    """One thing in one graph; `id` is a whole IRI. What is None is not told."""

    id: str
    graph: str = DEFAULT
    told: list[tuple[str, Term]] = field(default_factory=list)

    def add(self, predicate: str, *values: Term | str | None) -> "Node":
        """Strings are prefixed names where the predicate is `a`, else text."""
        for value in values:
            if value is None:
                continue
            if predicate == "a":
                self.told.append(("rdf:type", Iri(str(value))))
            else:
                self.told.append((predicate, text(value) if isinstance(value, str) else value))
        return self


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Prefixes, and our own terms with their definitions."""

    prefixes: Mapping[str, str]
    classes: Mapping[str, str]
    properties: Mapping[str, str]


@cache
def vocabulary() -> Vocabulary:
    """The packaged one, maps/rdf.yaml."""
    read = files("polemos.export.datasets").joinpath("maps", "rdf.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(read)
    return Vocabulary(data["prefixes"], data["classes"], data["properties"])


def text(value: str) -> Literal:
    """Without halves of characters and NUL, which no RDF file may hold."""
    return Literal(encodable(value).replace("\0", ""))


def whole(value: int | None) -> Literal | None:
    return None if value is None else Literal(str(value), "xsd:integer")


def decimal(value: float | None) -> Literal | None:
    return None if value is None else Literal(f"{value:.6f}".rstrip("0").rstrip("."), "xsd:decimal")


def yes(value: bool | None) -> Literal | None:
    return None if value is None else Literal("true" if value else "false", "xsd:boolean")


def dated(value: str | None) -> Literal | None:
    """The day of an ISO date or date-time."""
    return Literal(value[:10], "xsd:date") if value else None


def address(value: str | None) -> Literal | None:
    """A URL as it was given: as a literal it may be malformed."""
    return Literal(text(value).text, "xsd:anyURI") if value else None


def iri(kind: str, id_: str, part: str = "") -> str:
    """The IRI of a record, or of a part of it; whatever an id holds is escaped."""
    named = f"urn:polemos:{kind}:{quote(encodable(id_), safe='')}"
    return f"{named}#{part}" if part else named


def ref(kind: str, id_: str, part: str = "") -> Iri:
    return Iri(iri(kind, id_, part))


def refs(kind: str, ids: Iterable[str]) -> tuple[Iri, ...]:
    return tuple(ref(kind, each) for each in ids)
