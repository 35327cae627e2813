"""Which lines of a saved page are the article, and what the others say about it.

Careful by design: without a sign that a text was saved from a page, everything is the article.
"""

import re
from dataclasses import dataclass

from polemos.ingest.cues import load_cues
from polemos.ingest.dates import first_date
from polemos.ingest.lines import Unit, dateline, units
from polemos.ingest.release import release_date

_DASHED = re.compile(r" ?(?:-{1,2}|–|—) ?[A-Z]")
_HEAD_UNITS = 30
"""A header longer than this is none."""
_HEAD_PROSE = 2
"""Sentences before the date line: a standfirst and a caption without credit. With more, the line is in the article."""
_STANDFIRST_WORDS = 80
_TAIL_SHARE = 0.2
"""What follows a notice may hold this share of the words before it, or the notice ends nothing."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the layout tells. `body` is None where all of the text is the article."""

    title: str | None = None
    byline: str | None = None
    published: str | None = None
    captions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    truncated: bool = False
    body: tuple[tuple[int, int], ...] | None = None


def lay_out(text: str, title: str | None = None) -> Layout:
    """Tell the article from what stands around it; `title` where it is known already."""
    found = list(units(text))
    topics, used = _topics(found)
    start = _head(found, used, title)
    end, truncated = _tail(found, start)
    kept = [i for i in range(start, end) if i not in used and found[i].kind in (None, "byline")]
    if not any(found[i].prose for i in kept):  # a list of headlines, or notices alone: better coded whole than lost
        return Layout(title=title, body=None)
    head = found[:start]
    return Layout(
        title=title or _title(head),
        byline=_byline(head, found[end:]),
        published=next((u.dated for u in head if u.dated), None)
        or _dated_title(head)
        or _dateline([found[i] for i in kept])
        or release_date(head + [found[i] for i in kept[:1]]),
        captions=tuple(u.text for u in found if u.kind == "caption"),
        topics=topics,
        truncated=truncated,
        body=_ranges(found, kept),
    )


def _signal(unit: Unit, index: int, topics: set[int]) -> bool:
    """A line that stands in a header and not in an article, so that what is before it is header too."""
    return unit.kind in ("release", "byline") or index in topics or unit.dated is not None or unit.code


def _head(found: list[Unit], topics: set[int], title: str | None) -> int:
    """Index of the article's first unit."""
    first, passed = 0, 0  # the article's first unit so far; words of the sentences before it
    prose, words = 0, 0
    left = sum(unit.words for unit in found if unit.prose)
    for i, unit in enumerate(found[:_HEAD_UNITS]):
        if _signal(unit, i, topics) or (title and unit.text == title):
            if words == passed or left - words >= words:  # or it is the foot of a short article
                first, passed = i + 1, words
        elif unit.kind == "link" and first == i and (first or not words):
            first = i + 1
        elif unit.prose:
            prose, words = prose + 1, words + unit.words
            if prose > _HEAD_PROSE or unit.words > _STANDFIRST_WORDS or dateline(unit.text):
                break
    return first or (1 if _heading(found) else 0)


def _heading(found: list[Unit]) -> bool:
    """The first line is a title: no sentence, set apart, and sentences follow."""
    if len(found) < 2 or not found[0].spaced or not any(u.prose for u in found[1:4]):
        return False
    first = found[0]
    starts = first.text[0].isupper() or first.text[0] in "\"'“‘"
    return starts and 3 <= first.words <= 25 and first.text[-1] not in ".:;,-–—…" and not dateline(first.text)


def _title(head: list[Unit]) -> str | None:
    for unit in head:
        if unit.kind is None and not unit.dated and not unit.code and 2 <= unit.words <= 30:
            return unit.text
    return None


def _tail(found: list[Unit], start: int) -> tuple[int, bool]:
    """Index after the article's last unit, and whether a notice cuts the article off there."""
    words = [unit.words if unit.prose else 0 for unit in found]
    before, after = 0, sum(words[start:])
    for i in range(start, len(found)):
        after -= words[i]
        if before and found[i].kind in ("cut", "more", "notice") and after <= _TAIL_SHARE * before:
            return i, any(unit.kind == "cut" for unit in found[i:])
        before += words[i]
    return len(found), False


def _topics(found: list[Unit]) -> tuple[tuple[str, ...], set[int]]:
    """The topics and the indexes of their lines: after "Tags:", or the lines under such a heading."""
    topics: list[str] = []
    used: set[int] = set()
    for i, unit in enumerate(found):
        if unit.kind != "topics":
            continue
        used.add(i)
        listed = load_cues()["topics"].rest(unit.text)
        for j, below in enumerate(found[i + 1 : i + 20], i + 1):
            if listed or below.prose or below.words > 30 or below.kind or below.dated:
                break
            topics.extend(_split(below.text))
            used.add(j)
            if "," in below.text or (below.spaced and not found[j - 1].spaced):
                break
        topics.extend(_split(listed))
    return tuple(dict.fromkeys(topics)), used


def _split(line: str) -> list[str]:
    parts = line.replace("|", ",").replace("•", ",").replace("·", ",").replace(";", ",").split(",")
    return [part.strip(" #\u00a0") for part in parts if part.strip(" #\u00a0")]


def _byline(head: list[Unit], tail: list[Unit]) -> str | None:
    cues = load_cues()
    for unit in head:
        if unit.kind == "byline":
            return cues["byline"].rest(unit.text.split("|")[0].replace("\u00a0", " "))
    for unit in tail:  # "More from A. Writer" after the article
        if unit.kind == "more":
            name = cues["more"].rest(unit.text.replace("\u00a0", " "))
            if 2 <= len(name.split()) <= 4 and all(word[0].isupper() and word.isalpha() for word in name.split()):
                return name
    return None


def _dated_title(head: list[Unit]) -> str | None:
    """The day with which a title ends: "Daily report of the mission, 27 January 2022"."""
    for unit in head[:2]:
        found = first_date(unit.text) if unit.kind is None and not unit.prose else None
        if found and found[2] == len(unit.text):
            return found[0]
    return None


def _dateline(body: list[Unit]) -> str | None:
    """The date of a dateline, or the one with which the first paragraph alone opens: several are a chronicle's."""
    told = next((iso for unit in body[:4] if (iso := dateline(unit.text))), None)
    if told or not body or not (opening := _opening_date(body[0])):
        return told
    return None if any(_opening_date(unit) for unit in body[1:]) else opening


def _opening_date(unit: Unit) -> str | None:
    """The date before a dash with which a paragraph opens: "Dec 1, 2024 - Rebels"."""
    found = first_date(unit.text[:40])
    return found[0] if found and not found[1] and _DASHED.match(unit.text, found[2]) else None


def _ranges(found: list[Unit], kept: list[int]) -> tuple[tuple[int, int], ...] | None:
    """Neighbouring units as one range; None where nothing was left out."""
    if len(kept) == len(found):
        return None
    ranges: list[tuple[int, int]] = []
    for before, i in zip([-2, *kept], kept, strict=False):
        if i == before + 1:
            ranges[-1] = (ranges[-1][0], found[i].end)
        else:
            ranges.append((found[i].start, found[i].end))
    return tuple(ranges)
