"""Reads data/time/reasons.yaml: why a time phrase has the dates that it has, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from polemos.codebook.loader import Codebook
from polemos.codebook.times import Effect
from polemos.errors import CodebookError

SECTION = "time/reasons"
_KEYS = ("relative", "story", "invalid", "assumed")


@dataclass(frozen=True, slots=True)
class TimeReasons:
    """A sentence for each rule and effect, and for what is not told."""

    rules: Mapping[str, str]
    effects: Mapping[Effect, str]
    relative: str
    story: str
    invalid: str
    assumed: str


def time_reasons(codebook: Codebook) -> TimeReasons:
    """The reasons of a loaded codebook. Raises CodebookError with every effect and case that has none."""
    data: dict[str, Any] = codebook.sections.get(SECTION) or {}
    effects = data.get("effects") or {}
    missing = [effect for effect in get_args(Effect) if effect != "plain" and effect not in effects]
    missing += [key for key in _KEYS if not isinstance(data.get(key), str)]
    if missing:
        raise CodebookError([f"{SECTION}: no reason for {name}" for name in missing])
    return TimeReasons(data.get("rules") or {}, effects, *(str(data[key]) for key in _KEYS))
