"""Whether the participants of two claims are the same."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from polemos.incidents.knowledge import people
from polemos.model import Participant
from polemos.text.romanisation import fold, marks, sound_key

Meet = Literal["shared", "one_silent", "differ", "silent"]
_UNNAMED = frozenset({"civilians", "unknown-armed"})
_STATE = frozenset({"government", "military", "police"})
_ARMED = _STATE | {"armed-group", "unknown-armed"}
_STEM = 4
"""Letters that a country and the adjective of it share at least: Iraq, Iraqi."""
_ENDING = 3
"""Letters that the adjective has more: Russia, Russian; Israel, Israeli."""


def meet(some: Iterable[Participant], others: Iterable[Participant]) -> Meet:
    """One in common is enough, since reports name some of those who took part."""
    left, right = tuple(some), tuple(others)
    if not left or not right:
        return "silent" if not left and not right else "one_silent"
    if any(same(a, b) for a in left for b in right):
        return "shared"
    if (_civil(left) and _armed(right)) or (_armed(left) and _civil(right)):
        return "differ"
    if not any(named(a) for a in left) or not any(named(b) for b in right):
        return "one_silent"  # "gunmen", "two reporters" may be anybody, those who are named elsewhere too
    if any(akin(a, b) for a in left for b in right):
        return "one_silent"
    return "differ"


def _civil(side: Iterable[Participant]) -> bool:
    return all(who.kind == "civilians" for who in side)


def _armed(side: Iterable[Participant]) -> bool:
    return all(who.kind in _ARMED for who in side)


def named(who: Participant) -> bool:
    """Whether it is a name rather than a description ("the gunmen", "two reporters")."""
    return bool(who.actor_id) or (who.kind not in _UNNAMED and _words(who.name)[1])


def same(one: Participant, other: Participant) -> bool:
    """By actor id where both have one; else the shorter name's words are all in the longer one, descriptions left out
    where both names say more than them ("Russian troops", "Russian forces")."""
    if one.actor_id and other.actor_id:
        return one.actor_id == other.actor_id
    return _contained(one.name, other.name)


def akin(one: Participant, other: Participant) -> bool:
    """A part of the other, or the same in general words: a name inside the other's, or two arms of one state.
    Neither is a rival of the other."""
    if _contained(one.name, other.name):
        return True
    if one.kind in _STATE and other.kind in _STATE:
        # "Government aircraft" and "the army": one state unless each names its own.
        a, b = _words(one.name)[0], _words(other.name)[0]
        general = people().descriptions
        return a <= general or b <= general or any(_one_country(x, y) for x in a - general for y in b - general)
    return False


def name_key(name: str) -> str:
    """Spellings of one name on one key; "" for a description."""
    words, says = _words(name)
    return " ".join(sorted(words - people().descriptions)) if says else ""


@lru_cache(maxsize=20_000)
def _contained(one: str, other: str) -> bool:
    a, b = _words(one)[0], _words(other)[0]
    general = people().descriptions
    if a - general and b - general:
        a, b = a - general, b - general
    small, large = sorted((a, b), key=len)
    return bool(small) and all(any(_one_country(x, y) for y in large) for x in small)


def _one_country(one: str, other: str) -> bool:
    """The same word, or a country and its adjective."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _STEM and long.startswith(short) and len(long) - len(short) <= _ENDING)


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[frozenset[str], bool]:
    """The folded words of a name, small words and numerals left out, and whether one of them names somebody."""
    known = people()
    words, says = set(), False
    for mark in marks(name):
        plain = fold(mark)
        if plain in known.small or plain in known.numerals or plain.isdecimal():
            continue
        if plain in known.descriptions:
            words.add(plain)
        else:
            words.add(sound_key(plain))
            says = says or mark[:1].isupper() or not mark.isascii()
    return frozenset(words), says
