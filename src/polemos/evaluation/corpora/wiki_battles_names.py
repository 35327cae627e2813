"""The belligerents of an infobox, and which of them a party of a claim is."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polemos.evaluation.names import normal, same_name
from polemos.model.actor import Actor
from polemos.resolution.actors.load import Actors

_SURE = 0.75
"""A candidate of the packs below is not taken."""
_BRACKETS = re.compile(r"\(([^()]*)\)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PROPER = re.compile(r"\b[A-Z].*")
"""What "250 Syrian rebels" and "three groups of ISIL militants" name."""
_LETTERS = re.compile(r"[A-Z][A-Z-]{1,5}")


@dataclass(frozen=True, slots=True)
class Belligerent:
    """One belligerent that the text names; `sides` has two where the infobox names it twice."""

    name: str
    node: str
    sides: frozenset[int]


class Names:
    """Names of one article: who is meant by the packs, else the words themselves."""

    def __init__(self, actors: Actors, names: Sequence[str], text: str, words: Mapping[str, Any]) -> None:
        self.actors, self.text, self.words = actors, text, words
        years = Counter(_YEAR.findall(text))
        self.on = min(years, key=lambda year: (-years[year], year)) if years else None
        """The year that the text names most: its own date is that of a copy made long after."""
        told = Counter(code for name in names for code in actors.resolver.phrases.read(name).countries)
        self.country = min(told, key=lambda code: (-told[code], code)) if told else None
        self.own: dict[str, list[str]] = {}
        """Node to names, of belligerents that the packs do not know."""

    def node(self, name: str) -> str:
        """What stands for a party: an actor's id, else a belligerent's node, else its words; "" for no name."""
        proper = _PROPER.search(name)
        short = proper.group() if proper else name
        actor = self.actor(name) or (self.actor(short) if short != name else None)
        if actor is not None:
            return actor.id
        plain = self._described(name) or normal(short)
        if plain in self.own:
            return plain
        alike = [node for node, names in self.own.items() if any(same_name(name, other) for other in names)]
        return alike[0] if len(alike) == 1 else plain

    def _described(self, name: str) -> str | None:
        """ "6 rebels" and "the rebel forces" are one party."""
        words = set(normal(name).split())
        return next((node for node, said in self.words["described"].items() if words & set(said["words"])), None)

    def actor(self, name: str) -> Actor | None:
        found = self.actors.resolver.resolve(name, self.on, self.country).candidates
        return found[0].actor if found and found[0].score >= _SURE else None

    def belligerents(self, sides: Sequence[Mapping[str, Any]]) -> list[Belligerent]:
        """Those that the text names, each once. One that stands on every side says nothing."""
        found: dict[str, tuple[str, set[int]]] = {}
        plain = f" {normal(self.text)} "
        for number, side in enumerate(sides):
            for listed in side["belligerents"]:
                name, *others = self._names(listed["name"])
                actor = self.actor(name) if normal(name) else None
                pack = [n.text for n in actor.names if n.kind != "generic" and n.script == "Latn"] if actor else []
                if any(_occurs(form, self.text, plain) for form in (name, *others, *pack)):
                    node = actor.id if actor else normal(name)
                    found.setdefault(node, (name, set()))[1].add(number)
                    if actor is None:
                        self.own[node] = [name, *others]
        every = set(range(len(sides)))
        return [Belligerent(name, node, frozenset(at)) for node, (name, at) in found.items() if at != every]

    def _names(self, listed: str) -> Iterator[str]:
        """The name without notes; then other names in brackets."""
        bare = _BRACKETS.sub(" ", listed).split("(")[0]
        for words in self.words["before"]:
            bare = bare[len(words) :] if bare.lower().startswith(words) else bare
        yield " ".join(bare.split())
        for inside in _BRACKETS.findall(listed):
            if not any(char.isdigit() for char in inside):
                first = inside.split(",")[0]
                if not set(first.lower().split()) & set(self.words["no_name"]):
                    yield first

    def ties(self, nodes: Sequence[str]) -> Iterator[tuple[str, str, float]]:
        """What the packs know: each of the nodes with the nearest of them that it is part of, and a party without a
        name with those of its side."""
        for node in nodes:
            actor = self.actors.get(node)
            for described, said in self.words["described"].items():
                if actor is not None and actor.side == said["side"] and described in nodes:
                    yield node, described, said["weight"]
            while actor is not None and actor.parent:
                if actor.parent in nodes:
                    yield node, actor.parent, self.words["parent"]
                    break
                actor = self.actors.get(actor.parent)


def _occurs(name: str, text: str, plain: str) -> bool:
    """Letters as they are, since "IS" is no verb; other names in plain words."""
    if _LETTERS.fullmatch(name):
        return re.search(rf"\b{re.escape(name)}\b", text) is not None
    return bool(normal(name)) and f" {normal(name)} " in plain
