"""Who says what: every speaker that the claims name, what they tell of, and who contradicts them how often."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from polemos.model import Claim
from polemos.service.contradictions import Contradiction, contradictions
from polemos.service.picture import Evidence, evidence
from polemos.store.archive import Archive
from polemos.store.records import name_key

_MOST = 8
"""Types and opponents that are told of one speaker."""


@dataclass(frozen=True, slots=True)
class Count:
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """`kinds` are source kinds of codebook section 7, "outlet" where reports speak in their own voice. A contradiction
    counts once for each of the speaker's values in it that another's opposes; `by` are those others."""

    name: str
    actor_id: str | None
    kinds: tuple[str, ...]
    aligned_with: tuple[str, ...]
    claims: int
    reports: int
    stances: tuple[Count, ...]
    labels: tuple[Count, ...]
    first: str | None
    last: str | None
    contradicted: int
    by: tuple[Count, ...]


@dataclass(slots=True)
class _Heard:
    """What was heard of one speaker so far."""

    names: Counter[str] = field(default_factory=Counter)
    ids: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    aligned: Counter[str] = field(default_factory=Counter)
    stances: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    claims: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    opposed: set[int] = field(default_factory=set)
    by: Counter[str] = field(default_factory=Counter)


def speakers(archive: Archive) -> tuple[Speaker, ...]:
    """Those with the most claims first."""
    return told_by(evidence(archive), contradictions(archive))


def told_by(told: Evidence, found: Sequence[Contradiction]) -> tuple[Speaker, ...]:
    """The same of what was derived already."""
    heard: dict[str, _Heard] = {}
    for claim in told.claims:
        _hear(heard, claim, told)
    for number, each in enumerate(found):
        _oppose(heard, number, each)
    made = (_speaker(each) for each in heard.values())
    return tuple(sorted(made, key=lambda each: (-each.claims, each.name)))


def against(name: str, found: Iterable[Contradiction]) -> Iterator[Contradiction]:
    """The contradictions in which a speaker's word stands against another's."""
    key = name_key(name)
    for each in found:
        own = [value for value in each.field.values if key in map(name_key, value.said_by)]
        if own and any(value not in own for value in each.field.values):
            yield each


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are held for one speaker."""
    return name_key(one) == name_key(other)


def _hear(heard: dict[str, _Heard], claim: Claim, told: Evidence) -> None:
    origin = told.reports.get(claim.report_id, (claim.report_id, None, None))
    if not claim.sources:
        entry = _of(heard, origin[2] or claim.report_id)
        entry.kinds["outlet"] += 1
        _note(entry, claim, origin[0])
    for source in claim.sources:
        entry = _of(heard, source.name)
        entry.kinds[source.kind] += 1
        entry.stances[source.stance] += 1
        if source.actor_id:
            entry.ids[source.actor_id] += 1
        if source.aligned_with:
            entry.aligned[source.aligned_with] += 1
        _note(entry, claim, origin[0])


def _of(heard: dict[str, _Heard], name: str) -> _Heard:
    entry = heard.setdefault(name_key(name), _Heard())
    entry.names[name] += 1
    return entry


def _note(entry: _Heard, claim: Claim, report: str) -> None:
    if claim.id not in entry.claims:
        entry.labels[claim.label] += 1
    entry.claims.add(claim.id)
    entry.reports.add(report)
    if claim.time and claim.time.from_:
        entry.days.add(claim.time.from_[:10])


def _oppose(heard: dict[str, _Heard], number: int, each: Contradiction) -> None:
    for value in each.field.values:
        others = {name for other in each.field.values if other is not value for name in other.said_by}
        for name in value.said_by:
            entry = heard.get(name_key(name))
            opponents = {other for other in others if name_key(other) != name_key(name)}
            if entry is not None and opponents:
                entry.opposed.add(number)
                entry.by.update(opponents)


def _speaker(entry: _Heard) -> Speaker:
    return Speaker(
        name=_usual(entry.names)[0].name,
        actor_id=next((each.name for each in _usual(entry.ids)), None),
        kinds=tuple(each.name for each in _usual(entry.kinds)),
        aligned_with=tuple(each.name for each in _usual(entry.aligned)),
        claims=len(entry.claims),
        reports=len(entry.reports),
        stances=_usual(entry.stances),
        labels=_usual(entry.labels),
        first=min(entry.days, default=None),
        last=max(entry.days, default=None),
        contradicted=len(entry.opposed),
        by=_usual(entry.by),
    )


def _usual(counts: Counter[str]) -> tuple[Count, ...]:
    """The most frequent, the most first."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Count(name, count) for name, count in ordered[:_MOST])
