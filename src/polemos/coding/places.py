"""Where a claim's happening took place: which mention tells it, and how exactly."""

from collections.abc import Iterable
from itertools import pairwise

from polemos.codebook.demonyms import demonyms
from polemos.codebook.loader import Codebook
from polemos.codebook.places import PlaceWords, place_words
from polemos.coding.place_candidates import are_things, with_name
from polemos.coding.place_relations import PlaceRelations
from polemos.coding.series import members, row_of
from polemos.coding.slots import expand
from polemos.model.analysis import Analysis, Mention, Token
from polemos.model.place import Place

_CLIMB = {
    "xcomp",
    "conj",
    "advcl",
    "ccomp",
    "acl",
    "relcl",
    "pcomp",
    "dobj",
    "nsubj",
    "nsubjpass",
    "pobj",
    "prep",
    "agent",
    "attr",
    "compound",
}


_SAID_OF = ("-held", "-controlled", "-occupied", "-run", "-ruled", "-majority")


class PlaceRules:
    """Finds and builds places with the words of one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self.words = place_words(codebook)
        self.relations = PlaceRelations(self.words)
        self.countries = frozenset(name.lower() for name in demonyms(codebook).values())

    def build(self, analysis: Analysis, mention: Mention) -> Place | None:
        """The place that a mention names, with precision and the words that make it vague; None for a mention that
        names none ("a house", "the area")."""
        named, behind = self._inner(analysis, mention, 0)
        if named is None:
            return None
        name, own = self.relations.split(_bare_name(analysis, named, self.words))
        parts = (self.relations.before(analysis, named), own or self.relations.inside(analysis, named), behind)
        relation = " ".join(part for part in parts if part)
        return Place(
            name=name,
            text=named.span.text,
            start=named.span.start,
            end=named.span.end,
            precision=self.relations.level(relation, self._precision(analysis, named, name)),
            relation=relation or None,
        )

    def named(self, analysis: Analysis, mention: Mention) -> Place | None:
        """The place of a mention that stands where a place would: also a name that nothing is known of."""
        return self.build(analysis, mention) or self._unknown(mention)

    def around(self, analysis: Analysis, token: int) -> list[Place]:
        """The places that the clause of a trigger gives, nearest phrase first; several where they are coordinated."""
        seen: set[int] = set()
        for index in self._clause(analysis, token):
            found = self._at(analysis, index, seen, own=index == token)
            if found:
                return found
        return []

    def of_fillers(self, analysis: Analysis, mentions: Iterable[Mention], *, described: bool = False) -> list[Place]:
        """The places that fill a role, once each; `described`: also those of a row that have no name ("the prison and
        the airbase")."""
        found: list[Place] = []
        rows = [m for mention in mentions for m in row_of(analysis, mention, self.words)]
        rows = list(dict.fromkeys(rows))
        for mention in (one for listed in rows for one in self._listed(analysis, listed)):
            place = self.build(analysis, mention) or self._unknown(mention)
            if place is None and described and len(rows) > 1:
                place = self._described(analysis, mention)
            if place is not None and all(place.name != other.name for other in found):
                found.append(place)
        return self._without_container(analysis, found)

    def _without_container(self, analysis: Analysis, places: list[Place]) -> list[Place]:
        """ "Ilobasco, Cabanas Department": the larger place after a comma tells where the one before it lies."""
        text = analysis.report.text
        dropped: list[Place] = []
        for first, second in pairwise(sorted(places, key=lambda place: place.start or 0)):
            between = text[first.end or 0 : second.start or 0]
            larger = second.text[:1].isupper() and (second.precision or 1) > max(2, first.precision or 1)
            if between.strip() == "," and larger:
                dropped.append(second)
        return [place for place in places if place not in dropped]

    def _listed(self, analysis: Analysis, mention: Mention) -> list[Mention]:
        """The names in "the towns of A, B and C", "the A and B districts" and "five villages, including A and B";
        else the mention itself."""
        for later in analysis.children(mention.head, "appos"):  # "the A, B and C districts" as the parser hangs it
            if later.tag == "NNS" and mention.named and (names := self._before(analysis, later.index)):
                return [mention, *names]
        if analysis.tokens[mention.head].tag != "NNS":
            return [mention]
        if len(names := self._before(analysis, mention.head)) > 1:
            return names
        for prep in analysis.children(mention.head, "prep"):
            if prep.lemma in ("of", "include", "including", "like"):
                inner = [analysis.mention_headed(i) for i in expand(analysis, self._objects(analysis, prep))]
                named = [m for m in inner if m is not None and m.named and m.category != "people"]
                # "The outskirts of X" lists nothing.
                vague = analysis.tokens[mention.head].lemma in self.words.relations
                if len(named) > vague:
                    return named
        return members(analysis, mention, self.words) or [mention]

    def _before(self, analysis: Analysis, noun: int) -> list[Mention]:
        """The names of places that stand before a plural noun."""
        inner = expand(analysis, [c.index for c in analysis.children(noun, "compound", "nmod", "amod")])
        found = [m for i in inner if i < noun and (m := analysis.mention_headed(i))]
        return [m for m in found if m.named and m.category in ("place", "facility", "person", "thing")]

    def _described(self, analysis: Analysis, mention: Mention) -> Place | None:
        """A place without a name, told by its own words where they point to a certain one ("the prison")."""
        definite = any(c.lemma == "the" for c in analysis.children(mention.head, "det"))
        if not definite or mention.category not in ("place", "facility"):
            return None
        return Place(mention.name, mention.span.text, mention.span.start, mention.span.end, precision=1)

    def _unknown(self, mention: Mention) -> Place | None:
        """A name that nothing tells to be a place but the role it stands in: "took control of X"."""
        if not mention.named or mention.pronoun or mention.kind not in ("other", "person"):
            return None
        if mention.category not in ("thing", "person", "group"):
            return None
        return Place(mention.name, mention.span.text, mention.span.start, mention.span.end, precision=1)

    def _clause(self, analysis: Analysis, token: int) -> list[int]:
        """The trigger, what it governs as arguments, then its governors up to the sentence's root."""
        order = [token]
        for child in analysis.children(token, "dobj", "nsubjpass", "attr", "acomp", "oprd"):
            order += [child.index, *self._governed(analysis, child.index)]
        order += self._governed(analysis, token)
        current = analysis.tokens[token]
        while current.head != current.index and current.dep in _CLIMB:
            current = analysis.tokens[current.head]
            order.append(current.index)
            if current.pos == "VERB":
                order += [c.index for c in analysis.children(current.index, "dobj") if c.index != token]
        return order

    def _governed(self, analysis: Analysis, token: int) -> list[int]:
        """What stands after the prepositions that tell no place: "abducted by gunmen in X", "clashes with Y near X"."""
        preps = (p for p in analysis.children(token, "prep", "agent") if p.lemma not in self.words.prepositions)
        return [inner.index for prep in preps for inner in analysis.children(prep.index, "pobj")]

    def _at(self, analysis: Analysis, index: int, seen: set[int], *, own: bool) -> list[Place]:
        tokens = analysis.tokens
        candidates: list[tuple[str, list[int]]] = []
        if tokens[index].pos in ("NOUN", "PROPN") and own:
            before = [c.index for c in analysis.children(index, "compound", "nmod", "poss", "amod")]
            candidates.append(("", [i for i in before if self._is_place(analysis, i) and tokens[i].pos != "ADJ"]))
        for prep in analysis.children(index, "prep", "prt", "advmod"):
            candidates.append((prep.lemma, self._objects(analysis, prep)))
        for preposition, objects in candidates:
            if preposition and preposition not in self.words.prepositions:
                continue
            found: list[Place] = []
            for inner in expand(analysis, objects):
                mention = analysis.mention_headed(inner)
                if mention is None or inner in seen or mention.category not in ("place", "facility"):
                    continue
                seen.add(inner)
                row = row_of(analysis, mention, self.words)
                for one in (name for member in row for name in self._listed(analysis, member)):
                    place = self.build(analysis, one) or self._unknown(one)
                    if place is not None and all(place.name != other.name for other in found):
                        found.append(place)
            if found:
                return self._without_container(analysis, found)
        return []

    def _objects(self, analysis: Analysis, prep: Token) -> list[int]:
        inner = [c.index for c in analysis.children(prep.index, "pobj")]
        for deeper in analysis.children(prep.index, "prep"):
            inner += [c.index for c in analysis.children(deeper.index, "pobj")]
        return inner

    def _is_place(self, analysis: Analysis, index: int) -> bool:
        mention = analysis.mention_headed(index)
        return mention is not None and mention.category == "place" and mention.name.lower() not in self.countries

    def _inner(self, analysis: Analysis, mention: Mention, depth: int) -> tuple[Mention | None, str]:
        """The named place inside "the countryside of X", "a house in X", "X's outskirts"; and the word behind it that
        makes it vague."""
        head = analysis.tokens[mention.head]
        mention = with_name(analysis, mention, self.words) or mention
        if (placed := self._at_home(analysis, mention)) is not None:
            return placed, ""
        things = are_things(analysis, mention, self.words)
        if (mention.named or mention.pronoun) and mention.category in ("place", "facility") and not things:
            known = mention.named or any(c.isupper() for c in mention.name[:1])
            return (mention, "") if known else (None, "")
        if depth > 3:
            return None, ""
        for prep in analysis.children(mention.head, "prep"):
            if prep.lemma not in self.words.prepositions and prep.lemma != "of":
                continue
            for inner in analysis.children(prep.index, "pobj"):
                other = analysis.mention_headed(inner.index)
                if other is None or other.category not in ("place", "facility"):
                    continue
                named, behind = self._inner(analysis, other, depth + 1)
                if named is not None:
                    return named, behind
        for owner in analysis.children(mention.head, "poss", "compound"):
            other = analysis.mention_headed(owner.index)
            if other is not None and other.category == "place" and other.named:
                return other, head.text if head.lemma in self.words.relations else ""
        if mention.name[:1].isupper() and mention.category in ("place", "facility") and not things:
            return mention, ""  # a description that was resolved to a name
        return None, ""

    def _at_home(self, analysis: Analysis, mention: Mention) -> Mention | None:
        """The town in "their Belfast home", "six West Bank cities": what stands behind it is no site with that name."""
        head = analysis.tokens[mention.head]
        site = head.lemma in self.words.precision and head.tag == "NN"
        if mention.pronoun or site or head.pos != "NOUN" or head.lemma in self.words.relations:
            return None
        before = (analysis.mention_headed(child.index) for child in analysis.children(mention.head, "compound"))
        return next((m for m in before if m is not None and m.named and m.category == "place"), None)

    def _precision(self, analysis: Analysis, mention: Mention, name: str) -> int:
        """By the kind of place that its own words name; several kinds count as the largest."""
        if name.lower() in self.countries:
            return 6
        words = [t.lemma for t in analysis.tokens[mention.first : mention.last]] + name.lower().split()
        levels = [self.words.precision[w] for w in words if w in self.words.precision]
        return max(levels) if levels else 1


def _bare_name(analysis: Analysis, mention: Mention, known: PlaceWords) -> str:
    """The name without what is only said of it: "Diyala province" in "the restive Diyala province"."""
    words = mention.name.split()
    for token in analysis.tokens[mention.first : mention.head]:
        told = token.dep in ("amod", "nummod", "advmod") and token.text.islower()
        if told and token.text not in known.relations and len(words) > 1 and words[0] == token.text:
            words = words[1:]
    # "rebel-held Homs"; "al-Bab" has no such end
    while len(words) > 1 and words[0].islower() and words[0].endswith(_SAID_OF):
        words = words[1:]
    return " ".join(words)
