"""ISAF press releases: the claims of one release against the incident record that a researcher made of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from polemos.evaluation.corpora.frame import CorpusScore, Figure, Miss, accuracy, as_report, rows
from polemos.evaluation.corpora.isaf_record import Record, record
from polemos.evaluation.evaluate import Coder

_TARGET = 0.80
_PROVINCES = 0.90
_START_TARGET = 0.85
_SHIFTED = ("2010-11", "2011-05")
"""First and last month of which many records stand a day before their releases."""
_QUOTE = 600
_COUNTS = {
    "killed": "min_killed",
    "captured": "min_captured",
    "leaders killed": "min_leaders_killed",
    "leaders captured": "min_leaders_captured",
}
_ASKED = ("killed", "captured")


def score(coder: Coder, path: Path, limit: int | None) -> CorpusScore:
    """Code the texts alone: the release date is what they tell themselves, as for any user who gives none."""
    judged: list[tuple[dict[str, Any], Record, bool]] = []
    misses: list[Miss] = []
    for row in rows(path, limit):
        report = as_report(row["id"], row["text"])
        found = record(coder(report), report)
        judged.append((row["gold"], found, report.published is not None))
        for wanted, coded in _differences(row["gold"], found):
            misses.append(Miss(row["id"], row["text"][:_QUOTE], wanted, coded))
    figures = [figure for name in _COUNTS for figure in _count_figures(name, judged)]
    figures.append(_f1("event types", [(set(gold["event_types"]), found.event_types) for gold, found, _ in judged]))
    same = sum(set(gold["provinces"]) == found.provinces for gold, found, _ in judged)
    figures.append(accuracy("provinces exact", same, len(judged), _PROVINCES))
    figures.append(_f1("provinces", [(set(gold["provinces"]), found.provinces) for gold, found, _ in judged]))
    figures.extend(_date_figures(judged))
    return CorpusScore("isaf", len(judged), tuple(figures), tuple(misses))


def counts(found: Record) -> dict[str, int]:
    """The record's numbers by the names of the figures."""
    return {
        "killed": found.killed.all,
        "captured": found.captured.all,
        "leaders killed": found.killed.leaders,
        "leaders captured": found.captured.leaders,
    }


def _count_figures(name: str, judged: list[tuple[dict[str, Any], Record, bool]]) -> Iterator[Figure]:
    """Within one and exact, over all releases and over those with anybody to count: most releases kill nobody, so that
    a coder that finds nothing scores high over all."""
    pairs = [(gold[_COUNTS[name]], counts(found)[name]) for gold, found, _ in judged]
    some = [(wanted, coded) for wanted, coded in pairs if wanted > 0]
    target = _TARGET if name in _ASKED else None
    yield accuracy(f"{name} within 1", sum(abs(w - c) <= 1 for w, c in pairs), len(pairs), target)
    yield accuracy(f"{name} exact", sum(w == c for w, c in pairs), len(pairs), None)
    if name in _ASKED:
        yield accuracy(f"{name} within 1, where any", sum(abs(w - c) <= 1 for w, c in some), len(some), None)
    yield accuracy(f"{name} exact, where any", sum(w == c for w, c in some), len(some), None)


def _date_figures(judged: list[tuple[dict[str, Any], Record, bool]]) -> Iterator[Figure]:
    """Exact, over all releases and over those that tell their own date with its year, and a day off: from November 2010
    to May 2011 many records stand a day before "today", "yesterday" and the very dates that their releases name. The
    target is for the releases of other months."""
    days = [(_days_between(gold["start_date"], found.start_date), dated) for gold, found, dated in judged]
    known = [apart for apart, dated in days if dated]
    yield accuracy("start date", sum(apart == 0 for apart, _ in days), len(days), None)
    yield accuracy("start date, where the release is dated", sum(apart == 0 for apart in known), len(known), None)
    straight = [
        _days_between(gold["start_date"], found.start_date)
        for gold, found, dated in judged
        if dated and not _SHIFTED[0] <= gold["start_date"][:7] <= _SHIFTED[1]
    ]
    yield accuracy(
        "start date, where dated, but for Nov. 2010 to May 2011",
        sum(apart == 0 for apart in straight),
        len(straight),
        _START_TARGET,
    )
    yield accuracy(
        "start date within a day, where dated",
        sum(apart is not None and apart <= 1 for apart in known),
        len(known),
        None,
    )


def _days_between(wanted: str, coded: str | None) -> int | None:
    return abs((date.fromisoformat(wanted) - date.fromisoformat(coded[:10])).days) if coded else None


def _f1(name: str, pairs: list[tuple[set[str], frozenset[str]]]) -> Figure:
    hits = sum(len(wanted & coded) for wanted, coded in pairs)
    listed = sum(len(wanted) + len(coded) for wanted, coded in pairs)
    return Figure(f"{name} (F1)", 2 * hits / max(1, listed), 2 * hits, listed)


def _differences(gold: dict[str, Any], found: Record) -> Iterator[tuple[str, str]]:
    """Each value that differs, wanted and coded, named."""
    coded = counts(found)
    for name, key in _COUNTS.items():
        if coded[name] != gold[key]:
            yield f"{name} {gold[key]}", f"{name} {coded[name]}"
    pairs = {
        "type": (gold["event_types"], found.event_types),
        "province": (gold["provinces"], found.provinces),
        "start": ([gold["start_date"]], [found.start_date or "none"]),
    }
    for name, (wanted, got) in pairs.items():
        if set(wanted) != set(got):
            yield f"{name} {', '.join(sorted(wanted)) or 'none'}", f"{name} {', '.join(sorted(got)) or 'none'}"
