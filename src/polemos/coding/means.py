"""With what an event was done, its weapon, and what it hit besides people and groups: buildings, vehicles, lines."""

from collections.abc import Container, Iterator

from polemos.codebook.loader import Codebook
from polemos.codebook.weapons import weapon_words
from polemos.coding.match import Match
from polemos.coding.slots import expand, verb_slots
from polemos.model.analysis import Analysis, Mention
from polemos.model.span import Span

_BEFORE = ("compound", "amod", "nmod", "nummod")
_NOMINAL = ("NOUN", "PROPN", "ADJ")
"""Parts of speech of a weapon: the tagger takes "dynamite attack" for a described attack."""


class Means:
    """Built once for a codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self.words = weapon_words(codebook)

    def instrument(self, analysis: Analysis, match: Match) -> Span | None:
        """The weapon that the event's own words or its clause name."""
        for token in self._candidates(analysis, match):
            found = self._antecedent(analysis, token)
            if self._weapon(analysis, found):
                return _phrase(analysis, found)
        mentions = [m for m in match.fillers.get("instrument", ()) if m.category in ("arms", "facility")]
        return mentions[0].span if mentions else None

    def hit(
        self, analysis: Analysis, match: Match, taken: Container[tuple[int | None, int | None]]
    ) -> tuple[Span, ...]:
        """What was hit; `taken` are the offsets of those that the claim has as people or groups."""
        label = match.entry.label
        exploding, wrecking = label in self.words.exploding, label in self.words.wrecking
        if not (exploding or wrecking or label in self.words.hitting):
            return ()
        near = self.words.near if exploding else self.words.against
        there = [m.head for role in ("recipient", "place") for m in match.fillers.get(role, ())]
        there += [i for slot in sorted(near) for i in match.slots.get(slot, ())]
        there += match.slots.get("aim", ())
        there += self._harmed(analysis, match.anchor) if exploding else ()
        heads = {h for i in expand(analysis, there) if self._built(analysis, h := self._beside(analysis, i), exploding)}
        if wrecking:
            heads |= {i for i in expand(analysis, match.slots.get("object", ())) if self._thing(analysis, i)}
        found = [_phrase(analysis, head) for head in sorted(heads) if not self._weapon(analysis, head)]
        return tuple(span for span in found if (span.start, span.end) not in taken)

    def _candidates(self, analysis: Analysis, match: Match) -> Iterator[int]:
        """Tokens that may name the weapon, the likeliest first."""
        for mention in match.fillers.get("instrument", ()):
            yield mention.head
        first, last = match.trigger
        yield from (i for i in range(first, last) if analysis.tokens[i].pos in _NOMINAL)
        anchor = analysis.tokens[match.anchor]
        yield from (c.index for c in analysis.children(anchor.index, "compound", "amod", "nmod"))
        yield from match.slots.get("subject", ())
        exploding = match.entry.label in self.words.exploding
        for slot in sorted(self.words.with_) + ["of"] * exploding:
            yield from match.slots.get(slot, ())
        carriers = [anchor.index, *match.slots.get("verb", ())]
        if anchor.pos != "VERB":
            carriers += [a.index for a in list(analysis.ancestors(anchor.index))[:2] if a.pos == "VERB"]
        for carrier in (*carriers, *match.slots.get("subject", ())):
            yield from self._used(analysis, carrier)

    def _used(self, analysis: Analysis, verb: int) -> Iterator[int]:
        """ "With rifles", "using dynamite", "throwing grenades" after a verb."""
        for child in analysis.children(verb, "prep", "agent", "advcl", "xcomp", "acl", "conj"):
            if child.lemma in self.words.with_:
                yield from expand(analysis, (c.index for c in analysis.children(child.index, "pobj")))
            elif child.lemma in self.words.using:
                yield from expand(analysis, (c.index for c in analysis.children(child.index, "dobj", "nsubjpass")))
                for prep in analysis.children(child.index, "prep"):
                    if prep.lemma in self.words.with_:
                        yield from (c.index for c in analysis.children(prep.index, "pobj"))

    def _antecedent(self, analysis: Analysis, token: int) -> int:
        """ "The charges that went off": the charges."""
        if analysis.tokens[token].tag not in ("WDT", "WP"):
            return token
        clause = next((a for a in analysis.ancestors(token) if a.dep == "relcl"), None)
        return clause.head if clause is not None else token

    def is_weapon(self, analysis: Analysis, mention: Mention) -> bool:
        """ "Artillery fire": what stands before the deed is its means and not who did it."""
        return analysis.tokens[mention.head].dep in ("compound", "nmod") and self._weapon(analysis, mention.head)

    def _weapon(self, analysis: Analysis, token: int) -> bool:
        noun = analysis.tokens[token]
        if noun.lemma not in self.words.weapons or noun.pos not in _NOMINAL:
            return False
        if noun.lemma not in self.words.vague:
            return True
        before = {c.lemma for c in analysis.children(token, *_BEFORE)}
        of = {c.lemma for prep in analysis.children(token, "prep") for c in analysis.children(prep.index, "pobj")}
        return bool((before | of) & self.words.vague_with)

    def _beside(self, analysis: Analysis, token: int) -> int:
        """ "The entrance of the ministry": the ministry."""
        if analysis.tokens[token].lemma in self.words.beside:
            for prep in analysis.children(token, "prep"):
                for inner in analysis.children(prep.index, "pobj"):
                    return inner.index
        return token

    def _harmed(self, analysis: Analysis, token: int) -> list[int]:
        """What the sentence of an explosion says was damaged."""
        verbs = (t for t in analysis.sentence_tokens(analysis.sentence_of(token)) if t.lemma in self.words.harming)
        return [i for verb in verbs if verb.pos == "VERB" for i in verb_slots(analysis, verb)["object"]]

    def _built(self, analysis: Analysis, head: int, exploding: bool) -> bool:
        """A building, vehicle or line, or a body whose building is meant."""
        mention = analysis.mention_headed(head)
        if mention is None or mention.pronoun:
            return False
        named = exploding and analysis.tokens[head].lemma in self.words.buildings
        return mention.category == "facility" or named

    def _thing(self, analysis: Analysis, head: int) -> bool:
        mention = analysis.mention_headed(head)
        return mention is not None and not mention.pronoun and mention.category in ("facility", "arms", "thing")


def _phrase(analysis: Analysis, head: int) -> Span:
    """The mention, else the noun with what describes it."""
    mention: Mention | None = analysis.mention_headed(head)
    if mention is not None:
        return mention.span
    before = [c.index for c in analysis.children(head, *_BEFORE) if c.index < head]
    return analysis.span(min([head, *before]), head + 1)
