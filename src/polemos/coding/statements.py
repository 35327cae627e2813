"""Texts that are somebody's own statement: all that follows "the minister said:", and communiques with a header."""

import re

from polemos.codebook.speech import Speech
from polemos.coding.quotes import Quoted
from polemos.coding.reporting import Act
from polemos.coding.voices import Voice
from polemos.model.analysis import Analysis

_HEADER = re.compile(r"\[([^\[\]]{1,60})\]\s{0,3}\[([^\[\]]{3,120})\]")
_HEADER_REACH = 500
"""Characters from the start of a report in which a monitored broadcast names its kind and its speaker."""
_BRACKET = re.compile(r"\[([^\[\]]{2,60})\]")
_TRANSCRIPT = re.compile(r"\[(?:begin|passage|question|reporter|words indistinct|end|text)\b", re.IGNORECASE)
_STARTS = re.compile(r"(?:^|\]\s|\n[ \t]*\n[ \t]*|\n {2,8})$")
_WRAPPED = re.compile(r"[a-z,]\n[a-z]")


def statements(analysis: Analysis, speech: Speech, acts: list[Act], quoted: Quoted) -> list[Act]:
    """One act for each stretch of the report that is a statement without quotation marks, to the next or to the end."""
    turns = _turns(analysis, speech)
    headed = _headed(analysis, speech)
    opened = [] if turns or headed else _opened(analysis, speech, acts, quoted)
    return [
        Act(act.cue, act.voices, "asserts", frozenset(range(start, end)), True)
        for start, end, act in (*headed, *turns, *opened)
        if end > start
    ]


def _opened(analysis: Analysis, speech: Speech, acts: list[Act], quoted: Quoted) -> list[tuple[int, int, Act]]:
    """Where a clause that reports ends in a colon, and a line or a text in the first person follows."""
    found: list[tuple[int, int, Act]] = []
    wrapped = _WRAPPED.search(analysis.report.text) is not None
    opening = {quote.first - 1 for quote in quoted.quotes}
    quoted_to = max((quote.last for quote in quoted.quotes if quote.speech), default=0)
    spoken_to = max((token.index for token in analysis.tokens if token.lemma in speech.first_person), default=-1)
    for token in analysis.tokens[:-1]:
        start = token.index + 1
        between = analysis.report.text[token.end : analysis.tokens[start].start]
        if token.text != ":" or start in opening:
            continue
        own_text = quoted_to <= start <= spoken_to and analysis.tokens[start].text[:1].isupper()
        if between.count("\n") < (2 if wrapped else 1) and not own_text:
            continue
        first = analysis.sentence_of(token.index).first
        cues = [act for act in acts if first <= act.cue < token.index and act.voices and act.cue not in quoted.inside]
        if cues:
            if found:
                found[-1] = (found[-1][0], first, found[-1][2])
            found.append((start, len(analysis.tokens), cues[-1]))
    return found


def _headed(analysis: Analysis, speech: Speech) -> list[tuple[int, int, Act]]:
    """The header of a monitored broadcast: "[communique] [Army High Command] [Text]"."""
    for match in _HEADER.finditer(analysis.report.text, 0, _HEADER_REACH):
        if not speech.headers & set(re.findall(r"\w+", match[1].lower())):
            continue
        act = _bracketed(analysis, match.start(2), match.end(2), match.start(1))
        after = [t.index for t in analysis.tokens if t.start >= match.end()]
        if act is not None and after:
            return [(after[0], len(analysis.tokens), act)]
    return []


def _turns(analysis: Analysis, speech: Speech) -> list[tuple[int, int, Act]]:
    """The turns of a transcript: "[Salas] We shall not negotiate. [Reporter] Why? [end recording]"."""
    if not _TRANSCRIPT.search(analysis.report.text):
        return []
    found: list[tuple[int, int, Act]] = []
    marks = list(_BRACKET.finditer(analysis.report.text))
    for number, match in enumerate(marks):
        if not _is_turn(analysis, speech, match):
            continue
        end = next(
            (m.start() for m in marks[number + 1 :] if _ends_turn(analysis, speech, m)), len(analysis.report.text)
        )
        act = _bracketed(analysis, match.start(1), match.end(1), match.start(1))
        inside = [t.index for t in analysis.tokens if match.end() <= t.start < end]
        if act is not None and inside:
            found.append((inside[0], inside[-1] + 1, act))
    return found


def _ends_turn(analysis: Analysis, speech: Speech, match: "re.Match[str]") -> bool:
    return _is_turn(analysis, speech, match) or bool(set(match[1].lower().split()) & speech.turn_ends)


def _is_turn(analysis: Analysis, speech: Speech, match: "re.Match[str]") -> bool:
    """A bracket at the start of a paragraph, or right after another, that holds a name and no stage direction."""
    before = analysis.report.text[max(0, match.start() - 40) : match.start()]
    words = match[1].split()
    named = (match[1][:1].isupper() and len(words) <= 5) or match[1].lower() in speech.turn_speakers
    return (
        named
        and _STARTS.search(before) is not None
        and not set(match[1].lower().split()) & (speech.turn_ends | speech.headers)
    )


def _bracketed(analysis: Analysis, start: int, end: int, cue_start: int) -> Act | None:
    words = [t.index for t in analysis.tokens if start <= t.start and t.end <= end]
    if not words:
        return None
    cue = next((t.index for t in analysis.tokens if t.end > cue_start), words[0])
    return Act(cue, (Voice(words[-1], (words[0], words[-1] + 1)),), "asserts", frozenset())
