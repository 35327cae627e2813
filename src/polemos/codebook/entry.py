"""What an entry of the codebook is: words that evoke a claim, and the roles of their arguments."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from polemos.model.claim import ClaimKind, Factuality

Role = Literal[
    "actor", "recipient", "target", "place", "origin", "instrument", "holder", "subject", "object", "title", "none"
]
"""target: the recipient if people, groups or things stand there, the place if a place does. none: nobody's role."""

ROLES: dict[ClaimKind, tuple[str, ...]] = {
    "event": ("actor", "recipient", "target", "place", "origin", "instrument", "none"),
    "control": ("holder", "place", "none"),
    "relation": ("subject", "object", "title", "place", "none"),
}
GRAMMATICAL_SLOTS = (
    "subject",
    "object",
    "dative",
    "possessive",
    "compound",
    "light",
    "clause",
    "speaker",
    "verb",
    "aim",
)
"""Slots that are not a preposition. A passive's subject is `object` and its agent `subject`; `compound` is a noun
before a noun ("ISIS attack"); `light` the subject of a light verb ("launched an attack"); `clause` whom the clause
after the verb is about; `speaker` who is named as saying it, where the words hide it ("X said Y must leave"); `verb`
the verb whose subject or object a noun is ("lift the siege"), for conditions only; `aim` that verb's object ("an
airstrike hit X")."""
KINDS = ("armed-group", "government", "military", "police", "civilians", "unknown-armed")
CATEGORIES = ("group", "person", "people", "place", "facility", "arms", "thing", "name", *KINDS, "any", "none")
"""What a condition may name: a mention's category ("name" is a proper name of which nothing more is known), or the kind
of participant ("civilians" flee, "military" retreat); a word with an equals sign is the lemma itself ("=drone")."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with what the coder must find in it: `claims`, each a part of a claim; `absent`, labels it must not
    find. An example is about its own entry; other claims in the sentence are left alone."""

    text: str
    claims: tuple[Mapping[str, Any], ...]
    absent: tuple[str, ...]
    published: str | None
    where: str
    """File and entry, for messages."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Words with the same arguments. Of `verbs`, `nouns` and `adjectives` each is a lemma or a fixed phrase whose
    first word is the head ("take control", "blow up", "under siege")."""

    kind: ClaimKind
    label: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    roles: Mapping[str, Role]
    when: Mapping[str, tuple[str, ...]]
    """Slot to the categories one of which must stand there."""
    unless: Mapping[str, tuple[str, ...]]
    """Slot to the categories none of which may stand there."""
    needs: int
    """How many roles must be filled for a claim to be made."""
    factuality: Factuality | None
    """Set where the words themselves say it: "foil" is a negated attack."""
    confidence: float
    examples: tuple[Example, ...]
    where: str


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of section 3 with what the exports write."""

    name: str
    definition: str
    plover: str
    acled: str
    cameo: str
    speech: bool
    """Its actor is a speaker (threat, demand, accusation, rejection, support, pledge)."""
    movement: bool
    """Its place is a destination."""


def verb_roles(kind: ClaimKind) -> dict[str, Role]:
    """The roles of a verb that names none."""
    if kind == "control":
        return {"subject": "holder", "object": "place"}
    if kind == "relation":
        return {"subject": "subject", "object": "object"}
    return {"subject": "actor", "object": "target"}


def noun_roles(kind: ClaimKind) -> dict[str, Role]:
    """The roles of a noun that names none."""
    if kind == "control":
        return {
            "possessive": "holder",
            "compound": "holder",
            "by": "holder",
            "of": "place",
            "over": "place",
            "in": "place",
        }
    if kind == "relation":
        return {"possessive": "subject", "compound": "subject", "of": "object", "with": "object"}
    return {
        "by": "actor",
        "possessive": "actor",
        "compound": "actor",
        "light": "actor",
        "against": "target",
        "on": "target",
    }
