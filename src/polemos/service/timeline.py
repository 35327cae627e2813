"""Incidents and changes of control along one line of time, as far as both are dated."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from polemos.export.wording import day as day_told
from polemos.model.incident import Incident
from polemos.model.standing import ControlInterval
from polemos.service.map_data import MapControl
from polemos.service.type_groups import group_of, type_groups

Step = Literal["day", "week", "month", "year"]
_STEPS: tuple[tuple[int, Step], ...] = ((70, "day"), (460, "week"), (4000, "month"))
"""Days that a line may span at most for a step; longer ones go by years."""
PLACES = 25
"""Places whose holders are drawn: those told of most."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The incidents of one group that began within `first` to `last`; `at` and `wide` are shares of the line."""

    group: str
    first: str
    last: str
    at: float
    wide: float
    count: int
    contested: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A holder's time in a place, as shares of the line. Claims reach to `told`; after it nothing is told."""

    control: MapControl
    since: float
    """Left of `start` where no claim tells when it began."""
    start: float
    told: float
    end: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: an incident, or a holder gaining or losing a place. `day` and `until`: when it was."""

    day: str
    until: str | None
    incident: Incident | None
    change: Literal["gained", "lost", "contested", "besieged"] | None
    interval: ControlInterval | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """`ticks`: shares of the line with what is written there. `places`: bars by place, told of most first."""

    first: str
    last: str
    step: Step
    ticks: tuple[tuple[float, str], ...]
    bins: tuple[Bin, ...]
    places: tuple[tuple[str, tuple[Bar, ...]], ...]
    more_places: int


def timeline(found: Sequence[Incident], control: Sequence[MapControl], from_: str, to: str) -> Timeline | None:
    """The pictures of a choice, from the first to the last day asked for or told of; None where nothing is dated."""
    days = [day for each in found if (day := each.from_)]
    days += [day for each in control for day in (each.interval.from_, each.interval.to, each.interval.last_told) if day]
    days = [day for day in days if (not from_ or day >= from_) and (not to or day <= to)]
    if not days and not (from_ and to):
        return None
    first, last = date.fromisoformat(from_ or min(days)), date.fromisoformat(to or max(days))
    if last < first:
        return None
    step: Step = next((name for most, name in _STEPS if (last - first).days <= most), "year")
    edges = tuple(_edges(first, last, step))
    line = _Line(edges[0], edges[-1])
    bars = _bars(control, line)
    return Timeline(
        edges[0].isoformat(), (edges[-1] - timedelta(1)).isoformat(), step, _ticks(edges, line, step),
        tuple(_bins(found, edges, line, step)), bars[:PLACES], max(0, len(bars) - PLACES),
    )  # fmt: skip


def entries(found: Iterable[Incident], control: Iterable[ControlInterval]) -> tuple[Entry, ...]:
    """Newest first; what is undated is left out."""
    listed = [Entry(each.from_, each.to, each, None, None) for each in found if each.from_]
    for each in control:
        if each.from_ and each.opened != "holds" and each.opened != "lost":
            listed.append(Entry(each.from_, each.from_latest, None, each.opened, each))
        if each.to:
            listed.append(Entry(each.to, each.to_latest, None, "lost", each))
    return tuple(sorted(listed, key=lambda one: one.day, reverse=True))


@dataclass(frozen=True, slots=True)
class _Line:
    first: date
    end: date

    def at(self, day: date) -> float:
        share = (day - self.first).days / (self.end - self.first).days
        return round(min(1.0, max(0.0, share)), 5)


def _edges(first: date, last: date, step: Step) -> Iterable[date]:
    """The beginnings of all steps that meet the days, and the end of the last one."""
    edge = _beginning(first, step)
    while edge <= last:
        yield edge
        edge = _next(edge, step)
    yield edge


def _beginning(day: date, step: Step) -> date:
    if step == "week":
        return day - timedelta(day.weekday())
    return day if step == "day" else day.replace(day=1) if step == "month" else day.replace(month=1, day=1)


def _next(edge: date, step: Step) -> date:
    if step in ("day", "week"):
        return edge + timedelta(1 if step == "day" else 7)
    if step == "year":
        return edge.replace(year=edge.year + 1)
    return (edge + timedelta(32)).replace(day=1)


def _bins(found: Iterable[Incident], edges: Sequence[date], line: _Line, step: Step) -> Iterable[Bin]:
    steps = list(pairwise(edges))
    counted: Counter[tuple[str, date]] = Counter()
    contested: Counter[tuple[str, date]] = Counter()
    for each in found:
        if each.from_ is None or not edges[0] <= (day := date.fromisoformat(each.from_)) < edges[-1]:
            continue
        key = (group_of(each.type), _beginning(day, step))
        counted[key] += 1
        contested[key] += bool(each.contested)
    for group in type_groups():
        for start, end in steps:
            if count := counted[group.name, start]:
                last = (end - timedelta(1)).isoformat()
                wide = line.at(end) - line.at(start)
                yield Bin(
                    group.name, start.isoformat(), last, line.at(start), wide, count, contested[group.name, start]
                )


def _bars(control: Iterable[MapControl], line: _Line) -> tuple[tuple[str, tuple[Bar, ...]], ...]:
    by_place: dict[str, list[Bar]] = {}
    for each in control:
        interval = each.interval
        end = date.fromisoformat(interval.to) if interval.to else line.end
        told = date.fromisoformat(interval.last_told or interval.from_ or interval.to or line.first.isoformat())
        start = date.fromisoformat(interval.from_) if interval.from_ else min(told, end)
        if start <= line.end and end >= line.first:
            known = line.at(min(max(told, start) + timedelta(1), end))
            since = line.at(start) if interval.from_ else 0.0
            bar = Bar(each, since, line.at(start), max(known, line.at(start)), line.at(end))
            by_place.setdefault(interval.place, []).append(bar)
    weight = {place: sum(len(bar.control.interval.claims) for bar in bars) for place, bars in by_place.items()}
    names = sorted(by_place, key=lambda place: (-weight[place], place))
    return tuple((place, tuple(sorted(by_place[place], key=lambda bar: bar.start))) for place in names)


def _ticks(edges: Sequence[date], line: _Line, step: Step) -> tuple[tuple[float, str], ...]:
    """About ten of the edges, each written as precisely as the step."""
    every = max(1, len(edges) // 10)
    return tuple((line.at(edge), _written(edge, step)) for edge in edges[:-1:every])


def _written(edge: date, step: Step) -> str:
    if step == "year":
        return str(edge.year)
    told = day_told(edge.isoformat()) or ""
    return told.partition(" ")[2] if step == "month" else told
