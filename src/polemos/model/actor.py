"""Who acts: a group, a body, a state's arm or a person, with every name it had and when, from whom it came, who led it.

Dates are ISO and as precise as known: "2013", "2013-04" or "2013-04-08". An actor keeps its id when it is renamed; a
splinter and a merger under a new name are new actors, as in UCDP's actor list.
"""

from dataclasses import dataclass
from typing import Literal

from polemos.model.participant import ParticipantKind

ActorKind = Literal[ParticipantKind, "monitor"]
NameKind = Literal["official", "alias", "short", "transliteration", "translation", "former", "nickname", "generic"]
Relation = Literal[
    "renamed-from",
    "split-from",
    "formed-from",
    "merged-into",
    "joined",
    "left",
    "pledged-to",
    "allied-with",
    "backed-by",
    "fighting",
    "successor-of",
]


@dataclass(frozen=True, slots=True)
class Name:
    """One name. A `generic` one ("the regime") means this actor only where country and date agree."""

    text: str
    language: str = "en"
    script: str = "Latn"
    kind: NameKind = "official"
    from_: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """How the actor that holds this came from, became or stands to `other`, an actor's id."""

    relation: Relation
    other: str
    from_: str | None = None
    to: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A person's post in an actor. `person` and `of` are ids, or plain names where the packs have no entry."""

    person: str
    title: str
    of: str
    from_: str | None = None
    to: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """One entry of a pack. `names` is never empty and begins with the name that is shown.

    `country` is the ISO 3166 code of its home, `active_in` those of other countries it acts in; `sector` PLOVER's code;
    `ids` pairs of a system and its id: ("ucdp", "234"); `posts` those written at this entry, its own or its leaders'.
    """

    id: str
    kind: ActorKind
    names: tuple[Name, ...]
    country: str | None = None
    active_in: tuple[str, ...] = ()
    sector: str | None = None
    parent: str | None = None
    side: str | None = None
    ideology: tuple[str, ...] = ()
    from_: str | None = None
    to: str | None = None
    lineage: tuple[Lineage, ...] = ()
    posts: tuple[Post, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    note: str | None = None
    pack: str = ""

    @property
    def name(self) -> str:
        return self.names[0].text

    def external(self, system: str) -> str | None:
        """The actor's id in another list."""
        return next((value for key, value in self.ids if key == system), None)

    @property
    def participant_kind(self) -> ParticipantKind:
        """The kind as claims have it, which know no monitors."""
        return "civil-society" if self.kind == "monitor" else self.kind


def covers(from_: str | None, to: str | None, on: str | None) -> bool:
    """Whether a day (or month, or year) lies in an interval; what is not known excludes nothing.

    Compared as far as both are precise: 2013-04-08 lies in an interval that ends "2013-04", and so does "2013".
    """
    if on is None:
        return True
    return not (from_ is not None and _before(on, from_)) and not (to is not None and _before(to, on))


def _before(one: str, other: str) -> bool:
    both = min(len(one), len(other))
    return one[:both] < other[:both]
