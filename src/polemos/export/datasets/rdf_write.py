"""Nodes as lines: N-Quads, and JSON-LD with a context."""

import json
from collections.abc import Iterable
from typing import Any

from polemos.export.datasets.rdf_terms import DEFAULT, Iri, Literal, Node, Term, vocabulary

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_PLAIN = "xsd:string"


def quads(node: Node) -> str:
    """Its lines, each ended."""
    graph = "" if node.graph == DEFAULT else f" <{node.graph}>"
    return "".join(f"<{node.id}> <{_full(name)}> {_term(value)}{graph} .\n" for name, value in node.told)


def context() -> dict[str, str]:
    """The prefixes: every term is written with one."""
    return dict(vocabulary().prefixes)


def objects(nodes: Iterable[Node]) -> list[dict[str, Any]]:
    """As JSON-LD, the nodes of a named graph within it."""
    made: list[dict[str, Any]] = []
    graphs: dict[str, list[dict[str, Any]]] = {}
    for node in nodes:
        if node.graph == DEFAULT:
            made.append(_object(node))
        else:
            graphs.setdefault(node.graph, []).append(_object(node))
    return made + [{"@id": graph, "@graph": within} for graph, within in graphs.items()]


def line(each: dict[str, Any]) -> str:
    return json.dumps(each, ensure_ascii=False)


def _object(node: Node) -> dict[str, Any]:
    made: dict[str, Any] = {"@id": node.id}
    for name, value in node.told:
        if name == "rdf:type" and isinstance(value, Iri):
            made.setdefault("@type", []).append(value.name)
        else:
            made.setdefault(name, []).append(_value(value))
    return made


def _value(value: Term) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": value.name}
    return {"@value": value.text} if value.type == _PLAIN else {"@value": value.text, "@type": value.type}


def _term(value: Term) -> str:
    if isinstance(value, Iri):
        return f"<{_full(value.name)}>"
    return _quoted(value) if value.type == _PLAIN else f"{_quoted(value)}^^<{_full(value.type)}>"


def _quoted(value: Literal) -> str:
    return '"' + "".join(_ESCAPES.get(sign) or _sign(sign) for sign in value.text) + '"'


def _sign(sign: str) -> str:
    """Signs that control writing stand as escapes: some readers take them for ends of lines."""
    return f"\\u{ord(sign):04X}" if sign < " " or sign in "\x7f\x85\u2028\u2029" else sign


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    start = vocabulary().prefixes.get(prefix)
    return start + local if start else name
