"""A row of places in the order of the text: "the town of A, the B base, and parts of C".

The parser hangs long rows in many ways; what stands in the row can be read off the commas and joining words between.
"""

from collections.abc import Collection

from polemos.codebook.places import PlaceWords
from polemos.model.analysis import Analysis, Mention

_PLACES = ("place", "facility")
_LONGEST = 25
"""Members after which a row is no more followed."""


def row_of(analysis: Analysis, mention: Mention, words: PlaceWords) -> list[Mention]:
    """The mention with those that follow it in the same row. What only commas join counts where a joining word follows,
    so that "in Kandahar, Afghanistan" stays one place."""
    sure, tentative = [mention], list[Mention]()
    at = _past_relation(analysis, _outer_end(analysis, mention), words)
    while len(sure) + len(tentative) < _LONGEST:
        start, joined = _connective(analysis, at, words)
        member = _starting(analysis, start) if start > at else None
        if member is None or _new_clause(analysis, member, mention):
            break
        tentative.append(member)
        if joined:
            sure, tentative = sure + tentative, []
        at = _past_relation(analysis, member.last, words)
    return sure


def members(analysis: Analysis, mention: Mention, words: PlaceWords) -> list[Mention]:
    """The names that are listed after "several villages in the process, including:"."""
    at = mention.last
    sentence = analysis.sentence_of(mention.head)
    for index in range(at, min(sentence.last, at + 6)):
        token = analysis.tokens[index]
        if token.pos in ("VERB", "AUX") and token.lemma not in words.listing:
            return []
        if token.lemma in words.listing or token.text.lower() in words.listing:
            start = index + 1 + (analysis.tokens[index + 1].text == ":")
            first = next((m for m in analysis.mentions if m.first == start and m.named), None)
            return row_of(analysis, first, words) if first is not None else []
    return []


def _outer_end(analysis: Analysis, mention: Mention) -> int:
    """The end of the longest mention of a place that has the same first word."""
    return max(
        m.last for m in analysis.mentions if m.first == mention.first and m.category in (*_PLACES, mention.category)
    )


def _connective(analysis: Analysis, at: int, words: PlaceWords) -> tuple[int, bool]:
    """Where the words after commas and joining words begin, and whether a joining word stands there."""
    joined, index = False, at
    tokens, last = analysis.tokens, analysis.sentence_of(at - 1).last
    while index < last:
        length = next((n for n in (3, 2, 1) if _text(analysis, index, n, last) in words.joining), 0)
        if length:
            joined = True
        elif tokens[index].text != "," and not (tokens[index].pos == "ADV" and index > at):
            break
        index += length or 1
    return index, joined


def _text(analysis: Analysis, index: int, length: int, last: int) -> str:
    if index + length > last:
        return ""
    return " ".join(token.text.lower() for token in analysis.tokens[index : index + length])


def _starting(analysis: Analysis, start: int) -> Mention | None:
    """The longest place that begins here."""
    found = [m for m in analysis.mentions if m.first == start and not m.pronoun]
    longest = max(found, key=lambda m: m.last, default=None)
    if longest is None or (longest.category not in _PLACES and not _bare_name(longest)):
        return None
    return longest


def _bare_name(mention: Mention) -> bool:
    """A name of which nothing more is known; in a row of places it is one."""
    return mention.named and mention.category in ("person", "thing", "group") and mention.kind in ("person", "other")


def _past_relation(analysis: Analysis, at: int, words: PlaceWords) -> int:
    """Behind "north of the city" and "in Homs", which tell where the last member is."""
    tokens, index = analysis.tokens, at
    last = analysis.sentence_of(at - 1).last
    if index < last and tokens[index].text == "," and index + 1 < last and tokens[index + 1].lemma in words.relations:
        index += 1
    if index < last and (tokens[index].lemma in words.relations or tokens[index].lemma in ("in", "near", "of", "on")):
        index += 1
        while index < last and tokens[index].lemma in ("of", "the"):
            index += 1
        inner = _starting(analysis, index) or _starting(analysis, index - 1)
        if inner is not None:
            return inner.last
    return at


def _new_clause(analysis: Analysis, member: Mention, first: Mention) -> bool:
    """ "Took A, and B was shelled": the row ends where a verb of its own follows."""
    head = analysis.tokens[member.head]
    verb = analysis.tokens[head.head]
    own: Collection[str] = ("nsubj", "nsubjpass")
    return head.dep in own and verb.pos in ("VERB", "AUX") and verb.index != analysis.tokens[first.head].head
