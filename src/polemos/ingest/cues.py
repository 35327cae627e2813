"""The words of layout.yaml, checked when they are loaded."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

import yaml

from polemos.errors import CodebookError

Kind = Literal["cut", "notice", "more", "release", "link", "topics", "caption", "byline", "dated"]
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
_TAIL = 80
"""Characters at the end of a caption in which its credit must stand."""


@dataclass(frozen=True, slots=True)
class Cue:
    """How to tell one kind of line."""

    kind: Kind
    most_words: int
    starts: tuple[str, ...]
    equals: frozenset[str]
    contains: tuple[str, ...]
    exact: tuple[str, ...]
    ends: tuple[str, ...]
    examples: tuple[str, ...]
    others: tuple[str, ...]

    def holds(self, line: str, folded: str) -> bool:
        """`line` as written, `folded` after `fold`."""
        return self._fits(line, folded) and len(folded.split()) <= self.most_words

    def _fits(self, line: str, folded: str) -> bool:
        if folded.rstrip(":. ") in self.equals or line.endswith(self.ends):
            return True
        if folded.startswith(self.starts) and any(_begins(folded, start) for start in self.starts):
            return True
        if any(phrase in folded for phrase in self.contains):
            return True
        return any(_stands(phrase, line[-_TAIL:]) for phrase in self.exact)

    def rest(self, line: str) -> str:
        """What follows the phrase that the line starts with: the topics after "Tags:"; empty if that is all."""
        folded = line.lower()
        if fold(line).rstrip(":. ") in self.equals:
            return ""
        longest = max((len(start) for start in self.starts if _begins(folded, start)), default=0)
        return line[longest:].strip(" :")


def fold(line: str) -> str:
    """A line as the phrases are written: lower case, plain quotes, no bullet, single spaces."""
    return re.sub(r"\s+", " ", line.translate(_PLAIN)).strip(" •·*>|→»–—-").lower()


def _begins(folded: str, start: str) -> bool:
    """Starts with this phrase, and the phrase does not end inside a word."""
    if not folded.startswith(start):
        return False
    return len(folded) == len(start) or not start[-1].isalnum() or not folded[len(start)].isalnum()


def _stands(phrase: str, text: str) -> bool:
    """The phrase is in the text, and not as a part of a longer word."""
    at = text.find(phrase)
    if at < 0:
        return False
    end = at + len(phrase)
    inside = at > 0 and phrase[0].isalnum() and text[at - 1].isalnum()
    return not inside and not (end < len(text) and phrase[-1].isalnum() and text[end].isalnum())


@cache
def load_cues() -> dict[Kind, Cue]:
    """All kinds of line, in the order of the file: the first that holds decides."""
    file = resources.files("polemos.ingest") / "layout.yaml"
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    problems: list[str] = []
    cues = [cue for entry in entries if (cue := _cue(entry, problems))]
    if problems:
        raise CodebookError(problems)
    return {cue.kind: cue for cue in cues}


def _cue(entry: Any, problems: list[str]) -> Cue | None:
    kind = entry.get("is")
    if kind not in get_args(Kind):
        problems.append(f"layout.yaml: {kind!r} is no kind of line; one of {', '.join(get_args(Kind))} is needed")
        return None
    lists = ("starts", "equals", "contains", "exact", "ends", "examples", "others")
    unknown = sorted(set(entry) - {"is", "most_words", *lists})
    problems.extend(f"layout.yaml: {kind}: {key} is not a field" for key in unknown)
    for key in ("starts", "equals", "contains"):
        problems.extend(
            f"layout.yaml: {kind}: {p!r} must be in lower case" for p in entry.get(key, ()) if p != p.lower()
        )
    values = {key: tuple(map(str, entry.get(key, ()))) for key in lists}
    values["starts"] = tuple(sorted(values["starts"], key=len, reverse=True))
    return Cue(kind, int(entry.get("most_words", 10)), equals=frozenset(values.pop("equals")), **values)
