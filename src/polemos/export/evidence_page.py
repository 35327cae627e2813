"""Coded reports as one HTML file that needs nothing else: the text on the left, the claims beside it.

The first report is in the page, each further one inside a `noscript` element: a browser without JavaScript shows them
all, one with JavaScript keeps them as plain text until they are asked for, so that many reports open as fast as one.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from polemos.export import wording
from polemos.export.cards import Card, cards, known_as, marks, speakers_of
from polemos.export.runs import FIELDS, Block, blocks
from polemos.model import CodedReport, Report

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, which browsers drop, and the marks that turn the direction of the text around them (an old way to make a
name read as another one); half surrogates too, which no encoding can write."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: `options` are value, name and how many claims have it."""

    name: str
    label: str
    every: str
    """What the list says while it filters nothing."""
    options: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class View:
    """One report as the page shows it; `number` counts from 1."""

    number: int
    report: Report
    heading: str
    parts: tuple[tuple[bool, tuple[Block, ...]], ...]
    """Neighbouring paragraphs that are all coded, or all not."""
    cards: tuple[Card, ...]
    facets: tuple[Facet, ...]


def render_page(items: Sequence[CodedReport], title: str) -> str:
    """One self-contained page, to be written as UTF-8. Nothing in `items` can run as script or load anything."""
    style, script = _asset("evidence.css"), _asset("evidence.js")
    return (
        environment()
        .get_template("evidence.html")
        .render(
            title=title,
            views=[_view(number, item) for number, item in enumerate(items, 1)],
            total=sum(len(item.claims) for item in items),
            fields=FIELDS,
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def _view(number: int, item: CodedReport) -> View:
    report, speakers = item.report, speakers_of(item.claims)
    deck = cards(item.claims, speakers, dict(item.actors))
    found = [mark for card in deck for mark in marks(card.number, card.claim)]
    return View(
        number=number,
        report=report,
        heading=report.title or report.name or report.id,
        parts=tuple(
            (coded, tuple(part)) for coded, part in groupby(blocks(report.text, report.body, found), _is_coded)
        ),
        cards=deck,
        facets=_facets(deck, speakers),
    )


def _is_coded(block: Block) -> bool:
    return block.coded


def _facets(deck: Sequence[Card], speakers: Sequence[str]) -> tuple[Facet, ...]:
    said = Counter(speaker for card in deck for speaker in card.speakers)
    return (
        _facet("kind", "Kind", "All kinds", Counter(card.claim.kind for card in deck)),
        _facet("label", "Type", "All types", Counter(card.claim.label for card in deck)),
        Facet(
            "speaker",
            "Speaker",
            "All speakers",
            tuple((str(i), name, said[i]) for i, name in enumerate(speakers) if said[i]),
        ),
        _facet("factuality", "Factuality", "Any factuality", Counter(card.claim.factuality for card in deck)),
    )


def _facet(name: str, label: str, every: str, counts: Counter[Any]) -> Facet:
    """The most frequent value first."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return Facet(name, label, every, tuple((value, wording.label(value), number) for value, number in ordered))


def visible(value: Any) -> Any:
    """Everything the template writes passes here: what a reader could not see is written out, as "[U+202E]".

    A carriage return is written by its number, for a browser would read the character itself as a line feed.
    """
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    shown = _UNSEEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", value)
    return escape(shown).replace("\r", Markup("&#13;"))


def web_link(url: str | None) -> str | None:
    """The address if it is one of the web: "javascript:" and the like survive escaping, so they are left out."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


@cache
def environment() -> Environment:
    """The templates, with every value escaped and what a reader could not see written out."""
    made = Environment(
        loader=PackageLoader("polemos.export"),
        autoescape=True,
        finalize=visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(wording=wording, web_link=web_link, known_as=known_as)
    return made


def _asset(name: str) -> str:
    return (files("polemos.export") / "templates" / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """As a content policy names what may run: inline code of any other content stays dead."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
