"""How fast native exports are written, and how much memory they take: `python tools/bench_exports.py [INCIDENTS]`.

Each format is written in a process of its own from incidents with a claim each that are made as they are asked for; the
peak is that of the whole process, which takes some 150 MB before it begins.
"""

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from polemos.export.datasets.dataset import About, Documented
from polemos.model import Claim, EventClaim, Loss, Moment, Participant, Place, Report, Source, Span
from polemos.model.actor import Actor
from polemos.model.gazetteer import GazetteerPlace
from polemos.model.incident import ClaimRole, Incident, IncidentLoss, Party
from polemos.model.standing import ControlInterval, Standing
from polemos.service.export_formats import exporter
from polemos.service.exporting import export

FORMATS = ("csv", "jsonl", "parquet", "xlsx")
_SENTENCE = "On Tuesday the Northern Guard shelled a market in Karsa, killing at least twelve people, the Front said. "
_WHERE = Place("Karsa", "Karsa", 46, 51, 1, None, "px:karsa", 35.5, 38.5, "SY", "Karsa")


@dataclass(frozen=True)
class Synthetic:
    """A Dataset of `count` incidents, with as many claims and a tenth as many reports."""

    count: int

    def about(self) -> About:
        return About("Synthetic", ())

    def incidents(self) -> Iterator[Documented]:
        for number in range(self.count):
            claim = _claim(number)
            yield Documented(_incident(number, claim), (claim,), ())

    def claims(self) -> Iterator[Claim]:
        return (_claim(number) for number in range(self.count))

    def reports(self) -> Iterator[Report]:
        for number in range(self.count // 10):
            yield Report(f"r-{number}", f"{number} {_SENTENCE * 20}", "0" * 64, published=_day(number), outlet="Wire")

    def control(self) -> Iterator[ControlInterval]:
        return iter(())

    def standing(self) -> Iterator[Standing]:
        return iter(())

    def actor(self, actor_id: str) -> Actor | None:
        return None

    def place(self, place_id: str) -> GazetteerPlace | None:
        return None

    def withheld(self) -> tuple[tuple[str, int], ...]:
        return ()


def _day(number: int) -> str:
    return f"20{10 + number % 14}-{1 + number % 12:02}-{1 + number % 28:02}"


def _claim(number: int) -> EventClaim:
    loss = Loss("killed", Span(68, 74, "twelve"), Span(59, 74, "at least twelve"), None, True, number, number, None)
    return EventClaim(
        report_id=f"r-{number // 10}", trigger=Span(31, 38, "shelled"), sentence=Span(0, 104, _SENTENCE.strip()),
        coder="bench", confidence=0.9, type="shelling", place=_WHERE, losses=(loss,), id=f"c-{number}",
        actors=(Participant("Northern Guard", "the Northern Guard", 11, 29, "armed-group"),),
        sources=(Source("Front", "the Front", 84, 93, "party"),),
        time=Moment("Tuesday", 3, 10, _day(number), _day(number), 1),
    )  # fmt: skip


def _incident(number: int, claim: EventClaim) -> Incident:
    return Incident(
        f"i-{number}", "shelling", _day(number), _day(number), 1, _WHERE,
        (Party("Northern Guard", "actor", None, (claim.id,)),),
        (IncidentLoss("killed", None, True, number, number, None, "latest", (claim.id,)),),
        (ClaimRole(claim.id, "supports"),), 1, 1, (), "reported", "bench",
    )  # fmt: skip


def _measure(name: str, count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        made = export(Synthetic(count), exporter(name), Path(folder) / "out")
        seconds = time.perf_counter() - begun
        size = sum(path.stat().st_size for path in made.folder.iterdir()) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = sum(each.records for each in made.resources)
    print(f"{name:8} {count:,} incidents, {rows:,} records: {seconds:.0f} s, {size:,.0f} MB, peak {peak:,.0f} MB")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    for name in FORMATS:
        process = multiprocessing.get_context("spawn").Process(target=_measure, args=(name, count))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
