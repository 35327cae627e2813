"""Phrases that tell a place by others: "20 km north of A", "the outskirts of A", "between A and B", "the A-B road"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from polemos.resolution.places.place_words import PlaceWords
from polemos.resolution.places.words_of import Word, phrase_at, phrase_before, source

RelationKind = Literal["near", "outskirts", "countryside", "toward", "part", "between", "road", "border"]


@dataclass(frozen=True, slots=True)
class Relation:
    """`names` of the one or two places that it hangs on; `words` what makes it vague; `bearing` degrees from north."""

    kind: RelationKind
    names: tuple[str, ...]
    words: str
    bearing: float | None = None
    km: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A relation and where its words begin."""

    relation: Relation
    first: int


def find_relation(words: Sequence[Word], know: PlaceWords) -> Found | None:
    """The first relation of a phrase that any rule finds, the most telling rules first."""
    rules: tuple[Callable[[Sequence[Word], PlaceWords], Found | None], ...] = (
        _between, _linked_road, _dashed, _border_of, _distance, _wind_of, _countryside, _outskirts, _near,
    )  # fmt: skip
    for rule in rules:
        found = rule(words, know)
        if found is not None and all(found.relation.names):
            return found
    return None


def _between(words: Sequence[Word], know: PlaceWords) -> Found | None:
    for at in range(len(words)):
        if words[at].plain in know.between:
            pair = _pair(words[at + 1 :], know.and_, know)
            if pair is None:
                return None
            before = [word.plain for word in words[:at]]
            kind: RelationKind = "between"
            if any(word in know.road for word in before):
                kind = "road"
            elif any(word in know.border for word in before):
                kind = "border"
            return Found(Relation(kind, pair, _words_before(words, at + 1, kind)), 0 if kind != "between" else at)
    return None


def _words_before(words: Sequence[Word], last: int, kind: RelationKind) -> str:
    return source(words[last - 1 : last] if kind == "between" else words[:last])


def _linked_road(words: Sequence[Word], know: PlaceWords) -> Found | None:
    """ "The road from A to B", "the road linking A with B"."""
    for at in range(len(words) - 1):
        if words[at].plain in know.road and (count := phrase_at(words, at + 1, know.links)):
            pair = _pair(words[at + 1 + count :], know.to, know)
            if pair is not None:
                return Found(Relation("road", pair, source(words[: at + 1 + count])), 0)
    return None


def _dashed(words: Sequence[Word], know: PlaceWords) -> Found | None:
    """ "The A-B road", "the A-B border"."""
    for at in range(1, len(words)):
        kind: RelationKind = "road" if words[at].plain in know.road else "border"
        if words[at].plain not in know.road and words[at].plain not in know.border:
            continue
        dashes = [i for i in range(1, at - 1) if words[i].mark in ("-", "/")]
        spaced = [i for i in dashes if words[i].spaced]
        cut = next((i for i in spaced or dashes if words[i - 1].plain not in know.articles), None)
        if cut is not None:
            end = next((i for i in spaced if i > cut), at)  # of "the A - B - C border" two are enough
            one, other = _name(words[:cut], know), _name(words[cut + 1 : end], know)
            return Found(Relation(kind, (one, other), source(words[at : at + 1])), 0)
    return None


def _border_of(words: Sequence[Word], know: PlaceWords) -> Found | None:
    """ "The border of A and B", "A's border with B", "the A border"."""
    for at, word in enumerate(words):
        if word.plain not in know.border:
            continue
        after, before = words[at + 1 :], _name(words[:at], know)
        if after and after[0].plain in ("of", "with"):
            pair = _pair(after[1:], frozenset((*know.and_, "with")), know)
            if pair is not None:
                return Found(Relation("border", pair, source(words[at : at + 2])), at)
            names = (before, _name(after[1:], know)) if before else (_name(after[1:], know),)
            return Found(Relation("border", names, source(words[at : at + 2])), 0)
        if before and (not after or after[0].mark):
            return Found(Relation("border", (before,), word.text), 0)
    return None


def _distance(words: Sequence[Word], know: PlaceWords) -> Found | None:
    """ "20 km north of A", "some 5 miles from A"."""
    for at in range(len(words) - 2):
        number = _number(words[at].plain)
        if number is None or words[at + 1].plain not in know.lengths:
            continue
        km, then = number * know.lengths[words[at + 1].plain], _past(words, at + 2, know)
        count = phrase_at(words, then, know.winds)
        end = _past(words, then + count, know)
        bearing = know.winds[" ".join(w.plain for w in words[then : then + count] if not w.mark)] if count else None
        kind: RelationKind = "near" if bearing is None else "toward"
        phrase = source(words[at:end])
        return Found(Relation(kind, (_name(words[end:], know),), phrase, bearing, km), at)
    return None


def _wind_of(words: Sequence[Word], know: PlaceWords) -> Found | None:
    """ "North of A", "to the south-west of A"."""
    for at in range(len(words) - 2):
        count = phrase_at(words, at, know.winds)
        if count and at + count < len(words) - 1 and words[at + count].plain == "of":
            bearing = know.winds[" ".join(w.plain for w in words[at : at + count] if not w.mark)]
            name = _name(words[at + count + 1 :], know)
            return Found(Relation("toward", (name,), source(words[at : at + count + 1]), bearing), at)
    return None


def _countryside(words: Sequence[Word], know: PlaceWords) -> Found | None:
    return _around(words, know, "countryside", know.countryside)


def _outskirts(words: Sequence[Word], know: PlaceWords) -> Found | None:
    return _around(words, know, "outskirts", know.outskirts)


def _around(words: Sequence[Word], know: PlaceWords, kind: RelationKind, nouns: frozenset[str]) -> Found | None:
    """ "The (northern) countryside of A", "A's (northern) countryside", "A northern countryside", "rural A"."""
    for at in range(len(words)):
        count = phrase_at(words, at, nouns)
        if not count:
            continue
        first, bearing = _wind_before(words, at, know)
        after = words[at + count :]
        if after and (after[0].plain in ("of", "in", "around") or (at == 0 and not after[0].mark)):
            end = at + count + (after[0].plain in ("of", "in", "around"))
            return Found(Relation(kind, (_name(words[end:], know),), source(words[first:end]), bearing), first)
        name = _name(words[:first], know)
        if name:
            return Found(Relation(kind, (name,), source(words[first : at + count]), bearing), 0)
    return None


def _near(words: Sequence[Word], know: PlaceWords) -> Found | None:
    for at in range(len(words) - 1):
        count = phrase_at(words, at, know.near)
        if count and at + count < len(words):
            end = _past(words, at + count, know)
            return Found(Relation("near", (_name(words[end:], know),), source(words[at:end])), at)
    return None


def _wind_before(words: Sequence[Word], at: int, know: PlaceWords) -> tuple[int, float | None]:
    count = phrase_before(words, at, know.winds)
    if not count:
        return at, None
    return at - count, know.winds[" ".join(word.plain for word in words[at - count : at] if not word.mark)]


def _pair(words: Sequence[Word], links: frozenset[str], know: PlaceWords) -> tuple[str, str] | None:
    for at in range(1, len(words) - 1):
        if words[at].plain in links:
            return _name(words[:at], know), _name(words[at + 1 :], know)
    return None


def _past(words: Sequence[Word], at: int, know: PlaceWords) -> int:
    while at < len(words) - 1 and words[at].plain in know.small:
        at += 1
    return at


def _name(words: Sequence[Word], know: PlaceWords) -> str:
    """The name among words, without small words and marks at its ends, and nothing from a comma or "in" on."""
    first, last = 0, len(words)
    for at in range(1, last):
        if words[at].mark in (",", ";") or words[at].plain == "in":
            last = at
            break
    while first < last and (words[first].mark or words[first].plain in know.small):
        first += 1
    while last > first and (words[last - 1].mark or words[last - 1].plain in ("s", "the", "of")):
        last -= 1
    name = source(words[first:last])
    return name.removesuffix("'s").removesuffix("’s")


def _number(plain: str) -> float | None:
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return None
