"""The lines of a text, and what each looks like on its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from polemos.ingest.cues import Kind, fold, load_cues
from polemos.ingest.dates import DATE, first_date

_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?(?:\.\d{1,6})?\b|(?<=\d)T(?=\d)|(?<=\d)Z\b")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9/-]{0,30}\d[A-Z0-9/-]{0,30}$")
_ENDS = re.compile(r"""[.!?…:][\])"'”’»*\d\[]{0,6}$""")
_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*\.?")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_BARS = ("|", "-", "–", "—", "·", "•")
_AGENCY = re.compile(r"\([^()\d]{2,40}\) ?[-–—]")
_STOPPED = re.compile(r"[.:] ?[A-Z\d\"“‘\[]")
_OPENERS = ("on", "in", "at", "since", "by", "after", "before", "the", "from", "until", "between", "during")
"""With one of these a sentence opens, and no dateline that ends in a stop: "Goma, 28 January 2025. The rebels"."""
_PARTICLES = ("and", "de", "da", "di", "la", "le", "el", "al", "bin", "ibn", "van", "von", "der", "den", "del", "dos")
_SMALL = frozenset({*_PARTICLES, "in", "city"})
"""Words inside a name or between two that begin small."""


@dataclass(frozen=True)
class Unit:
    """One paragraph or one line of layout: `text[start:end]`, without the white space around it."""

    start: int
    end: int
    text: str
    spaced: bool
    """A blank line or the end of the text follows."""

    @cached_property
    def kind(self) -> Kind | None:
        """What layout.yaml says of the line; the first kind that holds."""
        folded = fold(self.text[:2000])
        cues = load_cues()
        found = (kind for kind, cue in cues.items() if kind != "dated" and cue.holds(self.text, folded))
        kind = next(found, None)
        return kind if kind != "byline" or _names(cues["byline"].rest(self.text)) else None

    @cached_property
    def words(self) -> int:
        return len(self.text.split())

    @cached_property
    def prose(self) -> bool:
        """A sentence or more: it ends as sentences do and is long enough for one."""
        return self.words >= 6 and bool(_ENDS.search(self.text[-12:])) and self.kind not in ("cut", "notice", "caption")

    @cached_property
    def dated(self) -> str | None:
        """The date, where the line is a date line: it says a date and little else."""
        return date_line(self.text)

    @property
    def code(self) -> bool:
        """A release or document number."""
        return bool(_CODE.match(self.text))


def units(text: str) -> Iterator[Unit]:
    """Paragraphs in order. Lines that a program wrapped are one paragraph; other lines are one each."""
    block: list[tuple[int, int]] = []
    for found in re.finditer(r"[^\r\n\u2028\u2029\x0b\x0c]*(?:\r\n|[\r\n\u2028\u2029\x0b\x0c]|\Z)", text):
        line = found.group()
        start = found.start() + len(line) - len(line.lstrip())
        end = found.start() + len(line.rstrip())
        if end > start:
            block.append((start, end))
        elif block:
            yield from _block(text, block)
            block = []
    if block:
        yield from _block(text, block)


def _block(text: str, lines: list[tuple[int, int]]) -> Iterator[Unit]:
    if _wrapped(text, lines):
        lines = [(lines[0][0], lines[-1][1])]
    for i, (start, end) in enumerate(lines):
        yield Unit(start, end, text[start:end], i == len(lines) - 1)


def _wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """All lines but the last are about as long as the longest, and most break in the middle of a sentence."""
    if len(lines) < 2:
        return False
    lengths = [end - start for start, end in lines[:-1]]
    longest = max(lengths)
    if not 45 <= longest <= 110 or min(lengths) < 0.6 * longest or lines[-1][1] - lines[-1][0] > longest + 5:
        return False
    broken = sum(1 for start, end in lines[:-1] if not _ENDS.search(text[max(start, end - 12) : end]))
    return broken * 2 > len(lengths) and (len(lines) > 2 or text[lines[1][0]].islower())


def date_line(line: str) -> str | None:
    """The ISO date of a line such as "Published: 12 February 2014, 10:30 GMT" or "Kampala, May 3, 2021"."""
    if len(line) > 120:
        return None
    found = first_date(line)
    if not found:
        return None
    bare = _TIME.sub(" ", DATE.sub(" ", line))
    stamps = load_cues()["dated"].starts
    words = [w for w in _WORD.findall(bare) if w.lower().rstrip(".") not in stamps]
    if len(words) > 3 or any(w[0].islower() for w in words) or line.rstrip()[-1] in ".!?":
        return None
    return found[0]


def dateline(paragraph: str) -> str | None:
    """The ISO date of an agency's dateline at the start of the paragraph: "Quito, 3 Mar 88 (AGENCY) -- [Text]",
    "AMMAN | 12 February 2014", "Feb 12, 2014 (Agency) -"."""
    head = paragraph[:160]
    found = first_date(head)
    if not found:
        return None
    iso, start, end = found
    before, after = re.sub(r"[(),]", " ", head[:start]).split(), head[end:].lstrip(" )")
    barred = "|" in before
    before = [word for word in before if word not in _BARS]
    if not before:
        # A date alone opens the entries of a chronicle; with an agency in brackets it is a dispatch's.
        return iso if _AGENCY.match(after) else None
    if not 1 <= len(before) <= 8 or not all(w[0].isupper() or w.lower() in _SMALL for w in before):
        return None
    closed = after.startswith(("(", "-", "–", "—", "[", "|", "·")) or not after or after[0] in "\r\n"
    stopped = bool(_STOPPED.match(after)) and before[0].lower() not in _OPENERS
    return iso if closed or stopped or (barred and after[0].isupper()) else None


def _names(rest: str) -> bool:
    """One name or more: two to ten words that begin with a capital, no sentence."""
    words = _NAME.findall(re.split(r"[|•·]", rest)[0])
    if not 1 <= len(words) <= 10 or rest.rstrip().endswith((".", ":", ";")):
        return False
    large = [w for w in words if w[0].isupper()]
    return len(large) >= 2 and all(w[0].isupper() or w in _SMALL for w in words)
