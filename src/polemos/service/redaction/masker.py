"""Withheld names out of texts and fields: same-length masks in quoted words, a phrase in the fields of names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from polemos.service.redaction.contacts import LINK, contacts, coordinates
from polemos.service.redaction.ledger import Ledger
from polemos.service.redaction.lexicon import Lexicon, Name, key_of, name_parts, single_words, squeezed
from polemos.service.redaction.tokens import Words

Range = tuple[int, int]
MASK = "█"
WITHHELD = "[name withheld]"
_REPORTS = 256
_OTHER_SCRIPT = 80
"""Characters of a name in another script that may follow in brackets."""
_STAY = ("kept", "known", "office")
_SQUEEZED = 4
"""Letters of a name at least that are sought inside a link's run of letters."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Names of persons and places that no record may hold; `kept` are keys of places' names that stay, the units'
    that are told instead among them. A single word that names a person is sought in that person's reports and in
    fields of names alone: in other texts it would be anybody's."""

    persons: frozenset[str]
    places: frozenset[str]
    kept: frozenset[tuple[str, ...]]


class Masker:
    """Withheld names out of one dataset's texts."""

    def __init__(self, ledger: Ledger, withheld: Withheld, *, spots: bool, people: bool) -> None:
        persons = [Name(text) for text in withheld.persons]
        places = [each for text in withheld.places if key_of(each := Name(text, place=True)) not in withheld.kept]
        self._ledger, self._kept = ledger, withheld.kept
        self._everywhere = Lexicon([*places, *(each for each in persons if len(name_parts(each)) > 1)])
        self._fields = Lexicon([*places, *persons])
        self._spots, self._people = spots, people
        self._of = lru_cache(maxsize=_REPORTS)(self._of_report)

    def ranges(self, report: str, text: str) -> tuple[Range, ...]:
        """What to mask of a text of a report (or about it), in order and apart from each other."""
        own, protected, names = self._of(report)
        read = Words(text)
        whole = list(self._everywhere.find(read))
        found = [(start, end) for start, end, _ in whole]
        alone = Lexicon(name for _, _, told in whole if not told.place for name in _alone(told))
        shields = [(start, end) for start, end, _ in protected.find(read)]
        for lexicon in (own, alone):
            for start, end, name in lexicon.find(read):
                single = len(name_parts(name)) == 1
                if not (
                    single
                    and not name.place
                    and any(a <= start and end <= b and b - a > end - start for a, b in shields)
                ):
                    found.append((start, end))
        if self._people:
            found += contacts(text)
        if self._spots:
            found += coordinates(text)
        found += _translations(text, found)
        return _merged([*found, *_links(text, found, names)])

    def text_ranges(self, report: str, text: str) -> tuple[Range, ...]:
        """Of the report's own text: also what was found withheld at its very offsets."""
        return _merged([*self.ranges(report, text), *self._ledger.spots(report)])

    def field(self, text: str) -> str:
        """A field of names or of words about them: the phrase where it is a withheld name, else masked in part."""
        found = [(start, end, name) for start, end, name in self._fields.find(text)]
        if not found:
            return text
        covered = sum(end - start for start, end, _ in found)
        if covered >= len(text.strip()) - 1 or text.strip() == found[0][2].text:
            return WITHHELD
        return masked(text, 0, _merged([(start, end) for start, end, _ in found]))

    def holds(self, report: str, text: str) -> bool:
        """Whether an address or a file's name holds a withheld name."""
        spaced = text.replace("%20", " ").replace("_", " ").replace("+", " ")
        own, _, names = self._of(report)
        if any(True for lexicon in (self._everywhere, own) for _ in lexicon.find(spaced.title())):
            return True
        run = squeezed(text)
        return any(name in run for name in names)

    def _of_report(self, report: str) -> tuple[Lexicon, Lexicon, tuple[str, ...]]:
        """The report's own withheld names with their words alone, the names that stay, and the first as links have
        them."""
        mentions = self._ledger.mentions(report)
        own = [Name(each.name) for each in mentions if each.role == "withheld"]
        places = [Name(each.name, place=True) for each in mentions if each.role == "place"]
        places = [each for each in places if key_of(each) not in self._kept]
        alone = [name for each in own for name in _alone(each)]
        kept = [Name(each.name) for each in mentions if each.role in _STAY and Name(each.name) not in own]
        runs = {squeezed(each.text) for each in (*own, *places)}
        runs |= {"".join(part.folded for part in name_parts(each)) for each in own}
        return (
            Lexicon([*own, *alone, *places]),
            Lexicon(kept),
            tuple(sorted(run for run in runs if len(run) >= _SQUEEZED)),
        )


def masked(text: str, offset: int, ranges: Sequence[Range]) -> str:
    """A stretch of a text, which begins at `offset`, with the ranges masked: as long as before, its lines kept."""
    letters = list(text)
    for start, end in ranges:
        for at in range(max(start - offset, 0), min(end - offset, len(letters))):
            if letters[at] not in "\r\n":
                letters[at] = MASK
    return "".join(letters)


def _alone(name: Name) -> Iterator[Name]:
    return (Name(word) for word in single_words(name))


def _translations(text: str, found: Iterable[Range]) -> Iterator[Range]:
    """The same name in another script, in brackets behind it."""
    for _, end in found:
        opened = text.find("(", end, end + 3)
        if opened < 0 or text[end:opened].strip():
            continue
        closed = text.find(")", opened, opened + _OTHER_SCRIPT)
        inside = text[opened + 1 : closed] if closed > 0 else ""
        if inside and not inside.isascii() and not any("a" <= letter.lower() <= "z" for letter in inside):
            yield opened + 1, closed


def _links(text: str, found: Sequence[Range], names: Sequence[str]) -> Iterator[Range]:
    for match in LINK.finditer(text):
        start, end = match.span()
        run = squeezed(match.group())
        if any(a < end and start < b for a, b in found) or any(name in run for name in names):
            yield start, end


def _merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)
