"""One entry of a pack, YAML to Actor."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast, get_args

import yaml

from polemos.model.actor import Actor, ActorKind, Lineage, Name, NameKind, Post, Relation
from polemos.packs.nodes import Sheet
from polemos.packs.vocabulary import vocabulary
from polemos.text.scripts import script_of

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
ENTRY_KEYS = (
    "id", "extends", "name", "names", "kind", "country", "active_in", "sector", "parent", "side", "ideology", "active",
    "lineage", "leaders", "posts", "ids", "sources", "note",
)  # fmt: skip
_NOT_EXTENDED = ("kind", "country", "sector", "parent", "side", "active")


@dataclass
class Header:
    """The top of a pack: its name, what it is, the sides of its conflict, short words for its sources."""

    name: str = ""
    title: str = ""
    licence: str = ""
    sides: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor, or what is added to one (`extends`), with where it stands."""

    actor: Actor
    extends: bool
    where: str


class EntryReader:
    """Reads the entries of one file."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self.sheet, self.header = sheet, header

    def read(self, node: yaml.Node) -> Entry | None:
        """The entry, or None where it has no usable id; problems go to the sheet."""
        sheet = self.sheet
        fields = sheet.mapping(node, ENTRY_KEYS)
        extends = "extends" in fields
        if extends == ("id" in fields):
            sheet.problem(node, "needs `id` for a new actor, or `extends` with the id of one in another pack")
            return None
        id_ = self._id(fields["extends" if extends else "id"])
        if id_ is None:
            return None
        if extends:
            for key in _NOT_EXTENDED:
                if key in fields:
                    sheet.problem(fields[key], f"`{key}` belongs at the actor itself, not where it is extended")
        else:
            for key in ("name", "kind"):
                if key not in fields:
                    sheet.problem(node, f"{id_}: needs `{key}`")
            if not sheet.items(fields.get("sources")):
                sheet.problem(node, f"{id_}: needs `sources`, at least one public address")
        from_, to = sheet.span(sheet.mapping(fields["active"], ("from", "to"))) if "active" in fields else (None, None)
        actor = Actor(
            id_,
            cast(ActorKind, sheet.choice(fields.get("kind"), get_args(ActorKind), "kind") or "other"),
            self._names(fields, id_),
            self._country(fields.get("country")),
            tuple(code for code in map(self._country, sheet.items(fields.get("active_in"))) if code),
            sheet.choice(fields.get("sector"), vocabulary().sectors, "sector"),
            self._id(fields.get("parent")),
            self._side(fields.get("side")),
            self._ideology(fields.get("ideology")),
            from_,
            to,
            tuple(filter(None, map(self._lineage, sheet.items(fields.get("lineage"))))),
            self._posts(fields, id_),
            self._ids(fields.get("ids")),
            tuple(filter(None, map(self._source, sheet.items(fields.get("sources"))))),
            sheet.text(fields.get("note")),
            self.header.name,
        )
        return Entry(actor, extends, f"{sheet.where}:{node.start_mark.line + 1}")

    def _id(self, node: yaml.Node | None) -> str | None:
        text = self.sheet.text(node)
        if text is not None and node is not None and not _ID.fullmatch(text):
            self.sheet.problem(node, f"{text!r} is no id; lower-case letters, digits and single hyphens")
            return None
        return text

    def _country(self, node: yaml.Node | None) -> str | None:
        text = self.sheet.text(node)
        if text is not None and node is not None and not _COUNTRY.fullmatch(text):
            self.sheet.problem(node, f"{text!r} is no country code; two capital letters of ISO 3166, or EU, UN")
            return None
        return text

    def _side(self, node: yaml.Node | None) -> str | None:
        return self.sheet.choice(node, self.header.sides, "side that the pack names at its top under `sides`")

    def _ideology(self, node: yaml.Node | None) -> tuple[str, ...]:
        known = vocabulary().ideologies
        return tuple(filter(None, (self.sheet.choice(item, known, "ideology") for item in self.sheet.items(node))))

    def _names(self, fields: Mapping[str, yaml.Node], id_: str) -> tuple[Name, ...]:
        found = [] if "name" not in fields else [self._name(fields["name"], "official")]
        found += [self._name(item, "alias") for item in self.sheet.items(fields.get("names"))]
        names = [name for name in found if name is not None]
        for number, name in enumerate(names):
            if name in names[:number]:
                self.sheet.problem(fields["names"], f"{id_}: the name {name.text!r} stands here twice")
        return tuple(names)

    def _name(self, node: yaml.Node, kind: NameKind) -> Name | None:
        sheet = self.sheet
        if isinstance(node, yaml.ScalarNode):
            text = sheet.text(node)
            if not text:
                sheet.problem(node, "a name is empty")
                return None
            if kind == "alias" and " " not in text and text.isupper() and len(text) < 12:
                kind = "short"
            script, language = script_of(text)
            return Name(text, language, script, kind)
        fields = sheet.mapping(node, ("text", "language", "kind", "from", "to"), ("text",))
        text = sheet.text(fields.get("text"))
        if not text:
            return None
        script, language = script_of(text)
        chosen = cast(NameKind, sheet.choice(fields.get("kind"), get_args(NameKind), "kind of name") or kind)
        return Name(text, sheet.text(fields.get("language")) or language, script, chosen, *sheet.span(fields))

    def _lineage(self, node: yaml.Node) -> Lineage | None:
        sheet = self.sheet
        fields = sheet.mapping(node, ("relation", "other", "from", "to", "source"), ("relation", "other"))
        relation = sheet.choice(fields.get("relation"), get_args(Relation), "relation")
        other = self._id(fields.get("other"))
        if relation is None or other is None:
            return None
        return Lineage(cast(Relation, relation), other, *sheet.span(fields), self._source(fields.get("source")))

    def _posts(self, fields: Mapping[str, yaml.Node], id_: str) -> tuple[Post, ...]:
        sheet, found = self.sheet, []
        for key, other in (("leaders", "person"), ("posts", "of")):
            for item in sheet.items(fields.get(key)):
                values = sheet.mapping(item, (other, "title", "from", "to", "source"), (other, "title"))
                who, title = sheet.text(values.get(other)), sheet.text(values.get("title"))
                if who and title:
                    person, of = (who, id_) if key == "leaders" else (id_, who)
                    found.append(Post(person, title, of, *sheet.span(values), self._source(values.get("source"))))
        return tuple(found)

    def _ids(self, node: yaml.Node | None) -> tuple[tuple[str, str], ...]:
        if node is None:
            return ()
        if not isinstance(node, yaml.MappingNode):
            self.sheet.problem(node, "must be an object: the name of a list, and the actor's id in it")
            return ()
        found = []
        for key, value in node.value:
            system, id_ = self.sheet.text(key), self.sheet.text(value)
            if not system or not _SLUG.fullmatch(system) or not id_:
                self.sheet.problem(key, "must be the name of a list in lower case, and the actor's id in it")
            else:
                found.append((system, id_))
        return tuple(found)

    def _source(self, node: yaml.Node | None) -> str | None:
        text = self.sheet.text(node)
        if text is None or node is None:
            return None
        if text in self.header.references:
            return self.header.references[text]
        if not text.startswith(("https://", "http://")):
            known = ", ".join(self.header.references) or "none"
            self.sheet.problem(node, f"{text!r} is no address, nor a reference that the pack names ({known})")
        return text
