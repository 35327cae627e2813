"""Reports with labelled happenings, across reports: short pairs of our own and the sample reports in the package.

One build of incidents holds all the reports of a file, so that a claim can be joined wrongly with any other.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from polemos.errors import InputError
from polemos.evaluation.evaluate import Coder
from polemos.evaluation.grouping import Grouping, grouping
from polemos.incidents.build import joined
from polemos.incidents.told import Told
from polemos.ingest.defaults import ReportDefaults
from polemos.ingest.plain import report_from_text
from polemos.model import Claim, EventClaim, Report


@dataclass(frozen=True, slots=True)
class Mention:
    """The words of a report (its id, the offset of the trigger) that tell a happening."""

    report: str
    start: int
    trigger: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """Reports, and the happenings that they tell: `happenings` by name, each with its mentions. `kept_back` are
    names that were not looked at while the rules were made."""

    reports: tuple[Report, ...]
    happenings: tuple[tuple[str, tuple[Mention, ...]], ...]
    kept_back: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LabelledScore:
    """`unfound` are mentions that no coded claim answers; each stands alone in every figure."""

    all: Grouping
    tuned: Grouping
    kept_back: Grouping
    apart: Grouping
    """What leaving every claim alone reaches."""
    unfound: tuple[Mention, ...]
    wrong: tuple[str, ...]
    """Names of happenings that were torn, or joined with another."""


def read_pairs(path: Path) -> Labelled:
    """A JSONL file of pairs: `id`, `same`, `kept_back` and two `reports` with the trigger that is meant. Raises
    InputError `bad-labels` that names the row."""
    reports: list[Report] = []
    happenings: list[tuple[str, tuple[Mention, ...]]] = []
    back: set[str] = set()
    for row in _rows(path, "id", "case", "same", "kept_back", "reports"):
        told = []
        for letter, part in zip("ab", row["reports"], strict=True):
            report = _report(f"{row['id']}{letter}", part["text"], part["published"], part["outlet"])
            reports.append(report)
            told.append(_mention(report, part["trigger"]))
        pair = f"{row['id']}: {row['case']}"
        made = [(pair, tuple(told))] if row["same"] else [(f"{pair}, {m.report}", (m,)) for m in told]
        happenings += made
        back |= {name for name, _ in made if row["kept_back"]}
    return Labelled(tuple(reports), tuple(happenings), frozenset(back))


def read_samples(path: Path) -> Labelled:
    """A JSONL file of happenings in the package's sample reports: `happening`, and for each of its `claims` the
    `report`, a `quote` that is there once and the `trigger` in it. Raises InputError `bad-labels`."""
    texts: dict[str, Report] = {}
    happenings = []
    for row in _rows(path, "happening", "claims"):
        told = []
        for claim in row["claims"]:
            name = claim["report"]
            if name not in texts:
                content = (files("polemos") / "samples" / f"{name}.txt").read_text(encoding="utf-8")
                texts[name] = _report(name, content, None, name)
            told.append(_mention(texts[name], claim["trigger"], claim["quote"]))
        happenings.append((row["happening"], tuple(told)))
    return Labelled(tuple(texts[name] for name in sorted(texts)), tuple(happenings))


def evaluate_labelled(coder: Coder, labelled: Labelled) -> LabelledScore:
    """Code all reports, join them in one build and compare the labelled claims' groups."""
    return score_labelled(labelled, {report.id: coder(report) for report in labelled.reports})


def score_labelled(labelled: Labelled, claims: Mapping[str, Sequence[Claim]]) -> LabelledScore:
    """The same for claims that are coded already, by report id."""
    told = [
        Told(claim, report.id, report.published, report.outlet)
        for report in labelled.reports
        for claim in claims[report.id]
        if isinstance(claim, EventClaim)
    ]
    home = {claim: group for group in joined(told) for claim in group}
    mentions = [mention for _, group in labelled.happenings for mention in group]
    answers = {mention: _answer(mention, claims[mention.report]) for mention in mentions}
    wanted = {name: [answers[m] or f"nobody {m}" for m in group] for name, group in labelled.happenings}
    whole = {key for group in wanted.values() for key in group}
    found = sorted({tuple(sorted(whole.intersection(home.get(key, (key,))))) for key in whole})

    def over(names: Iterable[str], ours: Iterable[tuple[str, ...]] = found) -> Grouping:
        mine = [wanted[name] for name in names]
        return grouping(ours, mine, (key for group in mine for key in group))

    every = list(wanted)
    return LabelledScore(
        over(every),
        over(name for name in every if name not in labelled.kept_back),
        over(name for name in every if name in labelled.kept_back),
        over(every, ()),
        tuple(mention for mention in mentions if answers[mention] is None),
        tuple(name for name in every if tuple(sorted(set(wanted[name]))) not in found),
    )


def _answer(mention: Mention, claims: Iterable[Claim]) -> str | None:
    """The event claim on the labelled trigger, else the nearest one in its sentence."""
    events = [claim for claim in claims if isinstance(claim, EventClaim)]
    inside = [c for c in events if c.sentence.start <= mention.start < c.sentence.end]
    on_it = [
        c for c in inside if c.trigger.start < mention.start + len(mention.trigger) and mention.start < c.trigger.end
    ]
    return min(on_it or inside, key=lambda c: (abs(c.trigger.start - mention.start), c.id)).id if inside else None


def _report(name: str, text: str, published: str | None, outlet: str) -> Report:
    report = report_from_text(text, sha256(text.encode("utf-8")).hexdigest(), name, ReportDefaults(published, outlet))
    return replace(report, id=name)


def _mention(report: Report, trigger: str, quote: str | None = None) -> Mention:
    base = report.text.index(quote) if quote else 0
    found = re.search(rf"\b{re.escape(trigger)}\b", report.text[base:])
    if found is None or (quote and trigger not in quote):
        raise InputError("bad-labels", f"the text of {report.id} has no {trigger!r} where the label says")
    return Mention(report.id, base + found.start(), trigger)


def _rows(path: Path, *fields: str) -> list[dict[str, Any]]:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    except (OSError, ValueError) as error:
        raise InputError("bad-labels", f"{path} cannot be read as JSONL: {error}") from error
    for number, row in enumerate(rows, 1):
        missing = [field for field in fields if field not in row]
        if missing:
            raise InputError("bad-labels", f"{path}, row {number} has no {', '.join(missing)}")
    return rows
