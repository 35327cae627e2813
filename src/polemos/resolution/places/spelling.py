"""How alike two spellings of a place's name are, above all of Arabic, Kurdish and Persian names in Latin letters.

Words are brought to a key first (Kfar, Kafar and Kafr are one; articles, doubled letters and endings -a, -ah, -eh, -at
fall), keys are compared by an edit distance in which a vowel weighs little and q/k/g, j/g, d/z, s/t weigh less than
strangers.
"""

import re
from functools import lru_cache

from polemos.resolution.places.place_words import place_words
from polemos.text.romanisation import fold, marks, sound_key

_FUSED_ARTICLE = re.compile(r"^(?:al|el)(?=[^aeiou]\w{3})")
_RELATING = re.compile(r"(?:iy+[ae]h?|ieh?|ia)$")
"""The ending of "belonging to", in all its spellings: -iyah, -iyya, -ieh."""
_DOUBLES = re.compile(r"(.)\1+")
_VOWELS = frozenset("aiu")
_VOWEL, _VOWEL_LOST, _BREATH, _ALIKE = 0.3, 0.35, 0.4, 0.45
_NEAR = frozenset(
    frozenset(pair)
    for pair in ("kg", "jg", "dz", "st", "dt", "bp", "sz", "kh", "gj", "bf", "ui", "iu", "jz", "js", "gh", "rg", "nm")
)


@lru_cache(maxsize=65536)
def keys(name: str) -> tuple[str, ...]:
    """The words of a name as keys, without articles: "Kafr Zita" and "Kfar Zeita" give the same."""
    know = place_words()
    words = [fold(word) for word in marks(name)]
    kept = [word for word in words if word not in know.articles] or words
    return tuple(key for key in (_key(know.same.get(word, word)) for word in kept) if key)


def _key(word: str) -> str:
    return sound_key(_RELATING.sub("iya", _FUSED_ARTICLE.sub("", word)))


@lru_cache(maxsize=65536)
def likeness(asked: str, listed: str) -> float:
    """0 to 1; 1 for the same keys, also where the words are run together or stand in another order."""
    one, other = keys(asked), keys(listed)
    if not one or not other:
        return 0.0
    joined, listed_joined = _DOUBLES.sub(r"\1", "".join(one)), _DOUBLES.sub(r"\1", "".join(other))
    if joined == listed_joined:
        return 1.0
    if sorted(one) == sorted(other):
        return 0.97
    whole = _like(joined, listed_joined)
    if len(one) == len(other) > 1:
        # A difference in one word must not hide behind the length of the others: Abu Kamal is not Abu Hamal.
        return min(whole, 0.4 + 0.6 * min(_like(a, b) for a, b in zip(one, other, strict=True)))
    if set(one) < set(other) or set(other) < set(one):
        shared = sum(map(len, set(one) & set(other)))
        return max(whole, 0.55 + 0.4 * shared / max(len(joined), len(listed_joined)))
    return whole


def _like(one: str, other: str) -> float:
    longest = max(len(one), len(other), 3)
    if abs(len(one) - len(other)) > 0.6 * longest:
        return 0.0
    return max(0.0, 1.0 - _distance(one, other) / longest)


@lru_cache(maxsize=65536)
def _distance(one: str, other: str) -> float:
    """The least cost of changing one key into the other."""
    row = [0.0]
    for letter in other:
        row.append(row[-1] + _lost(letter))
    for a in one:
        before, row = row, [row[0] + _lost(a)]
        for column, b in enumerate(other):
            change = before[column] if a == b else before[column] + _changed(a, b)
            row.append(min(change, before[column + 1] + _lost(a), row[column] + _lost(b)))
    return row[-1]


def _lost(letter: str) -> float:
    return _VOWEL_LOST if letter in _VOWELS else _BREATH if letter == "h" else 1.0


def _changed(a: str, b: str) -> float:
    if a in _VOWELS and b in _VOWELS:
        return _VOWEL
    return _ALIKE if frozenset((a, b)) in _NEAR else 1.0
