"""Whether the participants of two claims are the same."""

from collections.abc import Iterable
from typing import Literal

from polemos.model import Participant
from polemos.text.romanisation import fold, marks, sound_key

Meet = Literal["shared", "one_silent", "differ", "silent"]
_UNNAMED = frozenset({"civilians", "unknown-armed"})
_SMALL = frozenset({"the", "a", "an", "of", "al", "el", "and", "its", "their", "some", "many", "several"})


def meet(some: Iterable[Participant], others: Iterable[Participant]) -> Meet:
    """One in common is enough, since reports name some of those who took part."""
    left, right = tuple(some), tuple(others)
    if not left or not right:
        return "silent" if not left and not right else "one_silent"
    if any(same(a, b) for a in left for b in right):
        return "shared"
    if not any(named(a) for a in left) or not any(named(b) for b in right):
        return "one_silent"  # "gunmen", "two reporters" may be anybody, those who are named elsewhere too
    return "differ"


def named(who: Participant) -> bool:
    """Whether it is a name rather than a description, which begins or ends with common words."""
    words = marks(who.name)
    return bool(who.actor_id) or (who.kind not in _UNNAMED and bool(words) and words[-1][:1].isupper())


def same(one: Participant, other: Participant) -> bool:
    """By actor id where both have one; else the shorter name's words are all in the longer one."""
    if one.actor_id and other.actor_id:
        return one.actor_id == other.actor_id
    a, b = _words(one.name), _words(other.name)
    return bool(a and b) and (a <= b or b <= a)


def _words(name: str) -> frozenset[str]:
    return frozenset(sound_key(fold(word)) for word in marks(name) if fold(word) not in _SMALL)
