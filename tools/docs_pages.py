"""Pages of the reference that the program itself prints, for `mkdocs build`: the codebook, the columns of exports."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from polemos.codebook.loader import load
from polemos.export.datasets.exporter import Exporter
from polemos.export.datasets.table import Table, table, tables
from polemos.service.codebook import Label, labels
from polemos.service.export_formats import NAMES, exporter

KINDS = {"event": "Events", "control": "Control of places", "relation": "Relations of actors"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Called by MkDocs once it has gathered the pages that lie in `docs/`."""
    files.append(File.generated(config, "reference/codebook.md", content=codebook_page()))
    files.append(File.generated(config, "reference/columns.md", content=columns_page()))
    return files


def codebook_page() -> str:
    """Every label with its definition, the words that evoke it, and what exports write for it."""
    lines = [
        "# The codebook",
        "",
        "Printed from the codebook that ships; `polemos codebook show NAME` prints one entry.",
    ]
    found = labels(load())
    for kind, heading in KINDS.items():
        lines += ["", f"## {heading}"]
        for each in found:
            if each.kind == kind:
                lines += _label(each)
    return "\n".join(lines) + "\n"


def _label(each: Label) -> list[str]:
    words = sorted({word for entry in each.entries for word in (*entry.verbs, *entry.nouns, *entry.adjectives)})
    lines = ["", f"### {each.name}", "", " ".join(each.definition.split())]
    if each.codes:
        codes = (("PLOVER", each.codes.plover), ("ACLED", each.codes.acled), ("CAMEO", each.codes.cameo))
        lines += ["", "; ".join(f"{name} {code or 'none'}" for name, code in codes)]
    return [*lines, "", f"{len(words)} words and phrases, such as {', '.join(words[:12])}."] if words else lines


def columns_page() -> str:
    """Every table of every export, with its columns."""
    lines = ["# Columns of the exports", "", "Printed from the tables that the exports write."]
    for name in NAMES:
        made: Exporter = exporter(name)
        lines += ["", f"## {name}: {made.title}", "", *(f"- {rule}" for rule in made.rules)]
    for each in map(table, tables()):
        lines += _table(each)
    return "\n".join(lines) + "\n"


def _table(each: Table) -> list[str]:
    lines = [
        "",
        f"## Table `{each.name}`",
        "",
        each.about,
        "",
        "| column | type | meaning | HXL |",
        "|---|---|---|---|",
    ]
    cells = ((c.name, c.type, c.about.replace("|", "\\|").replace("\n", " "), c.hxl) for c in each.columns)
    return lines + [
        f"| `{name}` | {type_} | {about} | {f'`{hxl}`' if hxl else ''} |" for name, type_, about, hxl in cells
    ]
