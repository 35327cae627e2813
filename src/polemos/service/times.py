"""When a text says that things happened: every time phrase with its dates, and one phrase's dates with reasons.

`text_moments(text, published, title)` gives all time phrases of a report in text order, with offsets into `text` and
each dated in the light of those before it. Without a known date of the report relative phrases come without dates.
"""

from functools import cache

from polemos.model.moment import Moment
from polemos.model.report import Report
from polemos.resolution.chronology import Chronology


def text_moments(text: str, published: str | None = None, title: str | None = None) -> tuple[Moment, ...]:
    """All time phrases of a report's text; `text[moment.start : moment.end] == moment.text` for each."""
    return _chronology().told(Report("", text, "", published=published, title=title))


@cache
def _chronology() -> Chronology:
    from polemos.codebook.loader import load

    return Chronology(load())
