"""What the words of a place's name ask for: spellings to look up, its kind, what it lies in, how it lies to others."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from polemos.resolution.places.place_words import PlaceWords, place_words
from polemos.resolution.places.relation_words import Relation, find_relation
from polemos.resolution.places.words_of import Word, joined, phrase_at, phrase_before, source, words_of

_LONGEST_NAME = 300
"""Longer is no name; what follows is not read."""
_BRACKET = re.compile(r"\(([^()]*)\)")
_MOST_SPELLINGS = 8


@dataclass(frozen=True, slots=True)
class AskedName:
    """`spellings` best first; `codes` are beginnings of the feature codes wanted, () for any; `kind` the word that said
    so; `inside` names of what it lies in; `beside` of what it lies near; `relation` where it is told by other places
    alone, and then there are no spellings."""

    spellings: tuple[str, ...]
    codes: tuple[str, ...] = ()
    kind: str | None = None
    inside: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    relation: Relation | None = None

    def without(self, units: Collection[str]) -> "AskedName":
        """Without spellings that turned out to name a unit around it: "X (Aleppo)" is not called Aleppo."""
        named = {spelling for unit in units for spelling in (unit, core_of(unit))}
        return replace(self, spellings=tuple(one for one in self.spellings if one not in named))


def read_name(name: str) -> AskedName:
    """Read "Tal Hamis in the countryside of Hassakeh", "Kafr Zita air base", "20 km north of Aleppo"."""
    text, aliases = _brackets(" ".join(name[:_LONGEST_NAME].split()))
    words = words_of(text)
    know = place_words()
    if not words:
        return AskedName((name.strip(),) if name.strip() else ())
    found = find_relation(words, know)
    if found is not None:
        left = _trimmed(words[: found.first], know)
        if not left or _generic(left, know):
            return AskedName((), relation=found.relation)
        near = found.relation.names if found.relation.kind in ("near", "outskirts", "toward", "between", "road") else ()
        inside = found.relation.names if not near else ()
        return _plain(left, (*inside,), near, aliases, know)
    name_words, inside = _inside(words, know)
    return _plain(name_words, inside, (), aliases, know)


def translations(name: str) -> Iterator[str]:
    """The name with its English adjectives in Arabic: "Western Ghariyah" as "Ghariyah Gharbiyah"."""
    know, words = place_words(), words_of(name)
    turned = [know.translated.get(word.plain) for word in words]
    if not any(turned) or all(turned):
        return
    stay = [word.text for word, forms in zip(words, turned, strict=True) if not forms]
    for forms in product(*(forms for forms in turned if forms)):
        yield " ".join((*stay, *forms))


def without_landform(name: str) -> Iterator[str]:
    """ "Sharat Tall ad Dakwah" as "Tall ad Dakwah" and as "ad Dakwah": without the first, then without any of the words
    for a landform that some write and some leave out."""
    know, words = place_words(), [word for word in words_of(name) if not word.mark]
    landforms = [at for at, word in enumerate(words) if word.plain in know.dropped]
    for left_out in (landforms[:1], landforms):
        kept = [word for at, word in enumerate(words) if at not in left_out]
        if left_out and not _bare(kept, know):
            yield " ".join(word.text for word in kept)


def with_landform(name: AskedName) -> Iterator[str]:
    """ "Arbaeen mountain" as "Jabal Arbaeen": the landform before the name, as Arabic has it."""
    know = place_words()
    for word in know.before.get(name.kind or "", ()):
        yield f"{word} {name.spellings[-1]}"


def core_of(listed: str) -> str:
    """A listed name without the words for its kind: "Handarat Camp" is named after Handarat."""
    return source(_core(words_of(listed), place_words())[0]) or listed


def _brackets(text: str) -> tuple[str, tuple[str, ...]]:
    """ "X (Y)" as X and Y, which may be another name or what X lies in."""
    aliases = tuple(found.strip() for found in _BRACKET.findall(text) if found.strip())
    return " ".join(_BRACKET.sub(" ", text).split()) or text, aliases


def _inside(words: Sequence[Word], know: PlaceWords) -> tuple[Sequence[Word], tuple[str, ...]]:
    """Cut "X, Y", "X in Y", "X district of Y" into the name and what it lies in."""
    for at, word in enumerate(words):
        if at == 0 or at == len(words) - 1:
            continue
        if word.mark == ",":
            return words[:at], _units(words[at + 1 :])
        inside = phrase_at(words, at, know.inside)
        if not inside or (word.plain == "of" and not phrase_before(words, at, know.kinds)):
            continue
        left = words[:at]
        if _generic(left, know):
            if word.plain != "of":
                return words[at + inside :], ()
            continue  # "town of X" is X
        return left, _units(words[at + inside :])
    return words, ()


def _units(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(source(part) for part in _parted(words, ","))


def _plain(
    words: Sequence[Word], inside: tuple[str, ...], beside: tuple[str, ...], aliases: tuple[str, ...], know: PlaceWords
) -> AskedName:
    """Strip the words for its kind, then part at slashes: both parts of "A/B river" are rivers."""
    words = _trimmed(words, know)
    core, kind = _core(words, know)
    tail = source(words[-1:]) if kind is not None else ""
    spellings = [source(words)] if not any(word.mark == "/" for word in words) else []
    for part in _parted(core, "/"):
        bare, own = _core(part, know)
        kind = kind or own
        if tail and len(spellings) == 0:
            spellings.append(f"{source(part)} {tail}")
        spellings += [source(part), source(bare)]
    spellings += [source(_core(words_of(alias), know)[0]) for alias in aliases]
    unique = tuple(dict.fromkeys(spelling for spelling in spellings if spelling))
    codes = know.kinds[kind] if kind else ()
    return AskedName(unique[:_MOST_SPELLINGS], codes, kind, (*inside, *aliases), beside)


def _parted(words: Sequence[Word], mark: str) -> list[Sequence[Word]]:
    """The words between marks, without empty parts."""
    cuts = [at for at, word in enumerate(words) if word.mark == mark]
    parts = [words[a + 1 : b] for a, b in zip([-1, *cuts], [*cuts, len(words)], strict=True)]
    return [part for part in parts if part]


def _core(words: Sequence[Word], know: PlaceWords) -> tuple[Sequence[Word], str | None]:
    """The name without words for its kind and the last of these behind the name, else the first before it."""
    core, kind = _trimmed(words, know), None
    while core:
        count = phrase_before(core, len(core), know.kinds)
        if not count or _bare(core[:-count], know):
            break
        kind = kind or joined(core[-count:])
        core = core[:-count]
    while core:
        count = phrase_at(core, 0, know.kinds)
        if not count or _bare(core[count:], know):
            break
        of = 1 if core[count].plain == "of" and count + 1 < len(core) else 0
        if not of and kind is not None:
            break
        kind = kind or joined(core[:count])
        core = _trimmed(core[count + of :], know)
    return core, kind


def _bare(words: Sequence[Word], know: PlaceWords) -> bool:
    """Nothing but articles: "Al" of "Al Ward"."""
    return all(word.mark or word.plain in know.articles for word in words)


def _trimmed(words: Sequence[Word], know: PlaceWords) -> Sequence[Word]:
    """Without small words and marks at the ends."""
    first, last = 0, len(words)
    while first < last - 1 and (words[first].mark or words[first].plain in know.empty):
        first += 1
    while last - 1 > first and (words[last - 1].mark or words[last - 1].plain in know.empty):
        last -= 1
    return words[first:last]


def _generic(words: Sequence[Word], know: PlaceWords) -> bool:
    """Only words that name no place: "silos", "the international highway", "road M-5"."""
    at = 0
    while at < len(words):
        count = phrase_at(words, at, know.kinds) or phrase_at(words, at, know.road) or phrase_at(words, at, know.border)
        word = words[at]
        if not count and (word.mark or word.plain in know.empty or word.plain in know.winds or len(word.plain) < 3):
            count = 1
        if not count:
            return False
        at += count
    return True
