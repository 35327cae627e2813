"""Reads data/time/phrases.yaml: how a text says when, and by which rule dates are made of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError

SECTION = "time/phrases"
Effect = Literal["plain", "since", "until", "by", "after", "before", "around", "early", "middle", "late"]
_LISTS = {"month": "months", "weekday": "weekdays", "unit": "units", "number": "numbers", "ordinal": "ordinals"}
_MAX_PHRASE = 200


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """A phrase at `start` to `end` of the searched text. `values` has the pattern's groups in lower case."""

    start: int
    end: int
    rule: str
    effects: tuple[Effect, ...]
    values: Mapping[str, str]


@dataclass(frozen=True)
class TimePatterns:
    """All patterns, compiled, with the word lists that give their groups a value."""

    compiled: tuple[tuple[str, re.Pattern[str]], ...]
    leads: tuple[tuple[str, Effect], ...]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    short: frozenset[str]
    cautious: frozenset[str]
    openers: frozenset[str]
    telling: frozenset[str]

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
        for rule, pattern in self.compiled:
            for found in pattern.finditer(text):
                values = {name: value.lower() for name, value in found.groupdict().items() if value and name != "leads"}
                if rule == "month" and not self._sure_month(found):
                    continue
                yield TimeMatch(found.start(), found.end(), rule, self._effects(found["leads"] or ""), values)

    def _effects(self, leads: str) -> tuple[Effect, ...]:
        """The effects of the words before a pattern, from the outermost."""
        rest = " ".join(leads.lower().split())
        found: list[Effect] = []
        while rest:
            lead = next(((words, effect) for words, effect in self.leads if _begins(rest, words)), None)
            if lead is None:
                rest = rest.partition(" ")[2]
                continue
            if lead[1] != "plain":
                found.append(lead[1])
            rest = rest[len(lead[0]) :].strip()
        return tuple(found)

    def _sure_month(self, found: re.Match[str]) -> bool:
        """ "March" after "in" is a month; "may" and a column on the march are not."""
        word = found["month"].lower().rstrip(".")
        if found.groupdict().get("year"):
            return True
        if word in self.short or not found["month"][0].isupper():
            return False
        return word not in self.cautious or bool((found["leads"] or "").strip())


def time_patterns(codebook: Codebook) -> TimePatterns:
    """The patterns of a loaded codebook. Raises CodebookError that names every problem."""
    data: dict[str, Any] = codebook.sections.get(SECTION) or {}
    problems: list[str] = []
    leads: list[tuple[str, Effect]] = []
    for effect in get_args(Effect):
        words = strings((data.get("leads") or {}).get(effect), f"{SECTION}.leads.{effect}", problems)
        leads.extend((word, effect) for word in words)
    leads.sort(key=lambda lead: (-len(lead[0]), lead[0], lead[1] == "plain"))
    fragments = {str(key): str(value) for key, value in (data.get("fragments") or {}).items()}
    for name, key in _LISTS.items():
        fragments[name] = _alternatives([str(word) for word in data.get(key) or {}])
    fragments["number"] = f"(?:{fragments['number']}|{fragments.get('count', '')})"
    short = strings(data.get("short"), f"{SECTION}.short", problems)
    fragments["month"] = f"(?:{fragments['month']}|{_alternatives(list(short))}\\.)"
    before = _alternatives([word for word, _ in leads])
    compiled = []
    for number, item in enumerate(data.get("patterns") or []):
        where = f"{SECTION}, pattern {number + 1}"
        try:
            core = re.sub(r"\{([a-z]+)(\d?)\}", lambda m: f"(?P<{m[1]}{m[2]}>{fragments[m[1]]})", str(item["pattern"]))
            # Up to three leads: "since the end of", "on the night of".
            whole = rf"(?<![\w-])(?P<leads>(?:(?:{before})(?:\s+|(?<=-))){{0,3}}){core}(?:['’]s)?(?!\w)"
            compiled.append((str(item["rule"]), re.compile(_spaces(whole), re.IGNORECASE)))
        except (KeyError, re.error) as error:
            problems.append(f"{where}: {error}")
    if problems:
        raise CodebookError(problems)
    return TimePatterns(
        tuple(compiled),
        tuple(leads),
        data.get("months") or {},
        data.get("weekdays") or {},
        data.get("units") or {},
        data.get("numbers") or {},
        data.get("ordinals") or {},
        frozenset(strings(data.get("short"), f"{SECTION}.short", problems)),
        *(
            frozenset(strings(data.get(key), f"{SECTION}.{key}", problems))
            for key in ("cautious", "openers", "telling")
        ),
    )


def _alternatives(words: list[str]) -> str:
    return (
        "(?:"
        + "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=lambda w: (-len(w), w)))
        + ")"
    )


def _spaces(pattern: str) -> str:
    """A space in a pattern is any white space: reports break their lines anywhere."""
    return pattern.replace(" *", r"\s*").replace(" ?", r"\s*").replace(" ", r"\s+")


def _begins(text: str, words: str) -> bool:
    if words.endswith("-"):
        return text.startswith(words)
    return text == words or text.startswith(words + " ")
