"""Reports that nobody has coded: the rules code them, and the tagger learns from that before it learns from people."""

import hashlib
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from polemos.ingest.defaults import ReportDefaults
from polemos.ingest.plain import report_from_text
from polemos.model.report import Report

TAKEN = {
    "muc4/dev.jsonl": 140,
    "wikievents/dev.jsonl": 20,
    "isaf_press_releases/dev.jsonl": 50,
    "ngec_synthetic/dev.jsonl": 200,
    "plv/dev.jsonl": 700,
    "case2021_task2/dev.jsonl": 300,
    "conflibert_sets/insightcrime.dev.jsonl": 30,
    "geoparsing/geovirus.dev.jsonl": 50,
    "geoparsing/gwn.dev.jsonl": 50,
    "wiki_battles/dev.jsonl": 25,
}
"""File below the folder of corpora to how many of its texts: many kinds, none above the others."""
LONGEST = 2500
"""Characters of a text; long ones would drown the short."""
_SHORTEST = 60
_HEAD = 80


def texts(corpora: Path, known: Collection[str]) -> Iterator[Report]:
    """Texts of the corpora that are there, chosen by hash; none that begins like one of `known` (the gold's own)."""
    seen = {_head(text) for text in known}
    for name, count in TAKEN.items():
        path = corpora / name
        if not path.is_file():
            continue
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        found = sorted({str(row.get("text") or "")[:LONGEST] for row in rows}, key=_digest)
        kept = [text for text in found if len(text) >= _SHORTEST and not text.isupper() and _head(text) not in seen]
        for text in kept[:count]:
            yield report_from_text(text, _digest(text), f"{name}:{_digest(text)[:12]}", ReportDefaults(None, None))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _head(text: str) -> str:
    """The first letters, so that another line break or quotation mark hides no copy."""
    return re.sub(r"\W+", "", text)[:_HEAD].lower()
