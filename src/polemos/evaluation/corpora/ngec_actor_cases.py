"""NGEC's cases: the country of a mention of an actor; "UNO" and "EUR" for their bodies, "IGO" for others, or none."""

from pathlib import Path

from dateutil import parser as dates

from polemos.evaluation.corpora.frame import CorpusScore, Miss, accuracy, rows
from polemos.evaluation.evaluate import Coder
from polemos.resolution.actors.load import Actors, load

TARGET = 0.75
_WIKI = ("title", "wiki")


def score(coder: Coder, path: Path, limit: int | None) -> CorpusScore:
    """Accuracy of countries where one or none is expected, and of Wikipedia's titles as names of what is found.

    The coder has no part in it: mentions are looked up, not texts read.
    """
    actors = load()
    right = told = named = titles = texts = 0
    misses: list[Miss] = []
    for row in rows(path, limit):
        texts += 1
        expected, on = row["expected"], _day(row.get("query_date"))
        answer = actors.resolver.resolve(row["text"], on, row.get("country_hint"))
        if "country" in expected:
            told += 1
            best = answer.candidates[0].actor.kind if answer.candidates else None
            country = _iso3(actors, answer.country) or ("IGO" if best == "international" else None)
            right += country == expected["country"]
            if country != expected["country"]:
                misses.append(Miss(row["id"], row["text"], str(expected["country"]), str(country)))
        title = next((expected[key] for key in _WIKI if expected.get(key)), None)
        if title:
            titles += 1
            found = answer.candidates[0].actor.names if answer.candidates else ()
            named += any(name.text.casefold() == title.casefold() for name in found)
    figures = (
        accuracy("country", right, told, TARGET),
        accuracy("Wikipedia's title is a name of the first candidate", named, titles, None),
    )
    return CorpusScore("ngec_actor_cases", texts, figures, tuple(misses))


def _iso3(actors: Actors, code: str | None) -> str | None:
    return actors.countries.by_code[code].iso3 if code else None


def _day(text: str | None) -> str | None:
    """The corpus writes some days in words."""
    return dates.parse(text).date().isoformat() if text else None
