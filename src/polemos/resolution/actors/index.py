"""Every name of the packs under each key it can be found by; plain data, so that it can be kept in a file."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from polemos.model.actor import Actor, Lineage, Name, Post
from polemos.resolution.actors.phrase import Phrase, Phrases, Word

Keys = dict[str, list[int]]
KEYS = ("exact", "part", "sound", "bones", "initials", "spelled", "single", "last", "tokens")
_BRACKETS = re.compile(r"^(.{3,}?) \((.{3,})\)$")


@dataclass(frozen=True)
class Index:
    """Numbers of names by key. `rows` holds the actors as lists; an Actor is built when it is asked for.

    Keys: `exact` folded words; `part` those outside and inside of brackets; `sound`, `bones` as in
    text/romanisation.py; `initials` of long names; `spelled` names in letters (PLO, SLM/A-Unity); `single` names of
    one word by first letter; `last` the last words of persons; `tokens` meanings.
    """

    rows: list[list[Any]]
    names: list[list[int]]
    keys: Mapping[str, Keys]
    _actors: dict[int, Actor] = field(default_factory=dict)

    def actor(self, number: int) -> Actor:
        found = self._actors.get(number)
        if found is None:
            found = self._actors[number] = actor_from(self.rows[number])
        return found

    def named(self, number: int) -> tuple[Actor, Name]:
        """An actor, and that name of it."""
        actor, name = self.names[number]
        found = self.actor(actor)
        return found, found.names[name]

    @property
    def actors(self) -> Iterator[Actor]:
        return map(self.actor, range(len(self.rows)))


def build(actors: Sequence[Actor], phrases: Phrases) -> Index:
    """The index of all names of the actors."""
    keys: dict[str, Keys] = {key: {} for key in KEYS}
    names: list[list[int]] = []
    for number, actor in enumerate(actors):
        for position, name in enumerate(actor.names):
            bracketed = _BRACKETS.match(name.text)
            for part in bracketed.groups() if bracketed else ():
                keys["part"].setdefault(phrases.read(part).folded, []).append(len(names))
            for key, value in _keys(actor, name, phrases.read(name.text)):
                found = keys[key].setdefault(value, [])
                if not found or found[-1] != len(names):
                    found.append(len(names))
            names.append([number, position])
    return Index([row(actor) for actor in actors], names, keys)


def initials(phrase: Phrase) -> Iterable[str]:
    """What may stand for a long name: letters without the small words, with them, without the country at its end."""
    if len(phrase.words) < 2:
        return ()
    found = ["".join(map(letters_of, words)) for words in (phrase.spelled, phrase.words)]
    if len(phrase.spelled) > 3 and phrase.spelled[-1].country:
        found.append("".join(map(letters_of, phrase.spelled[:-1])))
    return dict.fromkeys(found)


def letters_of(word: Word) -> str:
    """A word's part in a short form: letters in full, numbers in full, else the first letter of each of its words."""
    if word.letters:
        return word.folded
    parts = [part for part in word.folded.split(" ") if part not in ("d", "of", "the", "and", "de")]
    return "".join(re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", part) if part[0].isdigit() else part[:1] for part in parts)


def spelling(phrase: Phrase) -> str | None:
    """SLM/A-Unity is s-l-m-a-u: letters in full, of words the first; None where nothing is spelled in letters."""
    if not any(word.letters for word in phrase.content):
        return None
    return "".join(map(letters_of, phrase.spelled))


def _keys(actor: Actor, name: Name, phrase: Phrase) -> Iterator[tuple[str, str]]:
    if not phrase.words:
        return
    yield "exact", phrase.folded
    if name.kind == "generic":
        return
    yield "sound", phrase.sound
    yield "bones", phrase.bones
    for word in phrase.parts:
        for token in sorted(word.tokens):
            yield "tokens", token
    if actor.kind == "person":
        if len(phrase.content) > 1:
            yield "last", phrase.content[-1].key
        return
    for letters in initials(phrase):
        if len(letters) > 1:
            yield "initials", letters
    if whole := spelling(phrase):
        yield "spelled", whole
    if len(phrase.words) == 1 and 3 < len(phrase.folded) < 13 and phrase.folded.isascii():
        yield "single", phrase.folded[0]


def row(actor: Actor) -> list[Any]:
    """The actor as plain lists; `actor_from` is the way back."""
    values = [getattr(actor, key) for key in Actor.__dataclass_fields__]
    # Not `astuple`, which copies every text of 3,000 actors one by one.
    return [tuple(map(_plain, value)) if isinstance(value, tuple) else value for value in values]


def _plain(value: Any) -> Any:
    """A name, link or post as a tuple of its fields; all else as it is."""
    keys = getattr(value, "__dataclass_fields__", None)
    return value if keys is None else tuple(getattr(value, key) for key in keys)


def actor_from(row: Sequence[Any]) -> Actor:
    """The actor that a row was made of."""
    values = dict(zip(Actor.__dataclass_fields__, row, strict=True))
    values["names"] = tuple(Name(*name) for name in values["names"])
    values["lineage"] = tuple(Lineage(*link) for link in values["lineage"])
    values["posts"] = tuple(Post(*post) for post in values["posts"])
    values["ids"] = tuple((system, id_) for system, id_ in values["ids"])
    for key in ("active_in", "ideology", "sources"):
        values[key] = tuple(values[key])
    return Actor(**values)
