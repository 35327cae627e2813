"""Figures of an archive under load: how it grows, how fast it is searched, and that kills and crowds lose nothing."""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import quantiles

from polemos.model import Claim, CodedReport, EventClaim, Loss, Moment, Participant, Place, Report, Span
from polemos.store import audit
from polemos.store.archive import Archive, Author
from polemos.store.judgements import Decision, judge, judgements
from polemos.store.search import Query, search

AUTHOR = Author("bench", "synthetic")
_TYPES = ("attack", "shelling", "airstrike", "battle", "killing", "arrest", "seizure", "demand")
_PARTS = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "ru", "sa", "te", "vo", "xi", "yu")
_WORDS = tuple("".join(parts) for parts in product(_PARTS, repeat=3))
_SUMS = tuple(accumulate(1 / rank for rank in range(1, len(_WORDS) + 1)))
"""Words are as frequent as in a language: the second half as often as the first, the third a third (Zipf)."""
_ACTORS, _PLACES = _WORDS[100:1100], _WORDS[1100:3100]


@dataclass(frozen=True, slots=True)
class Growth:
    """Reports a second over the first and the last thousand of a run."""

    reports: int
    claims: int
    first: float
    last: float

    @property
    def ratio(self) -> float:
        return self.last / self.first


@dataclass(frozen=True, slots=True)
class Searches:
    """Seconds of one search."""

    searches: int
    median: float
    p95: float
    worst: float


@dataclass(frozen=True, slots=True)
class Survived:
    """`lost` were acknowledged and are not there; `torn` are there in part."""

    rounds: int
    acknowledged: int
    lost: int
    torn: int


def synthetic(number: int, claims: int = 15) -> CodedReport:
    """A made-up report with claims; the same number gives the same."""
    chance = random.Random(number)
    text = " ".join(_some(chance, _WORDS, 300))
    day = f"20{chance.randrange(10, 24)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    report_id = f"bench-{number}"
    made = tuple(_claim(report_id, text, day, chance, at) for at in range(claims))
    return CodedReport(Report(report_id, text, "0" * 64, published=day, outlet=f"Outlet {number % 40}"), made)


def _claim(report_id: str, text: str, day: str, chance: random.Random, at: int) -> Claim:
    start = at * 10
    span = Span(start, start + 6, text[start : start + 6])
    who = [Participant(name, name, None, None, "armed-group") for name in _some(chance, _ACTORS, 2)]
    town = _some(chance, _PLACES)[0]
    place = Place(
        town, town, start, start + 6, 1, None, f"px:{town}", 30 + chance.random() * 8, 35 + chance.random() * 8, "SY"
    )
    killed = chance.randrange(1, 30)
    return EventClaim(
        report_id=report_id,
        trigger=span,
        sentence=Span(start, start + 120, text[start : start + 120]),
        coder="synthetic",
        confidence=chance.random(),
        type=chance.choice(_TYPES),
        actors=(who[0],),
        recipients=(who[1],),
        place=place,
        time=Moment(day, None, None, day, day, 1),
        losses=(Loss("killed", span, span, low=killed, best=killed, high=killed),),
    ).identified()


def _some(chance: random.Random, words: Sequence[str], count: int = 1) -> list[str]:
    return chance.choices(words, cum_weights=_SUMS[: len(words)], k=count)


def growth(archive: Archive, reports: int, claims: int, batch: int = 20) -> Growth:
    """Add so many reports, a batch a transaction. `reports` is at least 2,000."""
    seconds: list[float] = []
    for at in range(0, reports, batch):
        items = [synthetic(number, claims) for number in range(at, min(at + batch, reports))]
        start = time.perf_counter()
        archive.add_all(items, AUTHOR)
        seconds.append(time.perf_counter() - start)
    chunk = max(1, 1000 // batch)
    return Growth(reports, reports * claims, 1000 / sum(seconds[:chunk]), 1000 / sum(seconds[-chunk:]))


def searches(archive: Archive, count: int = 400) -> Searches:
    """Searches as people make them: words, phrases, names, places, types and days, alone and together."""
    chance = random.Random(1)
    seconds = []
    for _ in range(count):
        start = time.perf_counter()
        search(archive, _query(chance))
        seconds.append(time.perf_counter() - start)
    cut = quantiles(seconds, n=100)
    return Searches(count, cut[49], cut[94], max(seconds))


def _query(chance: random.Random) -> Query:
    word, other = _some(chance, _WORDS, 2)
    who, where, kind = _some(chance, _ACTORS)[0], _some(chance, _PLACES)[0], (chance.choice(_TYPES),)
    month = f"20{chance.randrange(10, 24)}-{chance.randrange(1, 13):02}"
    first, last = f"{month}-01", f"{month}-28"
    queries: Sequence[Query] = (
        Query(words=word),
        Query(words=f"{word} {other}"),
        Query(words=f'"{word} {other}"'),
        Query(actor=who),
        Query(actor=who, role="recipient", labels=kind),
        Query(place=where),
        Query(words=word, labels=kind),
        Query(labels=kind),
        Query(country="SY"),
        Query(from_=first, to=last),
        Query(words=word, from_=first, to=last),
        Query(actor=who, from_=first, to=last),
        Query(country="SY", labels=kind, from_=first, to=f"{month}-09"),
    )
    return chance.choice(queries)


def killed(where: str | Path, rounds: int, seed: int = 0) -> Survived:
    """Kill a writer with SIGKILL at random moments; what it had acknowledged must be there, whole, and nothing half."""
    chance = random.Random(seed)
    acknowledged: list[str] = []
    at = 0
    for _ in range(rounds):
        told, tells = multiprocessing.Pipe(duplex=False)
        child = os.fork()
        if child == 0:
            told.close()
            _write_for_ever(where, at, tells)
        tells.close()
        told.recv()  # the archive is open: from here on every moment is a moment of writing
        acknowledged += [told.recv() for _ in range(chance.randrange(4))]
        time.sleep(chance.uniform(0.0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        acknowledged += list(_received(told))
        at += 1000
    return _survived(where, rounds, acknowledged)


def _write_for_ever(where: str | Path, number: int, tells: Connection) -> None:
    """In the child: add one report after the other and tell each that was acknowledged. Ends only by being killed."""
    try:
        archive = Archive.open(where)
        tells.send("ready")
        while True:
            archive.add(synthetic(number), AUTHOR)
            tells.send(f"bench-{number}")
            number += 1
    finally:
        os._exit(1)


def _received(told: Connection) -> Iterator[str]:
    try:
        while True:
            yield told.recv()
    except (EOFError, OSError):
        return


def _survived(where: str | Path, rounds: int, acknowledged: Sequence[str]) -> Survived:
    archive = Archive.open(where)
    with archive.reading() as connection:
        audit.verify(connection)
        if connection.dialect.name == "sqlite":
            whole = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
            assert whole == "ok", whole
    lost = [report_id for report_id in acknowledged if archive.report(report_id) is None]
    kept = {claim.report_id for claim in archive.current_claims()} | set(acknowledged)
    torn = [name for name in kept - set(lost) if archive.claims(name) != synthetic(int(name.split("-")[1])).claims]
    return Survived(rounds, len(acknowledged), len(lost), len(torn))


def crowded(where: str | Path, writers: int, adds: int) -> Survived:
    """Several writers at once, each adding reports and judging a claim of each."""
    children = []
    for writer in range(writers):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                archive = Archive.open(where)
                for number in range(writer * adds, (writer + 1) * adds):
                    item = synthetic(number)
                    archive.add(item, AUTHOR)
                    judge(archive, f"writer {writer}", Decision("accept", (item.claims[0].id,)))
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    failed = sum(os.waitpid(child, 0)[1] != 0 for child in children)
    survived = _survived(where, writers, [f"bench-{number}" for number in range(writers * adds)])
    judged = len(judgements(Archive.open(where)))
    return Survived(writers, survived.acknowledged, survived.lost + failed + writers * adds - judged, survived.torn)
