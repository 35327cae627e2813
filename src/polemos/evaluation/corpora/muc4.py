"""MUC-4: the claims of a dispatch as incident templates, against the keys of 1992.

Reported is the row ALL TEMPLATES, the official one of 1992: fillers of a key template that nothing answers are missing,
those of a response that answers nothing are spurious. MATCHED/MISSING, the row of 1991, asks nothing for the latter.
"""

from collections.abc import Iterator
from pathlib import Path

from polemos.evaluation.corpora.frame import CorpusScore, Figure, Miss, as_report, rows
from polemos.evaluation.corpora.muc4_keys import SLOTS, Template, key_templates
from polemos.evaluation.corpora.muc4_tally import Pairing, Slots, Tally, invented, missed, pair, paired
from polemos.evaluation.corpora.muc4_templates import response
from polemos.evaluation.evaluate import Coder

_TARGET = 0.45
_QUOTE = 600


def score(coder: Coder, path: Path, limit: int | None) -> CorpusScore:
    """Code the truecased texts alone; their datelines tell the day."""
    everything, matched, templates, texts = Slots(), Slots(), Tally(), Tally()
    misses: list[Miss] = []
    documents = 0
    for row in rows(path, limit):
        documents += 1
        report = as_report(row["doc_id"], row["text"])
        coded, keys = response(coder(report), report), key_templates(row)
        found = pair(coded, keys)
        count(found, everything, matched)
        needed = sum(not key.optional for key in found.missing)
        templates += Tally(len(found.pairs) + needed, len(coded), len(found.pairs))
        texts += Tally(int(bool(keys)), int(bool(coded)), int(bool(keys and coded)))
        misses.extend(_misses(row["doc_id"], row["text"][:_QUOTE], found))
    return CorpusScore("muc4", documents, tuple(_figures(everything, matched, templates, texts)), tuple(misses))


def count(found: Pairing, everything: Slots, matched: Slots) -> None:
    """The slots of one document, added to the two rows."""
    for coded, key in found.pairs:
        everything.add(paired(coded, key))
        matched.add(paired(coded, key))
    for key in found.missing:
        everything.add(missed(key))
        matched.add(missed(key))
    for coded in found.spurious:
        everything.add(invented(coded))


def _figures(everything: Slots, matched: Slots, templates: Tally, texts: Tally) -> Iterator[Figure]:
    yield from _row("all templates", everything.total, _TARGET)
    yield from _row("matched/missing", matched.total, None)
    yield from _row("templates", templates, None)
    yield from _row("relevant texts", texts, None)
    for slot in SLOTS:
        yield _f(slot, everything.tallies[slot], None)


def _row(name: str, tally: Tally, target: float | None) -> Iterator[Figure]:
    yield _f(f"{name}: F", tally, target)
    yield Figure(f"{name}: precision", tally.precision, tally.credit, tally.actual)
    yield Figure(f"{name}: recall", tally.recall, tally.credit, tally.possible)


def _f(name: str, tally: Tally, target: float | None) -> Figure:
    return Figure(name, tally.f, 2 * tally.credit, tally.possible + tally.actual, target)


def _misses(document: str, quote: str, found: Pairing) -> Iterator[Miss]:
    for key in found.missing:
        if not key.optional:
            yield Miss(document, quote, f"{_name(key)} template", "no template")
    for coded in found.spurious:
        yield Miss(document, coded.quote, "no template", f"{_name(coded)} template")
    for coded, key in found.pairs:
        for slot in SLOTS:
            if key.applies(slot) and (wanted := _told(key, slot)) != (got := _told(coded, slot)):
                yield Miss(document, coded.quote, f"{slot} {wanted}", f"{slot} {got}")


def _name(template: Template) -> str:
    return _told(template, "incident.type")


def _told(template: Template, slot: str) -> str:
    return "; ".join(sorted(" | ".join(filler.values) for filler in template.fillers(slot))) or "none"
