"""Reports coded by hand, in both of their formats, and what tells one state of the folder from another."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polemos.errors import InputError, UsageError
from polemos.evaluation.compared import Compared, ComparedLoss

_LABELS = {"event": "type", "control": "status", "relation": "relation"}


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A report and its claims, coded by hand."""

    id: str
    text: str
    published: str | None
    outlet: str | None
    claims: tuple[Compared, ...]
    title: str | None = None


def find_gold(folder: Path | None, split: str) -> Path:
    """The folder of one split; by default `shared/gold` beside or in the working folder or beside the repository."""
    near = [Path.cwd(), *Path.cwd().parents[:1], *Path(__file__).parents[4:5]]
    candidates = [folder] if folder else [base / "shared" / "gold" for base in near]
    for candidate in candidates:
        for found in (candidate / split, candidate):
            if gold_files(found):
                return found
    where = " or ".join(dict.fromkeys(str(candidate / split) for candidate in candidates))
    raise UsageError(
        f"there are no gold files (*.json, *.jsonl) in {where}; name the folder: polemos evaluate GOLD_DIR"
    )


def gold_files(folder: Path) -> list[Path]:
    """The gold files of a folder, by name."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix in (".json", ".jsonl"))


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and bytes of the gold files; any change of the corpus changes it."""
    whole = hashlib.sha256()
    for path in gold_files(folder):
        whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def read_gold(folder: Path) -> Iterator[GoldDocument]:
    """The documents in the order of their file names. Raises InputError `bad-gold` that names the file."""
    for path in gold_files(folder):
        read = _full if path.suffix == ".json" else _compact
        try:
            yield read(path.read_text(encoding="utf-8"))
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise InputError("bad-gold", f"{path.name}: {error!r}; see the format beside the gold files") from error


def _full(content: str) -> GoldDocument:
    data = json.loads(content)
    document = data["document"]
    return _document(document, tuple(_from_full(claim, document["text"]) for claim in data["claims"]))


def _document(document: Mapping[str, Any], claims: tuple[Compared, ...]) -> GoldDocument:
    return GoldDocument(
        document["id"],
        document["text"],
        document.get("published"),
        document.get("outlet"),
        claims,
        document.get("title"),
    )


def _from_full(claim: Mapping[str, Any], text: str) -> Compared:
    kind = claim["kind"]
    if kind == "event":
        first, second = claim.get("actors") or (), claim.get("recipients") or ()
    elif kind == "control":
        first, second = _some(claim.get("holder")), _some(claim.get("place"))
    else:
        first, second = _some(claim.get("subject")), _some(claim.get("object"))
    sources = claim.get("sources") or []
    return Compared(
        kind=kind,
        label=claim[_LABELS[kind]],
        **_where(claim["quote"], claim["trigger"], text),
        first=tuple(first),
        second=tuple(second),
        place=claim.get("place"),
        factuality=claim["factuality"],
        sources=tuple(source["name"] for source in sources),
        stance=sources[-1].get("stance", "asserts") if sources else "asserts",
        losses=tuple(_loss(loss, "status", "low", "best", "high") for loss in claim.get("losses") or ()),
        time=_days(claim.get("time") or {}, "start", "end"),
        also_ok=tuple(claim.get("also_ok") or ()),
        required=claim.get("required", True),
    )


def _compact(content: str) -> GoldDocument:
    lines = [json.loads(line) for line in content.split("\n") if line.strip()]
    document = lines[0].get("document", lines[0])
    return _document(document, tuple(_from_compact(claim, document["text"]) for claim in lines[1:]))


def _from_compact(claim: Mapping[str, Any], text: str) -> Compared:
    kind = claim.get("k", "event")
    second = tuple(map(_name, claim.get("r") or ()))
    sources = claim.get("s") or []
    stated = claim.get("p")
    return Compared(
        kind=kind,
        label=claim["y"],
        **_where(claim["q"], claim["t"], text),
        first=tuple(map(_name, claim.get("a") or ())),
        second=second,
        place=_name(stated) if stated else second[0] if kind == "control" and second else None,
        factuality=claim.get("f", "occurred"),
        sources=tuple(_name(source[0]) for source in sources),
        stance=sources[-1][2] if sources and len(sources[-1]) > 2 else "asserts",
        losses=tuple(_loss(loss, "st", "lo", "be", "hi") for loss in claim.get("l") or ()),
        time=_days(claim, "ts", "te"),
        required=bool(claim.get("m", 0)),
    )


def _name(mention: str) -> str:
    """The name that a mention stands for: "its=Jabhat al-Nusra" and "=ISIS" carry it after the sign."""
    words, sign, name = mention.partition("=")
    return name if sign and name else words


def _some(name: str | None) -> tuple[str, ...]:
    return (name,) if name else ()


def _where(quote: str, trigger: str, text: str) -> dict[str, Any]:
    start = text.index(quote)
    return {
        "span": (start, start + len(quote)),
        "start": start + quote.index(trigger),
        "quote": quote,
        "trigger": trigger,
    }


def _days(time: Mapping[str, Any], start: str, end: str) -> tuple[str, str] | None:
    return (time[start], time[end]) if time.get(start) and time.get(end) else None


def _loss(loss: Mapping[str, Any], status: str, low: str, best: str, high: str) -> ComparedLoss:
    return ComparedLoss(loss[status], loss.get(low), loss.get(best), loss.get(high))
