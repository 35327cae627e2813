"""`datapackage.json` and the data dictionary that go with every export (Data Package 1.0, frictionlessdata.io)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from polemos.export.datasets.dataset import Dataset
from polemos.export.datasets.exporter import Exporter, Resource
from polemos.export.datasets.table import Column, Table

PACKAGE = "datapackage.json"
DICTIONARY = "README.md"
_PIECE = 1 << 20


def package(exporter: Exporter, dataset: Dataset, folder: Path, resources: Sequence[Resource]) -> dict[str, Any]:
    """The descriptor: what each file is, its size and hash, what was asked for and what was kept back."""
    about = dataset.about()
    names = {each.table.name: _name(each) for each in resources if each.table is not None}
    hashes = {path: _hash(folder / path) for path in sorted({each.path for each in resources})}
    return {
        "profile": "data-package",
        "name": f"polemos-{exporter.name}",
        "title": f"{about.title}: {exporter.title}",
        "polemos": {
            "format": exporter.name,
            "made_with": dict(about.made_with),
            "filters": dict(about.filters),
            "redaction": about.redaction,
            "withheld": dict(dataset.withheld()),
            "rules": list(exporter.rules),
        },
        "resources": [_resource(folder, each, names, hashes) for each in resources],
    }


def dictionary(exporter: Exporter, dataset: Dataset, resources: Sequence[Resource]) -> str:
    """For people: the rules that were applied, what was kept back, and every column."""
    about = dataset.about()
    lines = [f"# {about.title}: {exporter.title}", ""]
    lines += [f"- {name}: {value}" for name, value in (*about.made_with, *about.filters)]
    if about.redaction:
        kept = ", ".join(f"{count} {what}" for what, count in dataset.withheld()) or "nothing"
        lines.append(f"- redacted by the profile {about.redaction}; withheld: {kept}")
    if exporter.rules:
        lines += ["", "## Rules", "", *(f"- {rule}" for rule in exporter.rules)]
    for each in resources:
        heading = f"{each.path}, sheet {each.sheet}" if each.sheet else each.path
        lines += ["", f"## {heading}", "", f"{each.records:,} records. {each.remark}".strip()]
        if each.table is not None:
            lines += ["", *_columns(each.table)]
    return "\n".join(lines) + "\n"


def write_package(exporter: Exporter, dataset: Dataset, folder: Path, resources: Sequence[Resource]) -> None:
    """Both files, beside the data."""
    described = json.dumps(package(exporter, dataset, folder, resources), ensure_ascii=False, indent=2)
    (folder / PACKAGE).write_text(described + "\n", encoding="utf-8")
    (folder / DICTIONARY).write_text(dictionary(exporter, dataset, resources), encoding="utf-8")


def _columns(table: Table) -> list[str]:
    lines = [table.about, "", *(f"- {rule}" for rule in table.rules)]
    lines += ["", "| column | type | meaning |", "|---|---|---|"]
    return lines + [f"| `{c.name}` | {c.type} | {_meaning(c)} |" for c in table.columns]


def _meaning(column: Column) -> str:
    tag = f" HXL {column.hxl}." if column.hxl else ""
    values = f" One of: {', '.join(column.values)}." if column.values else ""
    return (column.about + values + tag).replace("|", "\\|").replace("\n", " ")


def _name(each: Resource) -> str:
    path = f"{each.path}/{each.sheet}" if each.sheet else each.path
    return path.lower().replace("/", "-").replace(".", "-")


def _resource(folder: Path, each: Resource, names: Mapping[str, str], hashes: Mapping[str, str]) -> dict[str, Any]:
    path = folder / each.path
    described: dict[str, Any] = {
        "name": _name(each),
        "path": each.path,
        "format": each.format,
        "mediatype": each.mediatype,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{hashes[each.path]}",
        "rows": each.records,
    }
    if each.about:
        described["description"] = each.about
    if each.table is None:
        return described
    described |= {"title": each.table.title, "description": f"{each.table.about} {each.remark}".strip()}
    if each.format in ("csv", "tsv"):
        described |= {"profile": "tabular-data-resource", "encoding": "utf-8"}
        if each.format == "tsv":
            described["dialect"] = {"delimiter": "\t"}
        if each.hxl:
            described["dialect"] = {"commentChar": "#"}
    if each.sheet:
        described["dialect"] = {"excel": {"sheet": each.sheet}}
    return described | {"schema": _schema(each.table, names)}


def _schema(table: Table, names: Mapping[str, str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.missing:
        schema["missingValues"] = ["", table.missing]
    if table.key:
        schema["primaryKey"] = list(table.key)
    foreign = [
        {"fields": own, "reference": {"resource": names[there], "fields": column}}
        for own, there, column in table.foreign
        if there in names
    ]
    return schema | ({"foreignKeys": foreign} if foreign else {})


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.about}
    if column.values:
        field["constraints"] = {"enum": list(column.values)}
    return field


def _hash(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()
