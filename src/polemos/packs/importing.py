"""UCDP's actor list to a pack: its CSV as published, or JSONL with `actor_id`, `name` maybe `aliases`."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from polemos.errors import Unreadable
from polemos.model.actor import Actor, ActorKind, Name, NameKind
from polemos.text.scripts import script_of

SOURCE = "https://ucdp.uu.se/actor/{}"
_NOT_NAMES = ("namedata", "id", "change", "comment", "source", "year", "date")
"""Columns that tell of a name but hold none, and the one of the name itself."""
_ALIAS_KINDS: dict[str, NameKind] = {
    "mother tongue": "official",
    "english": "translation",
    "original": "former",
    "later": "alias",
}
_PARENTHESIS = re.compile(r"^(.+?) \((.+)\)$")
_CLEAN_ID = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Row:
    """One actor of the list, whichever form it came in."""

    id: str
    name: str
    aliases: tuple[tuple[str, NameKind], ...]
    locations: tuple[str, ...]
    level: str


def read_ucdp(data: bytes) -> list[Row]:
    """The rows of a CSV or JSONL file. Raises Unreadable with the line that is wrong."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # older releases were saved by a spreadsheet
    if text.lstrip().startswith("{"):
        return [_json_row(line, number) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    rows = [
        {_plain(key): value or "" for key, value in row.items() if key} for row in csv.DictReader(io.StringIO(text))
    ]
    if not rows or not {"actorid", "namedata"} <= rows[0].keys():
        raise Unreadable(
            "not-ucdp", "no list of UCDP's actors: a CSV has ActorId and NameData, JSONL actor_id and name"
        )
    return [_csv_row(row, number) for number, row in enumerate(rows, 2)]


def ucdp_actors(rows: Iterable[Row], code: Callable[[str], str | None]) -> list[Actor]:
    """Actors with the ids ucdp-N; `code` tells a country's code from its name."""
    return [_actor(row, code) for row in rows]


def _plain(column: str) -> str:
    """A column's name without case, spaces and line breaks, which differ between releases."""
    return re.sub(r"[^a-z]", "", column.lower())


def _csv_row(row: Mapping[str, str], line: int) -> Row:
    if not _CLEAN_ID.fullmatch(row["actorid"].strip()) or not row["namedata"].strip():
        raise Unreadable("not-ucdp", f"line {line}: an actor needs a number as ActorId and a NameData")
    columns = [c for c in row if "name" in c and not any(word in c for word in _NOT_NAMES)]
    aliases = [(text, _column_kind(column)) for column in columns for text in _several(row[column])]
    places = next((row[column] for column in row if "location" in column and "id" not in column), "")
    level = next((row[column] for column in row if column.startswith("org")), "")
    locations = tuple(filter(None, (part.strip() for part in re.split("[,;]", places))))
    return Row(row["actorid"].strip(), row["namedata"].strip(), tuple(aliases), locations, level.strip())


def _column_kind(column: str) -> NameKind:
    return "translation" if "eng" in column else "official" if "full" in column else "alias"


def _json_row(line: str, number: int) -> Row:
    try:
        item: Any = json.loads(line)
        id_, name = str(item["actor_id"]), str(item["name"])
        aliases = tuple((str(a["alias"]), _kind(str(a.get("kind", "")))) for a in item.get("aliases") or ())
        locations = tuple(map(str, item.get("locations") or ()))
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable("not-ucdp", f"line {number}: an actor is an object with actor_id and name: {error}") from error
    if not _CLEAN_ID.fullmatch(id_) or not name.strip():
        raise Unreadable("not-ucdp", f"line {number}: an actor needs a number as actor_id and a name")
    return Row(id_, name.strip(), aliases, locations, str(item.get("org_level", "")))


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _kind(told: str) -> NameKind:
    low = told.lower()
    return next((kind for word, kind in _ALIAS_KINDS.items() if word in low), "alias")


def _actor(row: Row, code: Callable[[str], str | None]) -> Actor:
    places = tuple(dict.fromkeys(c for c in map(code, row.locations) if c))
    kind, sector = _kind_of(row)
    home = code(row.name.removeprefix("Government of ")) if kind == "government" else None
    country = home or (places[0] if places else None)
    names = [_name(row.name, "official")]
    inner = _PARENTHESIS.match(row.name)
    if inner and kind == "government":
        names += [_name(inner[1], "official"), _name(f"Government of {inner[2]}", "former")]
    names += [_name(text, kind_) for text, kind_ in row.aliases if text != row.name]
    unique = {name.text: name for name in reversed(names)}
    return Actor(
        f"ucdp-{row.id}",
        kind,
        tuple(unique[text] for text in dict.fromkeys(name.text for name in names)),
        country,
        tuple(c for c in places if c != country),
        sector,
        ids=(("ucdp", row.id),),
        sources=(SOURCE.format(row.id),),
    )


def _kind_of(row: Row) -> tuple[ActorKind, str | None]:
    """By the name and the organisational level: 1 formal, 2 supporters of a party, 3 an identity group, 4 a state."""
    if row.name.startswith("Government of "):
        return "government", None
    if row.level == "3":
        return "armed-group", "PRM"
    if " cartel" in f" {row.name.lower()}":
        return "armed-group", "CRM"
    return ("other", "SOC") if row.level == "2" else ("armed-group", None)


def _name(text: str, kind: NameKind) -> Name:
    clean = " ".join(text.split())
    script, language = script_of(clean)
    return Name(clean, language, script, kind)


def pack_yaml(actors: Iterable[Actor], name: str, title: str, licence: str) -> str:
    """A pack that is one file, in the form that people write."""
    header = f"pack: {_quoted(name)}\ntitle: {_quoted(title)}\nlicence: {_quoted(licence)}\nactors:\n"
    return header + "".join(map(_entry_yaml, actors))


def _entry_yaml(actor: Actor) -> str:
    """One entry; text in JSON's quotes, which YAML reads, so that no name can be taken for anything else."""
    lines = [f"  - id: {actor.id}", f"    name: {_quoted(actor.name)}"]
    if actor.names[1:]:
        lines.append("    names:")
        for name in actor.names[1:]:
            lines.append(f"      - {{text: {_quoted(name.text)}, kind: {name.kind}}}")
    lines.append(f"    kind: {actor.kind}")
    if actor.country:
        lines.append(f"    country: {actor.country}")
    if actor.active_in:
        lines.append(f"    active_in: [{', '.join(actor.active_in)}]")
    if actor.sector:
        lines.append(f"    sector: {actor.sector}")
    if actor.ids:
        lines.append("    ids: {" + ", ".join(f"{system}: {_quoted(id_)}" for system, id_ in actor.ids) + "}")
    lines.append(f"    sources: [{', '.join(map(_quoted, actor.sources))}]")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
