"""Reads data/losses/numbers.yaml: what the words of a figure mean."""

from collections.abc import Mapping
from typing import Any, cast, get_args

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError
from polemos.text.numerals import Bound, NumberWords

SECTION = "losses/numbers"
KEYS = {"units", "scales", "plurals", "lows", "halves", "links", "ranges", "openers", "before", "after", "examples"}


def number_words(codebook: Codebook) -> NumberWords:
    """The number words of a loaded codebook. Raises CodebookError that names every problem."""
    data: dict[str, Any] = codebook.sections.get(SECTION) or {}
    problems = [f"{SECTION}: unknown key {key}" for key in sorted(set(data) - KEYS)]

    def values(key: str) -> Mapping[str, int]:
        found = data.get(key) or {}
        problems.extend(
            f"{SECTION}.{key}: {word!r} must have a whole number" for word, n in found.items() if not _whole(n)
        )
        return {str(word): n for word, n in found.items() if _whole(n)}

    def group(key: str) -> frozenset[str]:
        return frozenset(strings(data.get(key), f"{SECTION}.{key}", problems))

    def modifiers(key: str) -> Mapping[str, Bound]:
        found: dict[str, Bound] = {}
        for bound, listed in (data.get(key) or {}).items():
            if bound not in get_args(Bound):
                problems.append(f"{SECTION}.{key}: no effect {bound!r}; one of {', '.join(get_args(Bound))}")
                continue
            for phrase in strings(listed, f"{SECTION}.{key}.{bound}", problems):
                found[phrase] = cast(Bound, bound)
        return found

    words = NumberWords(
        units=values("units"),
        scales=values("scales"),
        plurals=values("plurals"),
        lows=values("lows"),
        halves=group("halves"),
        links=group("links"),
        ranges=group("ranges"),
        openers={str(word): str(divider) for word, divider in (data.get("openers") or {}).items()},
        before=modifiers("before"),
        after=modifiers("after"),
    )
    if problems:
        raise CodebookError(problems)
    return words


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
