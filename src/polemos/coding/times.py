"""Which time phrase dates which word (codebook section 10).

A phrase dates what it stands with: in "on Friday an official said 100 had surrendered" it is the saying. From the word
upwards: phrases of its own noun and clause, of the clauses it shares a subject or a fate with, the sentence's leading
phrase, and last what the sentence before in the same paragraph told.
"""

from polemos.codebook.loader import Codebook
from polemos.codebook.times import TimePatterns, time_patterns
from polemos.coding.time_phrases import Phrase, is_dateline, is_year, phrase_of
from polemos.model.analysis import Analysis, Sentence, Token
from polemos.model.moment import Moment

_LEADING = 4
"""Tokens from a sentence's start in which its leading phrase begins."""
_CARRIED = 2
"""Sentences over which a time carries on inside a paragraph."""
_TELLER = 10
"""Tokens behind a phrase in which somebody is said to tell what came before it."""
_OPENED = 8
"""Tokens that a phrase such as "after the capture of the town" may have."""


class TimeRules:
    """Finds the time phrases of a report."""

    def __init__(self, codebook: Codebook) -> None:
        self.patterns: TimePatterns = time_patterns(codebook)

    def of(self, analysis: Analysis) -> "Times":
        """All phrases of a report, ready to be asked for the time of a word."""
        phrases: list[Phrase] = []
        for sentence in analysis.sentences:
            phrases.extend(self._in(analysis, sentence))
        return Times(analysis, tuple(phrases), self.patterns)

    def _in(self, analysis: Analysis, sentence: Sentence) -> list[Phrase]:
        span = analysis.span(sentence.first, sentence.last)
        found = []
        for match in self.patterns.find(span.text):
            inside = [
                t.index
                for t in analysis.sentence_tokens(sentence)
                if t.start < span.start + match.end and t.end > span.start + match.start
            ]
            bare = match.rule == "year" and not match.effects and not is_year(analysis, inside)
            if inside and not bare and not is_dateline(analysis, sentence, inside):
                teller = self._teller(analysis, inside[0])
                if teller is None:
                    teller = self._told_before(analysis, sentence, inside[0], inside[-1] + 1)
                found.append(phrase_of(analysis, inside[0], inside[-1] + 1, match.rule != "unknown", holder=teller))
        taken = {index for phrase in found for index in range(phrase.first, phrase.last)}
        for token in analysis.sentence_tokens(sentence):
            if token.lemma in self.patterns.openers and token.dep in ("prep", "mark") and token.index not in taken:
                opened = self._opened(analysis, token, taken)
                if opened is not None:
                    found.append(opened)
        return sorted(found, key=lambda phrase: phrase.first)

    def _teller(self, analysis: Analysis, first: int) -> int | None:
        """The verb of telling right before a phrase: "said on Saturday it had held" dates the saying, whatever the
        parser makes of the clause behind it."""
        before = analysis.tokens[first - 1] if first else None
        tells = before is not None and before.pos == "VERB" and before.lemma in self.patterns.telling
        return before.index if before is not None and tells else None

    def _told_before(self, analysis: Analysis, sentence: Sentence, first: int, last: int) -> int | None:
        """The verb that a phrase between commas dates before who tells it: "seized X, on Tuesday, the army said"."""
        tokens = analysis.tokens
        if (
            first == sentence.first
            or last >= sentence.last
            or (tokens[first - 1].text, tokens[last].text) != (",", ",")
        ):
            return None
        for index in range(last, min(last + _TELLER, sentence.last)):
            teller = tokens[index]
            if teller.pos == "VERB" and teller.lemma in self.patterns.telling:
                told = [c.index for c in analysis.children(index, "ccomp") if c.index < first]
                return told[-1] if told else None
        return None

    def _opened(self, analysis: Analysis, token: Token, taken: set[int]) -> Phrase | None:
        """ "after the capture of the town": a time without a date."""
        top = token.head if token.dep == "mark" else token.index
        words = [index for index in analysis.subtree(top) if index >= token.index][:_OPENED]
        last = next((n for n, index in enumerate(words) if index != token.index + n), len(words)) + token.index
        if last <= token.index + 1 or any(index in taken for index in range(token.index, last)):
            return None
        return phrase_of(analysis, token.index, last, False, holder=analysis.tokens[top].head)


class Times:
    """The time phrases of one report, and which of them dates a word."""

    def __init__(self, analysis: Analysis, phrases: tuple[Phrase, ...], patterns: TimePatterns) -> None:
        self.analysis, self.phrases = analysis, phrases
        self.telling, self.openers, self.simultaneous = patterns.telling, patterns.openers, patterns.simultaneous
        self.within, self.achieving = patterns.within, patterns.achieving
        self.held: dict[int, list[Phrase]] = {}
        self.by_sentence: dict[int, list[Phrase]] = {}
        for phrase in phrases:
            self.held.setdefault(phrase.holder, []).append(phrase)
            self.by_sentence.setdefault(analysis.tokens[phrase.first].sentence, []).append(phrase)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Every phrase, in text order, without dates: what the dates of others are counted from."""
        return tuple(phrase.moment for phrase in self.phrases)

    def moment(self, token: int) -> Moment | None:
        """When what this word says happened, as far as the text tells; None where it says nothing."""
        phrase = self.phrase(token)
        return phrase.moment if phrase is not None else None

    def direct(self, token: int) -> Moment | None:
        """When a standing situation held, where a phrase stands with its own words; no frame around it dates it."""
        phrase = self._own(token)
        return phrase.moment if phrase is not None else None

    def phrase(self, token: int) -> Phrase | None:
        """The phrase that dates the word: a dated one where any does, else one without a date."""
        own = self._own(token)
        if own is not None and own.dated:
            return own
        return self._leading(token) or self._carried(token) or self._closing(token) or own

    def _own(self, token: int) -> Phrase | None:
        """A phrase of the word itself, its clause, or a clause that happens with it; one without a date comes last."""
        current = self.analysis.tokens[token]
        undated: Phrase | None = None
        told = False
        while True:
            found = self._held(current.index, token, token if told else -1)
            if found is not None and found.dated:
                return found
            undated = undated or found
            above = self.analysis.tokens[current.head]
            if current.head == current.index or not self._shares(current, above):
                return self._below(token) or undated
            # "The army on Friday confirmed the capture": of the words that tell, what comes first dates the telling.
            told = told or (current.pos == "NOUN" and above.lemma in self.telling)
            current = above

    def _shares(self, token: Token, above: Token) -> bool:
        """The word above happens at the same time: its noun's verb, the verb it is coordinated with or hangs on."""
        if token.dep in ("relcl", "acl", "parataxis", "ROOT", "ccomp") or token.dep in _APART:
            return False
        if above.pos in ("ADP", "SCONJ") and above.lemma in self.openers:
            return False  # "withdrew on Monday after taking the town": the taking was before
        if token.dep == "advcl":
            marks = self.analysis.children(token.index, "mark")
            return above.lemma not in self.telling and not any(mark.lemma in self.openers for mark in marks)
        return not (token.pos in ("VERB", "AUX") and above.lemma in self.telling and token.dep not in ("conj", "xcomp"))

    def _held(self, holder: int, token: int, after: int = -1) -> Phrase | None:
        """The nearest phrase that hangs on a word, on a place or name in its clause, or on its relative clause."""
        held = [p for p in self.held.get(holder, []) if not p.first <= token < p.last]
        if not any(p.dated for p in held):
            held.extend(p for index in self._inside(holder) for p in self.held.get(index, []) if p.dated)
        held = [p for p in held if p.first > after]
        return min(held, key=lambda p: (not p.dated, abs(p.first - token), p.first), default=None)

    def _inside(self, holder: int) -> list[int]:
        """Words below, in the same clause, whose phrases mean the whole: "met him in Riyadh today"."""
        found: list[int] = []
        stack = [(holder, False)]
        nominal = self.analysis.tokens[holder].pos in ("NOUN", "PROPN")
        while stack:
            index, scene = stack.pop()
            for child in self.analysis.children(index):
                if child.dep in _OWN_CLAUSE:
                    if self._meanwhile(child):
                        found.append(child.index)
                        stack.append((child.index, False))
                    elif nominal and child.dep in ("relcl", "acl") and child.head == holder:
                        found.append(child.index)
                    continue
                # "was killed in a raid on Monday": what happened then and there
                within = scene or (index == holder and not nominal and child.lemma in self.within)
                if child.entity or child.pos in ("ADP", "ADV") or (within and child.pos in ("NOUN", "PROPN")):
                    found.append(child.index)
                stack.append((child.index, within))
        return found

    def _meanwhile(self, clause: Token) -> bool:
        """ "detained two men while searching a house on Monday": one time for both."""
        words = self.analysis.children(clause.index, "mark", "advmod")
        return clause.dep == "advcl" and any(word.lemma in self.simultaneous for word in words)

    def _below(self, token: int) -> Phrase | None:
        """ "attacked the base and fled on Monday": a phrase at the end of what is coordinated dates all of it."""
        for child in self.analysis.children(token, "conj", "xcomp"):
            if child.pos in ("VERB", "AUX") and child.index > token:
                held = [p for p in self.held.get(child.index, []) if p.first > child.index and p.dated]
                if held:
                    return held[0]
        return None

    def _leading(self, token: int) -> Phrase | None:
        """The phrase with which the sentence opens."""
        sentence = self.analysis.sentence_of(token)
        verb = self._verb(token)
        if self.analysis.tokens[token].dep in _APART or (verb is not None and verb.dep in ("xcomp", "pcomp")):
            return None
        for phrase in self.by_sentence.get(sentence.index, []):
            opens = phrase.first - sentence.first <= _LEADING or self._between_commas(sentence, phrase)
            if opens and phrase.last <= token and phrase.dated:
                return None if self._told(phrase, token) else phrase
        return None

    def _between_commas(self, sentence: Sentence, phrase: Phrase) -> bool:
        """ "Days earlier, on 30 November, jets struck": before the clause begins."""
        before = self.analysis.tokens[sentence.first : phrase.first]
        closed = phrase.last < len(self.analysis.tokens) and self.analysis.tokens[phrase.last].text == ","
        return closed and len(before) <= _OPENED and not any(t.pos in ("VERB", "AUX", "PROPN") for t in before)

    def _told(self, phrase: Phrase, token: int) -> bool:
        """The phrase dates a telling, and the word is what was told."""
        return self._dates_telling(phrase) and any(t.index == phrase.holder for t in self.analysis.ancestors(token))

    def _dates_telling(self, phrase: Phrase) -> bool:
        """The phrase says when somebody told.

        Where nobody tells ("On 4 January it was reported") it dates what follows.
        """
        holder = self.analysis.tokens[phrase.holder]
        nobody = any(child.lemma == "it" for child in self.analysis.children(holder.index, "nsubjpass"))
        return holder.lemma in self.telling and not nobody

    def _perfect(self, verb: Token) -> bool:
        return any(child.lemma == "have" for child in self.analysis.children(verb.index, "aux"))

    def _carried(self, token: int) -> Phrase | None:
        """The time told last in the paragraph, where the sentence itself tells none and goes on in the past."""
        sentence = self.analysis.sentence_of(token)
        if any(p.dated for p in self.by_sentence.get(sentence.index, [])) or not self._goes_on(token):
            return None
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _CARRIED), -1):
            before = self.analysis.sentences[index]
            if before.paragraph != sentence.paragraph:
                return None
            dated = [p for p in self.by_sentence.get(index, []) if p.dated]
            if dated:
                frame = self._opening(before, dated)
                inner = frame is not None and frame.first - before.first > _LEADING
                # What a sentence says of its own deed goes on in the next where that tells of it or of another place.
                goes_on = self._is_same(token, sentence) or self._moves_on(before, sentence)
                return None if inner and not goes_on else frame
        return None

    def _is_same(self, token: int, sentence: Sentence) -> bool:
        """Whether a sentence tells more of what the one before told: "they seized", "two were killed", "during it"."""
        verb = self._verb(token)
        suffered = verb is not None and bool(self.analysis.children(verb.index, "auxpass", "nsubjpass"))
        return suffered or self.analysis.tokens[sentence.first].lemma in _SAME

    def _moves_on(self, before: Sentence, sentence: Sentence) -> bool:
        """Whether a sentence names a place that the one before does not name."""
        named = [
            {
                mention.name
                for mention in self.analysis.mentions
                if each.first <= mention.head < each.last and mention.category == "place" and mention.named
            }
            for each in (before, sentence)
        ]
        return bool(named[1] - named[0])

    def _closing(self, token: int) -> Phrase | None:
        """The sentence's only time, where it is the last that it says and its main verb tells of the past."""
        sentence = self.analysis.sentence_of(token)
        dated = [p for p in self.by_sentence.get(sentence.index, []) if p.dated]
        if len(dated) != 1 or not self._goes_on(token) or self._dates_telling(dated[0]):
            return None
        rest = self.analysis.tokens[dated[0].last : sentence.last]
        last = dated[0].first > token and all(t.pos in ("PUNCT", "SPACE") for t in rest)
        verb = self._finite(token)
        main = verb is not None and verb.dep == "ROOT" and verb.lemma not in self.telling
        return dated[0] if last and main else None

    def _opening(self, sentence: Sentence, dated: list[Phrase]) -> Phrase | None:
        """The phrase with which the sentence opens, or that dates its main verb.

        "On 5 May, ..." and "attacked the base on 5 May" frame what follows, "said on 5 May" does not.
        """
        framing = [p for p in dated if p.first - sentence.first <= _LEADING]
        framing += [p for p in dated if self.analysis.tokens[p.holder].dep == "ROOT"]
        framing = [p for p in framing if not self._dates_telling(p)]
        return framing[0] if framing else None

    def _verb(self, token: int) -> Token | None:
        """The verb of the clause in which a word stands."""
        chain = (self.analysis.tokens[token], *self.analysis.ancestors(token))
        return next((t for t in chain if t.pos in ("VERB", "AUX")), None)

    def _finite(self, token: int) -> Token | None:
        """The verb of the clause; of "managed to seize", "was able to seize" the one that says that it came true."""
        verb = self._verb(token)
        while verb is not None and verb.dep == "xcomp" and self.analysis.tokens[verb.head].lemma in self.achieving:
            above = self.analysis.tokens[verb.head]
            verb = above if above.pos in ("VERB", "AUX") else self.analysis.tokens[above.head]
        return verb

    def _goes_on(self, token: int) -> bool:
        """The main clause goes on telling of the past: no "had been", no "will", no present."""
        verb = self._finite(token)
        if verb is None or self.analysis.tokens[token].dep in _APART or verb.dep not in _GOING_ON:
            return False
        auxiliaries = self.analysis.children(verb.index, "aux", "auxpass")
        tags = {t.tag for t in (verb, *auxiliaries)}
        return "VBD" in tags and "MD" not in tags and not self._perfect(verb)


_SAME = ("they", "it", "this", "these", "during")
"""With one of these a sentence goes on about what the one before told."""
_OWN_CLAUSE = ("relcl", "acl", "advcl", "ccomp", "csubj", "pcomp", "conj", "parataxis", "xcomp")
_GOING_ON = ("ROOT", "conj", "advcl")
"""Clauses that tell what happened next: the main one, those beside it, and "..., killing three"."""
_APART = ("compound", "appos", "nmod", "amod", "poss")
"""Words that stand beside another and have no time of their own: titles, names, attributes."""
