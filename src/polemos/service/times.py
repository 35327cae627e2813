"""When a text says that things happened: every time phrase with its dates, and one phrase's dates with reasons.

`text_moments(text, published, title)` gives all time phrases of a report in text order, with offsets into `text` and
each dated in the light of those before it. Without a known date of the report relative phrases come without dates.
"""

from dataclasses import dataclass
from functools import cache

from polemos.model.moment import Moment
from polemos.model.report import Report
from polemos.resolution.explained import Explained, Explainer


@dataclass(frozen=True, slots=True)
class DatedPhrase:
    """A moment as records have it, and the reasons for its dates or for having none."""

    text: str | None
    start: int | None
    end: int | None
    from_: str | None
    to: str | None
    precision: int | None
    assumed: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResolvedTime:
    """The answer to one phrase; `moments` in text order, empty where nothing can be told or assumed."""

    id: str | None
    moments: tuple[DatedPhrase, ...]


def text_moments(text: str, published: str | None = None, title: str | None = None) -> tuple[Moment, ...]:
    """All time phrases of a report's text; `text[moment.start : moment.end] == moment.text` for each."""
    return _explainer().chronology.told(Report("", text, "", published=published, title=title))


def resolved_time(phrase: str, published: str | None = None, name: str | None = None) -> ResolvedTime:
    """What a phrase says for a report of that day (an ISO date); offsets count in the phrase."""
    return ResolvedTime(name, tuple(_dated(found) for found in _explainer().explain(phrase, published)))


def _dated(found: Explained) -> DatedPhrase:
    moment = found.moment
    return DatedPhrase(
        moment.text,
        moment.start,
        moment.end,
        moment.from_,
        moment.to,
        moment.precision,
        moment.assumed,
        found.reasons,
    )


@cache
def _explainer() -> Explainer:
    from polemos.codebook.loader import load

    return Explainer(load())
