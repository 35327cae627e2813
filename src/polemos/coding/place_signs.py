"""What speaks for and against a place being an event's: named signs that weights are given to (learned/places.json)."""

import math
from collections.abc import Iterator, Sequence

from polemos.codebook.demonyms import demonyms
from polemos.codebook.loader import Codebook
from polemos.codebook.places import place_words
from polemos.coding.place_candidates import Candidate
from polemos.coding.place_paths import Way, way
from polemos.coding.slots import is_passive
from polemos.model.analysis import Analysis, Token

Signs = dict[str, float]
_CLAUSES = ("rel", "acl", "ccomp", "advcl", "subj", "appos", "poss", "obj", "mod")
_JOINING = {"and", "or"}
_NEXT = 3
"""Tokens between two places that one phrase names."""


class PlaceSigns:
    """Names the signs of the places of one sentence, for one event. Built once for a codebook."""

    def __init__(self, codebook: Codebook) -> None:
        words = place_words(codebook)
        events = [entry for entry in codebook.entries if entry.kind == "event"]
        self.prepositions, self.relations = words.telling, words.relations
        self.countries = frozenset(name.lower() for name in demonyms(codebook).values())
        self.nouns = frozenset(noun.lower() for entry in events for noun in entry.nouns)
        self.verbs = frozenset(verb.lower() for entry in events for verb in entry.verbs)

    def of(self, analysis: Analysis, event: int, places: Sequence[Candidate]) -> list[Signs]:
        """The signs of each candidate, by name; what is 0 is left out."""
        heads = {mention.head for one in places for mention in (one.outer, one.inner)}
        ways = [way(analysis, event, one, heads, self.prepositions) for one in places]
        found: list[Signs] = []
        for number, one in enumerate(places):
            signs: Signs = {}
            for pairs in (
                self._way(analysis, ways[number], one, event),
                self._governor(analysis, ways[number], event),
                self._between(analysis, one, event),
                self._itself(analysis, one, ways[number]),
                _beside(analysis, places, number),
                _against(analysis, places, ways, number, event),
            ):
                signs.update((name, value) for name, value in pairs if value)
            found.append(signs)
        return found

    def of_none(self, analysis: Analysis, event: int, places: int) -> Signs:
        """What speaks for none of the candidates, of which there are so many."""
        token = analysis.tokens[event]
        signs = {
            "none": 1.0,
            "none: noun": token.pos == "NOUN",
            "none: passive": token.pos == "VERB" and is_passive(analysis, token),
            "none: joined": token.dep == "conj",
            "none: describing": token.dep in ("acl", "relcl"),
            "none: adverbial": token.dep == "advcl",
            "none: main verb": token.dep == "ROOT",
            "none: event word": token.lemma in self.verbs or token.lemma in self.nouns,
            "none: candidates": min(5, places),
        }
        return {name: float(value) for name, value in signs.items() if value}

    def _way(self, analysis: Analysis, road: Way, place: Candidate, event: int) -> Iterator[tuple[str, float]]:
        yield f"slot {road.slot}", 1.0
        yield "row", float(place.outer.head != road.top.index)
        yield f"up {'<'.join(road.up)}", 1.0
        yield f"down {'>'.join(road.down)}", 1.0
        yield "climbs", float(min(4, len(road.up)))
        yield "descends", float(min(4, len(road.down)))
        verbs = [token for token in road.nodes_down[1:-1] if token.pos in ("VERB", "AUX")]
        yield "verbs down", float(min(3, len(verbs)))
        yield "verbs up", float(min(3, sum(token.pos in ("VERB", "AUX") for token in road.nodes_up[1:])))
        if not road.up:
            yield "below", 1.0
            yield "below, in a clause", float(bool(verbs))
        elif not road.down:
            yield "above", 1.0
        else:
            yield f"turn {road.up[-1]}|{road.down[0]}", 1.0
        for clause in _CLAUSES:
            yield f"down has {clause}", float(clause in road.down)
            yield f"up has {clause}", float(clause in road.up)
        for token in road.nodes_down[1:-1]:
            yield from self._passed(analysis, token)
        token = analysis.tokens[event]
        passive = token.pos == "VERB" and is_passive(analysis, token)
        yield "passive", float(passive)
        yield f"passive, {road.slot}", float(passive)
        yield f"noun, {road.slot}", float(token.pos == "NOUN")
        if road.governor.index == event and road.slot in ("obj", "subj"):
            yield f"its {road.slot}" + (" of a passive" if passive else ""), 1.0
            yield f"its {road.slot}, a {place.outer.category}", 1.0

    def _passed(self, analysis: Analysis, token: Token) -> Iterator[tuple[str, float]]:
        """What lies on the way down."""
        if token.pos == "VERB":
            yield "by event verb" if token.lemma in self.verbs else "by verb", 1.0
        elif token.pos in ("NOUN", "PROPN"):
            mention = analysis.mention_headed(token.index)
            event = token.lemma in self.nouns
            yield "by event noun" if event else f"by {mention.category if mention else 'noun'}", 1.0
            yield "by name", float(mention is not None and mention.named and not event)

    def _governor(self, analysis: Analysis, road: Way, event: int) -> Iterator[tuple[str, float]]:
        """What the place or its preposition hangs on."""
        governor = road.governor
        mention = analysis.mention_headed(governor.index)
        if governor.index == event:
            what = "it"
        elif governor.pos == "NOUN" and governor.lemma in self.nouns:
            what = "event noun"
        elif governor.pos in ("VERB", "AUX"):
            what = "verb"
        else:
            what = mention.category if mention else "noun"
        yield f"on {what}", 1.0
        if road.slot in self.prepositions or road.slot in ("poss", "mod", "other"):
            yield f"{road.slot} on {what}", 1.0

    def _between(self, analysis: Analysis, place: Candidate, event: int) -> Iterator[tuple[str, float]]:
        """What stands in the text between the two."""
        mention = place.outer
        after = mention.first > event
        first, last = (event + 1, mention.first) if after else (mention.last, event)
        words = analysis.tokens[first:last]
        verbs = [token for token in words if token.pos == "VERB"]
        yield "after", float(after)
        yield "distance", math.log1p(len(words))
        yield "distance before", 0.0 if after else math.log1p(len(words))
        yield "verbs between", float(min(3, len(verbs)))
        yield "no verb between", float(not verbs)
        yield "event verbs between", float(min(2, sum(token.lemma in self.verbs for token in verbs)))
        yield "commas between", float(min(3, sum(token.text == "," for token in words)))

    def _itself(self, analysis: Analysis, place: Candidate, road: Way) -> Iterator[tuple[str, float]]:
        tokens, mention = analysis.tokens, place.outer
        start = mention.first - analysis.sentence_of(mention.head).first
        yield "fronted", float(start < 5 and road.slot in ("in", "at", "near", "outside"))
        yield "first words", float(start < 3)
        yield f"entity {tokens[place.inner.head].entity or tokens[mention.head].entity or 'none'}", 1.0
        yield f"a {mention.category}", 1.0
        yield "government", float(mention.kind == "government")
        yield "country", float(place.inner.name.lower() in self.countries)
        yield "described site", float(mention.category == "facility" and tokens[mention.head].pos == "NOUN")
        before = tokens[mention.first - min(3, start) : mention.first]
        yield f"words {before[-1].lemma}" if before and before[-1].lemma in self.prepositions else "words none", 1.0
        yield "told by another", float(any(token.lemma in self.relations for token in before))


def _beside(analysis: Analysis, places: Sequence[Candidate], number: int) -> Iterator[tuple[str, float]]:
    """How it is joined to the places next to it: "A in B", "A, B", "A and B"."""
    mine = places[number].outer
    for other in (one.outer for at, one in enumerate(places) if at != number):
        for first, second, role in ((other, mine, "holds"), (mine, other, "lies in")):
            if 0 <= second.first - first.last <= _NEXT:
                words = [token.text.lower() for token in analysis.tokens[first.last : second.first]]
                if _JOINING & set(words):
                    yield "joined", 1.0
                elif words[:1] in ([","], ["in"], ["of"], ["'s"], ["’s"]):
                    yield f"{role}: {words[0]}".replace("’", "'"), 1.0


def _against(
    analysis: Analysis, places: Sequence[Candidate], ways: Sequence[Way], number: int, event: int
) -> Iterator[tuple[str, float]]:
    """How it stands against the other candidates."""
    mine = ways[number]
    others = [road for at, road in enumerate(ways) if at != number]
    gaps = [abs(one.outer.head - event) for one in places]
    direct = any(road.direct for road in others)
    yield "alone", float(not others)
    yield "others", float(min(4, len(others)))
    yield "nearest", float(gaps[number] == min(gaps))
    yield "direct", float(mine.direct)
    yield "another direct", float(direct and not mine.direct)
    yield "both direct", float(direct and mine.direct)
    yield "another below", float(not mine.below and any(road.below for road in others))
    governors = set(analysis.ancestors(mine.top.index))
    yield "inside another", float(any(road.top in governors for road in others))
    yield "around another", float(any(mine.top in set(analysis.ancestors(road.top.index)) for road in others))
