"""One pack, files to entries: a YAML file, or a folder whose `pack.yaml` holds the header. All problems at once."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml

from polemos.packs.entries import Entry, EntryReader, Header
from polemos.packs.nodes import Sheet

HEADER_KEYS = ("pack", "title", "licence", "sides", "references", "actors")
HEADER_FILE = "pack.yaml"


@dataclass(frozen=True, slots=True)
class PackText:
    """The bytes of a pack, before anything is read from them."""

    where: str
    files: tuple[tuple[str, bytes], ...]

    @property
    def digest(self) -> str:
        mark = hashlib.sha256()
        for name, data in self.files:
            mark.update(f"{name}\0{len(data)}\0".encode() + data)
        return mark.hexdigest()


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as read. With any problem, `entries` is empty: nothing of a faulty pack is used."""

    header: Header
    entries: tuple[Entry, ...]
    problems: tuple[str, ...]


def packaged() -> tuple[PackText, ...]:
    """The packs that come with Polemos, `world` first, since others extend it."""
    root = files("polemos.packs") / "data"
    folders = sorted((item for item in root.iterdir() if item.is_dir()), key=lambda f: (f.name != "world", f.name))
    return tuple(pack_text(folder, folder.name) for folder in folders if not folder.name.startswith(("_", ".")))


def pack_text(place: Traversable | Path, where: str) -> PackText:
    """The bytes of a file, or of a folder's YAML files, the header first. Raises OSError."""
    if place.is_file():
        return PackText(where, ((where, place.read_bytes()),))
    found = sorted(
        (f for f in place.iterdir() if f.name.endswith(".yaml")), key=lambda f: (f.name != HEADER_FILE, f.name)
    )
    return PackText(where, tuple((f"{where}/{f.name}", f.read_bytes()) for f in found))


def read_pack(text: PackText) -> Pack:
    """Every file of the pack; the header is read before the entries, wherever `actors` stands."""
    header, entries, problems = Header(), list[Entry](), list[str]()
    if not text.files:
        problems.append(f"{text.where}: no YAML file in it; a pack's header is in {HEADER_FILE}")
    for number, (name, data) in enumerate(text.files):
        sheet = Sheet(name)
        entries += _read_file(sheet, data, header, first=number == 0)
        problems += sheet.problems
    seen: dict[str, str] = {}
    for entry in entries:
        if entry.actor.id in seen and not entry.extends:
            problems.append(f"{entry.where}: the id {entry.actor.id!r} stands at {seen[entry.actor.id]} too")
        if not entry.extends:
            seen[entry.actor.id] = entry.where
    return Pack(header, () if problems else tuple(entries), tuple(problems))


def _read_file(sheet: Sheet, data: bytes, header: Header, *, first: bool) -> Iterable[Entry]:
    try:
        root = sheet.root(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sheet.problems.append(f"{sheet.where}:{line}: not UTF-8; save it as UTF-8")
        return []
    if root is None:
        return []
    keys = HEADER_KEYS if first else ("actors",)
    fields = sheet.mapping(root, keys, ("pack", "title") if first else ("actors",))
    if first and fields:
        _read_header(sheet, fields, header)
    reader = EntryReader(sheet, header)
    return [entry for entry in map(reader.read, sheet.items(fields.get("actors"))) if entry is not None]


def _read_header(sheet: Sheet, fields: dict[str, yaml.Node], header: Header) -> None:
    header.name = sheet.text(fields.get("pack")) or ""
    header.title = sheet.text(fields.get("title")) or ""
    header.licence = sheet.text(fields.get("licence")) or ""
    for key, target in (("sides", header.sides), ("references", header.references)):
        node = fields.get(key)
        if node is None:
            continue
        if not isinstance(node, yaml.MappingNode):
            sheet.problem(node, f"`{key}` must be an object")
            continue
        for name, value in node.value:
            word, meaning = sheet.text(name), sheet.text(value)
            if not word or not meaning:
                sheet.problem(name, f"each of `{key}` needs a word and its meaning")
            else:
                target[word] = meaning
            if key == "references" and meaning and not meaning.startswith(("https://", "http://")):
                sheet.problem(value, f"{meaning!r} is no public address")
