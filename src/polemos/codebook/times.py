"""Reads data/time/phrases.yaml: how a text says when, and by which rule dates are made of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from polemos.codebook.hijri import HijriCalendar, hijri_calendar
from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError

SECTION = "time/phrases"
Effect = Literal[
    "plain", "since", "until", "by", "after", "before", "around", "eve", "ahead", "early", "middle", "late"
]
_LISTS = {
    "month": "months",
    "weekday": "weekdays",
    "unit": "units",
    "number": "numbers",
    "ordinal": "ordinals",
    "season": "seasons",
    "edge": "edges",
    "hijri": "hijri",
    "hijrifeast": "hijrifeasts",
    "feast": "feasts",
}
_NEEDED = ("month", "weekday", "unit", "season", "hijri", "hijrifeast", "feast", "num", "nth", "iso")
"""Lists and fragments without one of which a pattern that names it cannot match."""
_WORD_LISTS = (
    "short", "cautious", "openers", "long_openers", "telling", "simultaneous", "going_on", "within", "achieving",
)  # fmt: skip
"""The last fields of TimePatterns, in their order."""
_MAX_PHRASE = 200
_MAX_LEADS = 3
_LEAD_REACH = 48
"""Characters before a pattern in which its nearest lead stands."""
_LAST_WORD = re.compile(r"(\w+)[\s-]+$")


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """A phrase at `start` to `end` of the searched text. `values` has the pattern's groups in lower case."""

    start: int
    end: int
    rule: str
    effects: tuple[Effect, ...]
    """Of the words before the pattern, from the outermost."""
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern and the lists that it needs a word of."""

    rule: str
    expression: re.Pattern[str]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """Words that may stand before a pattern ("since", "the night of"), matched at the end of what stands before it."""

    expression: re.Pattern[str]
    effect: Effect


@dataclass(frozen=True)
class TimePatterns:
    """All patterns, compiled, with the word lists that give their groups a value."""

    compiled: tuple[Pattern, ...]
    leads: Mapping[str, tuple[Lead, ...]]
    """By their last word, the longest first."""
    present: Mapping[str, re.Pattern[str]]
    """Tells whether a text has a word of a list."""
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    seasons: Mapping[str, int]
    edges: Mapping[str, Effect]
    hijri: Mapping[str, int]
    hijrifeasts: Mapping[str, Sequence[int]]
    """Month, day and how many days, as those of `feasts` are in the common calendar."""
    feasts: Mapping[str, Sequence[int]]
    calendar: HijriCalendar
    short: frozenset[str]
    cautious: frozenset[str]
    openers: frozenset[str]
    long_openers: frozenset[str]
    telling: frozenset[str]
    simultaneous: frozenset[str]
    going_on: frozenset[str]
    within: frozenset[str]
    achieving: frozenset[str]

    def find(self, text: str) -> list[TimeMatch]:
        """The phrases of a text, none over another: the longest first, then the earliest, then the first pattern's."""
        found: list[TimeMatch] = []
        taken = bytearray(len(text))
        for match in sorted(self._all(text), key=lambda m: (m.start - m.end, m.start)):
            if not any(taken[match.start : match.end]):
                taken[match.start : match.end] = b"\1" * (match.end - match.start)
                found.append(match)
        return sorted(found, key=lambda m: m.start)

    def parse(self, phrase: str) -> TimeMatch | None:
        """What a phrase that was found says; of several times in it, the longest."""
        found = self.find(phrase[:_MAX_PHRASE])
        return max(found, key=lambda m: m.end - m.start, default=None)

    def number(self, text: str) -> int:
        """The value of a number of a pattern."""
        word = " ".join(text.split())
        return int(word) if word.isdecimal() else self.numbers[word]

    def _all(self, text: str) -> Iterator[TimeMatch]:
        absent = {name for name, expression in self.present.items() if not expression.search(text)}
        for pattern in self.compiled:
            if absent.intersection(pattern.needs):
                continue
            for found in pattern.expression.finditer(text):
                start, effects = self._led(text, found.start())
                led = start < found.start()
                hyphened = not led and text[:start].endswith("-")
                if hyphened or not self._sure(pattern.rule, found, led):
                    continue
                values = {name: value.lower() for name, value in found.groupdict().items() if value}
                yield TimeMatch(start, found.end(), pattern.rule, effects, values)

    def _led(self, text: str, start: int) -> tuple[int, tuple[Effect, ...]]:
        """Where the words before a pattern begin, and what they do to it."""
        effects: list[Effect] = []
        for _ in range(_MAX_LEADS):
            before = text[max(0, start - _LEAD_REACH) : start]
            last = _LAST_WORD.search(before)
            leads = self.leads.get(last[1].lower(), ()) if last else ()
            hits = ((lead, hit) for lead in leads if (hit := lead.expression.search(before)))
            lead, hit = next(hits, (None, None))
            if lead is None or hit is None:
                break
            start -= len(before) - hit.start()
            if lead.effect != "plain":
                effects.insert(0, lead.effect)
        return start, tuple(effects)

    def _sure(self, rule: str, found: re.Match[str], led: bool) -> bool:
        """Words that are names of men and verbs too count as months only where something says so."""
        if rule == "hijri":
            return led or any(found[key] for key in ("year", "hijriyear", "day", "ordinal", "monthof", "which"))
        return rule != "month" or self._sure_month(found, led)

    def _sure_month(self, found: re.Match[str], led: bool) -> bool:
        """ "March" after "in" is a month; "may" and a column on the march are not."""
        word = found["month"].lower().rstrip(".")
        if found.groupdict().get("year"):
            return True
        if word in self.short or not found["month"][0].isupper():
            return False
        return word not in self.cautious or led


def time_patterns(codebook: Codebook) -> TimePatterns:
    """The patterns of a loaded codebook. Raises CodebookError that names every problem."""
    data: dict[str, Any] = codebook.sections.get(SECTION) or {}
    problems: list[str] = []
    fragments = _fragments(data, problems)
    result = TimePatterns(
        _compiled(data, fragments, problems),
        _leads(data, problems),
        {name: re.compile(rf"(?<!\w){fragments.get(name, '')}(?!\w)", re.IGNORECASE) for name in _NEEDED},
        data.get("months") or {},
        data.get("weekdays") or {},
        data.get("units") or {},
        data.get("numbers") or {},
        data.get("ordinals") or {},
        data.get("seasons") or {},
        data.get("edges") or {},
        data.get("hijri") or {},
        data.get("hijrifeasts") or {},
        data.get("feasts") or {},
        hijri_calendar(codebook),
        *(frozenset(strings(data.get(key), f"{SECTION}.{key}", problems)) for key in _WORD_LISTS),
    )
    if problems:
        raise CodebookError(problems)
    return result


def _fragments(data: dict[str, Any], problems: list[str]) -> dict[str, str]:
    """What may stand for {month}, {day} and so on."""
    found = {str(key): str(value) for key, value in (data.get("fragments") or {}).items()}
    for name, key in _LISTS.items():
        found[name] = _alternatives([str(word) for word in data.get(key) or {}])
    found["number"] = f"(?:{found['number']}|{found.get('count', '')})"
    short = strings(data.get("short"), f"{SECTION}.short", problems)
    found["month"] = rf"(?:{found['month']}|{_alternatives(list(short))}\.)"
    return found


def _compiled(data: dict[str, Any], fragments: Mapping[str, str], problems: list[str]) -> tuple[Pattern, ...]:
    found = []
    for number, item in enumerate(data.get("patterns") or []):
        try:
            source = str(item["pattern"])
            core = re.sub(r"\{([a-z]+)(\d?)\}", lambda m: f"(?P<{m[1]}{m[2]}>{fragments[m[1]]})", source)
            expression = re.compile(_spaces(rf"(?<!\w)(?:{core})(?:['’]s)?(?!\w)"), re.IGNORECASE)
            needs = tuple(name for name in _NEEDED if "{" + name + "}" in source and not _optional(source, name))
            found.append(Pattern(str(item["rule"]), expression, needs))
        except (KeyError, re.error) as error:
            problems.append(f"{SECTION}, pattern {number + 1}: {error}")
    return tuple(found)


def _leads(data: dict[str, Any], problems: list[str]) -> dict[str, tuple[Lead, ...]]:
    words: list[tuple[str, Effect]] = []
    for effect in get_args(Effect):
        listed = strings((data.get("leads") or {}).get(effect), f"{SECTION}.leads.{effect}", problems)
        words.extend((word.rstrip("-"), effect) for word in listed)
    # Of the same words, those with an effect count: "early" before a month bends it, before a day it changes nothing.
    words.sort(key=lambda lead: (-len(lead[0]), lead[0], lead[1] == "plain"))
    found: dict[str, tuple[Lead, ...]] = {}
    for word, effect in words:
        expression = re.compile(
            _spaces(rf"(?<![\w-]){re.escape(word)}".replace(r"\ ", " ")) + r"[\s-]+$", re.IGNORECASE
        )
        last = word.split()[-1].rpartition("-")[2]
        found[last] = (*found.get(last, ()), Lead(expression, effect))
    return found


def _optional(source: str, name: str) -> bool:
    """The list stands only inside an optional group: "(?:{weekday},? )?"."""
    return re.sub(r"\(\?:[^()]*\)\?", "", source).find("{" + name + "}") < 0


def _alternatives(words: list[str]) -> str:
    return (
        "(?:"
        + "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=lambda w: (-len(w), w)))
        + ")"
    )


def _spaces(pattern: str) -> str:
    """A space in a pattern is any white space: reports break their lines anywhere."""
    return pattern.replace(" *", r"\s*").replace(" ?", r"\s*").replace(" ", r"\s+")
