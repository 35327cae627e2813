"""Figures written as words, digits or both, read as low, best and high (codebook section 8).

"more than 170" is 171, 171 and no high; "nearly 50" no low, 50 and 50; "dozens" a low of 24 and nothing else. The words
come from outside: which of them count and what a modifier does to the three values is knowledge, kept as data.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Bound = Literal["above", "from", "below", "under", "to", "about", "exact"]
"""above: more than n; from: at least n; below: nearly n, which is n at most; under: fewer than n; to: up to n;
about: around n; exact: nothing changes."""

_WORD = re.compile(r"\d+(?:[.,٫٬]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[-–—+]")
_GROUPED = re.compile(r"\d{1,3}(?:[,.٬]\d{3})+")
_DECIMAL = re.compile(r"(\d+)[.,٫](\d{1,2})")
# Nobody counts people beyond this; more digits are a telephone number, a cut-off file or an attack on int().
_LIMIT = 10**12
_LONGEST_PHRASE = 1000
_LONGEST_DIGITS = 20
_LONGEST_MODIFIER = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, as far as the words tell; all empty for "many"."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.best == self.high


UNKNOWN = Figure()


@dataclass(frozen=True)
class NumberWords:
    """What number words and modifiers mean, all in lower case."""

    units: Mapping[str, int]
    """Words that add up: "seven", "twenty"."""
    scales: Mapping[str, int]
    """Words that multiply what stands before them: "dozen", "hundred"."""
    plurals: Mapping[str, int]
    """Scales in the plural, at least two of them: "dozens"."""
    lows: Mapping[str, int]
    """Vague words with a least value: "several"."""
    halves: frozenset[str]
    """Words for one half of the scale after them."""
    links: frozenset[str]
    """Words inside a number that add nothing: "and", "of", "a"."""
    ranges: frozenset[str]
    """Words between the two ends of a range: "to", "or"."""
    openers: Mapping[str, str]
    """Word before a range, and the word that divides its ends: "between", "and"."""
    before: Mapping[str, Bound]
    """Modifiers before the number: "more than"."""
    after: Mapping[str, Bound]
    """Modifiers after it: "or more"."""

    def counts(self, word: str) -> bool:
        """The word is a number, or a part of one that can stand alone."""
        lower = fold(word)
        return lower[:1].isdecimal() or any(
            lower in words for words in (self.units, self.scales, self.plurals, self.lows)
        )


@dataclass(frozen=True, slots=True)
class _Number:
    value: int
    least: bool
    end: int


def fold(text: str) -> str:
    """Lower case, with the decimal digits of every script as ASCII ones. A raised ² is a note, not a digit."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text.lower())


def figure(phrase: str, words: NumberWords) -> Figure | None:
    """The figure of a phrase, or None where no number stands in it. Never a single value where a range is given."""
    tokens = _WORD.findall(fold(phrase[:_LONGEST_PHRASE]))
    bound: Bound = "exact"
    divider: str | None = None
    position = 0
    while position < len(tokens):
        modifier, length = _modifier(tokens, position, words.before)
        if modifier is not None:
            bound, position = modifier, position + length
            continue
        number = _Reader(tokens, words, divider).number(position)
        if number is not None:
            return _complete(tokens, number, bound, divider, words)
        divider = words.openers.get(tokens[position], divider)
        position += 1
    return None


def bounded(number: int, bound: Bound) -> Figure:
    """What a modifier makes of an exact number."""
    match bound:
        case "above":
            return Figure(number + 1, number + 1, None)
        case "from":
            return Figure(number, number, None)
        case "below":
            return Figure(None, number, number)
        case "under":
            return Figure(None, None, max(number - 1, 0))
        case "to":
            return Figure(None, None, number)
        case "about":
            return Figure(None, number, None)
        case "exact":
            return Figure(number, number, number)


def _complete(tokens: list[str], first: _Number, bound: Bound, divider: str | None, words: NumberWords) -> Figure:
    """The figure that begins with this number, with what follows it."""
    trailing, _ = _modifier(tokens, first.end, words.after)
    if trailing is None:
        second = _upper_end(tokens, first, divider, words)
        if second is not None:
            return Figure(first.value, None, second.value if second.value > first.value and not second.least else None)
    bound = trailing or bound
    if first.least:
        # Of "up to several hundred" not even a least value is known.
        return UNKNOWN if bound in ("below", "under", "to") else Figure(first.value, None, None)
    return bounded(first.value, bound)


def _upper_end(tokens: list[str], first: _Number, divider: str | None, words: NumberWords) -> _Number | None:
    if first.end < len(tokens):
        between = tokens[first.end]
        if between in words.ranges or between == divider or between in "-–—":
            return _Reader(tokens, words, None).number(first.end + 1)
    return None


def _modifier(tokens: list[str], start: int, modifiers: Mapping[str, Bound]) -> tuple[Bound | None, int]:
    """The longest modifier that begins here, and how many words it has."""
    for length in range(min(_LONGEST_MODIFIER, len(tokens) - start), 0, -1):
        bound = modifiers.get(" ".join(tokens[start : start + length]))
        if bound is not None:
            return bound, length
    return None, 0


class _Reader:
    """Reads one number, word by word. `divider` ends it: the "and" of "between 20 and 30" is no part of the 20."""

    def __init__(self, tokens: list[str], words: NumberWords, divider: str | None) -> None:
        self.tokens, self.words, self.divider = tokens, words, divider
        self.total = Fraction(0)
        self.part: Fraction | None = None
        self.least = False

    def number(self, start: int) -> _Number | None:
        """The longest number that begins at `start`."""
        position = end = start
        while position < len(self.tokens):
            token = self.tokens[position]
            if self._take(position):
                end = position + 1
            elif end == start or token == self.divider or (token not in self.words.links and token != "-"):
                break
            if self.total + (self.part or 0) > _LIMIT:
                return None
            position += 1
        value = self.total + (self.part or 0)
        return _Number(int(value), self.least, end) if end > start and value.denominator == 1 else None

    def _take(self, position: int) -> bool:
        """Adds the word to the number, if it goes on with it."""
        token, words = self.tokens[position], self.words
        if token in words.lows and self.part is None:
            self.part, self.least = Fraction(words.lows[token]), True
        elif token in words.plurals:
            self.least = self.least or self.part is None
            self._multiply(words.plurals[token], 2)
        elif token in words.scales:
            self._multiply(words.scales[token], 1)
        else:
            value = self._value(position)
            if value is None or not _adds(self.part, value):
                return False
            self.part = (self.part or Fraction(0)) + value
        return True

    def _multiply(self, scale: int, alone: int) -> None:
        self.part = (Fraction(alone) if self.part is None else self.part) * scale
        if self.part >= 1000:
            self.total, self.part = self.total + self.part, None

    def _value(self, position: int) -> Fraction | None:
        """The value of one number word or of digits."""
        token, words = self.tokens[position], self.words
        if token in words.units:
            return Fraction(words.units[token])
        if token in words.halves:
            rest = [word for word in self.tokens[position + 1 : position + 3] if word not in words.links]
            return Fraction(1, 2) if rest and rest[0] in words.scales else None
        if not token[0].isdecimal() or len(token) > _LONGEST_DIGITS:
            return None
        if token.isdecimal():
            return Fraction(int(token))
        if _GROUPED.fullmatch(token):
            return Fraction(int(re.sub(r"\D", "", token)))
        decimal = _DECIMAL.fullmatch(token)
        return Fraction(f"{decimal[1]}.{decimal[2]}") if decimal else None


def _adds(part: Fraction | None, value: Fraction) -> bool:
    """The value goes on with the number: "twenty" and "five" do, "five" and "three" do not."""
    if part is None:
        return True
    if value == Fraction(1, 2):
        return part.denominator == 1
    return value.denominator == 1 and part > 0 and part % 10 ** len(str(value)) == 0
