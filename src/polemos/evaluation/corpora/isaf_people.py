"""How many people a release's claims count, by the counting rules of the ISAF records: no one twice.

A release tells one operation, often twice: its lead, then the course of it. So what is told again is not added.
Leaders, facilitators and everybody else are counted apart. For each of them the first figure stands for all where what
follows comes to no more; an inexact first figure ("several") gives way to exact ones; otherwise all are added up.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from polemos.model import EventClaim, Loss

_MONTH = 4
"""Precision from which a figure is no longer one operation's: "more than 125 since December"."""
_WORDS = re.compile(r"[a-z]+(?:[-'’][a-z]+)*")


@cache
def words() -> dict[str, Any]:
    """isaf.yaml, read once."""
    text = (resources.files("polemos.evaluation.corpora") / "isaf.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return read


@dataclass(frozen=True, slots=True)
class People:
    """Persons killed or captured, and the leaders among them."""

    all: int
    leaders: int


@dataclass(frozen=True, slots=True)
class _Told:
    """One figure of one sentence for one kind of people."""

    number: int
    exact: bool
    known: bool
    """ "the insurgents", "him": told before."""


def count(claims: Iterable[EventClaim], status: str) -> People:
    """The people of one status whom claims that say that it happened count."""
    losses = _once(claims, status)
    enemies = [(sentence, loss) for sentence, loss in losses if loss.civilians is not True]
    losses = enemies or losses
    titled = {loss.who.text for _, loss in losses if _any(loss, words()["leaders"])}
    told: dict[str, dict[int, list[Loss]]] = {}
    for sentence, loss in losses:
        told.setdefault(_kind(loss, titled), {}).setdefault(sentence, []).append(loss)
    parts = [(sentence, loss) for sentence, loss in losses if loss.part_of is not None]
    numbers = {kind: _sum(_figures(kind, sentences, parts, titled)) for kind, sentences in told.items()}
    return People(sum(numbers.values()), numbers.get("leader", 0))


def _once(claims: Iterable[EventClaim], status: str) -> list[tuple[int, Loss]]:
    """Every loss with the start of its sentence, in text order; one that several claims carry comes once."""
    found: dict[int, tuple[int, Loss]] = {}
    for claim in claims:
        lasting = claim.time is not None and (claim.time.precision or 0) >= _MONTH
        if claim.factuality not in ("occurred", "ongoing") or lasting:
            continue
        for loss in claim.losses:
            if loss.status == status and loss.high != 0 and not _any(loss, words()["own_side"]):
                found.setdefault(loss.who.start, (claim.sentence.start, loss))
    return [found[start] for start in sorted(found)]


def _kind(loss: Loss, titled: set[str]) -> str:
    """Who is counted apart from whom."""
    name = loss.who.text
    if _any(loss, words()["leaders"]) or (name[:1].isupper() and any(title.endswith(" " + name) for title in titled)):
        return "leader"
    if _any(loss, words()["leaders_if_named"]):
        return "leader" if loss.named else "facilitator"
    return "other"


def _figures(
    kind: str, sentences: dict[int, list[Loss]], parts: Sequence[tuple[int, Loss]], titled: set[str]
) -> list[_Told]:
    """What each sentence says of one kind: totals less those parts of them that are counted with another kind."""
    figures = []
    for sentence, losses in sorted(sentences.items()):
        totals = [loss for loss in losses if loss.part_of is None]
        if not totals and kind == "other":
            continue
        apart = sum(_number(part) for at, part in parts if at == sentence and _kind(part, titled) != kind)
        number = sum(_number(loss) for loss in totals or losses) - (apart if totals else 0)
        exact = all(loss.low is not None or loss.best is not None for loss in losses if not _several(loss))
        figures.append(_Told(max(0, number), exact and not any(map(_several, losses)), all(map(_known, losses))))
    return figures


def _sum(told: list[_Told]) -> int:
    """All figures of one kind to one number."""
    new = [item for item in told if not item.known] or told[:1]
    if not new:
        return 0
    first, rest = new[0], new[1:]
    exact = [item.number for item in rest if item.exact]
    most = max([first.number, *(item.number for item in rest)])
    if not first.exact:
        return max(first.number, sum(exact)) if exact else most
    return first.number if first.number >= sum(exact) else first.number + sum(exact)


def _number(loss: Loss) -> int:
    """The least number that the figure stands for; for words without one the rule of the records."""
    if loss.low is not None or loss.best is not None:
        return loss.low if loss.low is not None else loss.best or 0
    said = loss.who.text.lower()
    vague: dict[str, int] = words()["vague"]
    plural: int = words()["plural"]
    return next((number for word, number in vague.items() if word in said), plural)


def _several(loss: Loss) -> bool:
    """A least value alone: "several", "dozens"."""
    return loss.best is None


def _known(loss: Loss) -> bool:
    first = _WORDS.search(loss.who.text.lower())
    return first is not None and first.group() in words()["known"] and not loss.named


def _any(loss: Loss, listed: Sequence[str]) -> bool:
    said = " ".join(_WORDS.findall(loss.who.text.lower()))
    return any(re.search(rf"\b{re.escape(word)}\b", said) for word in listed)
