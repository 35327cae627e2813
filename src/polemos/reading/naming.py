"""What each noun phrase stands for: category and kind of participant, one answer for one name in a report.

The parser's entity types are right for two names in three of armed groups and Arabic places, its spans for nineteen in
twenty; so its types are votes among others: the words of the name, the words around it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from polemos.codebook.nouns import Nouns
from polemos.model.analysis import Analysis, Category, Token
from polemos.model.participant import ParticipantKind
from polemos.reading.phrases import Phrase, proper
from polemos.text.names import name_key, name_words

_ENTITY: dict[str, Category] = {
    "PERSON": "person",
    "ORG": "group",
    "NORP": "group",
    "GPE": "place",
    "LOC": "place",
    "FAC": "facility",
    "PRODUCT": "arms",
}
_KIND: dict[Category, ParticipantKind] = {"person": "person", "group": "other", "people": "other"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase stands for."""

    category: Category
    kind: ParticipantKind
    name: str
    named: bool


class Naming:
    """Reads the phrases of one report."""

    def __init__(
        self,
        analysis: Analysis,
        phrases: list[Phrase],
        nouns: Nouns,
        countries: Mapping[str, str],
        capitals: Collection[str],
        is_listed: Callable[[str], bool],
    ) -> None:
        """`is_listed` tells whether a settlement of that very name is known anywhere."""
        self.analysis, self.nouns, self.countries, self.capitals = analysis, nouns, countries, capitals
        self.is_listed = is_listed
        self.votes: dict[str, Counter[str]] = defaultdict(Counter)
        self._person_words = {
            word
            for phrase in phrases
            if analysis.tokens[phrase.core].entity == "PERSON" and phrase.bare_last - phrase.bare > 1
            for word in name_words(self._words(phrase))
        }
        for phrase in phrases:
            if not phrase.pronoun and not phrase.demonym and proper(analysis.tokens[phrase.core]):
                self._vote(phrase)
        self._ending: dict[str, list[str]] = {}
        for key in self.votes:
            words = key.split()
            if 1 < len(words) < 5 and {self.nouns.name_words.get(word, "person") for word in words} == {"person"}:
                self._ending.setdefault(words[-1], []).append(key)

    def read(self, phrase: Phrase) -> Reading:
        """The category, kind and own name of a phrase that is not a pronoun."""
        token = self.analysis.tokens[phrase.core]
        name = self._words(phrase)
        if phrase.demonym:
            country = self.countries.get(token.text.lower())
            return Reading("group", "government" if country else "other", country or name, True)
        common = self.nouns.meaning.get(token.lemma) or self.nouns.meaning.get(token.text.lower())
        named = proper(token) or (common is None and self._elsewhere(name))
        if not named or (common and name.islower()):  # the tagger takes "the defence ministry" for a name
            category, kind = common or ("thing", "other")
            inside = range(phrase.bare, phrase.core)
            named = any(self.analysis.tokens[i].pos == "PROPN" for i in inside)
            if named and token.lemma in self.nouns.settlement_words and common is None:
                category = "place"  # "Zamfara state", where "state" alone is a government
            if token.pos == "NUM" or token.tag in ("JJ", "JJR"):
                category, kind = common or ("people", "other")
            if category == "people" and token.tag in ("NN", "JJ") and token.dep in ("compound", "nmod", "amod"):
                name += "s"  # "a rebel attack", "guerrilla units": the rebels', the guerrillas'
            return Reading(category, self._side(phrase, category, kind), name, named)
        if name.lower() in self.countries:
            return Reading("place", "government", self.countries[name.lower()], True)
        if name_key(name) in self.capitals:
            return Reading("place", "government" if self._government(token) else "other", name, True)
        known = self._known(name)
        if known is not None:
            return Reading("place", "other", name, True) if known == "place" else Reading("group", known, name, True)
        return self._proper(phrase, token, common, name)

    def _proper(
        self, phrase: Phrase, token: Token, common: tuple[Category, ParticipantKind] | None, name: str
    ) -> Reading:
        words = {w.lower() for w in name.replace("-", " ").split()}
        tally = self._tally(name_key(name))
        if common and common[0] != "thing":
            tally[common[0]] += 4
        if not tally:
            return Reading("thing", "other", name, True)
        # Ties go to the earlier category of this list, so that the answer does not hang on the order of the votes.
        order: list[Category] = ["group", "place", "person", "people", "facility", "arms", "thing"]
        category = max(order, key=lambda c: tally[c])
        kind = common[1] if common and common[0] == category else _KIND.get(category, "other")
        if category == "group":
            kind = self._kind(words, kind)
        return Reading(category, kind, name, True)

    def _government(self, capital: Token) -> bool:
        """Whether a capital stands for its government: "accused Ankara", "talks with Tehran"."""
        head = self.analysis.tokens[capital.head]
        if capital.dep == "conj":
            return self._first(capital) is not capital and self._government(self._first(capital))
        if capital.dep == "poss":  # "Khartoum's refusal", not "Khartoum's airport", "Khartoum's fall"
            located = self.nouns.meaning.get(head.lemma, ("thing",))[0] in ("place", "facility")
            return not located and head.lemma not in self.nouns.place_before_of | self.nouns.place_after
        if capital.dep in ("dobj", "nsubjpass"):
            return head.lemma in self.nouns.capital_objects
        if capital.dep == "nsubj":
            return head.pos == "VERB" and head.lemma not in self.nouns.capital_subjects
        return capital.dep == "pobj" and head.lemma in self.nouns.capital_prepositions

    def _first(self, token: Token) -> Token:
        """In "A, B and C" all stand where A does."""
        while token.dep == "conj" and proper(self.analysis.tokens[token.head]):
            token = self.analysis.tokens[token.head]
        return token

    def _elsewhere(self, name: str) -> bool:
        """Whether a capitalised noun is a name where the report uses it again."""
        return name[:1].isupper() and name_key(name) in self.votes

    def _known(self, name: str) -> ParticipantKind | Literal["place"] | None:
        """What a well-known name is, with or without where it is active: "Al-Qaeda in the Maghreb"."""
        keys = (name_key(part) for part in (name, name.split(" in ")[0], name.split(" of ")[0]))
        return next((self.nouns.names[key] for key in keys if key in self.nouns.names), None)

    def _tally(self, key: str) -> Counter[str]:
        """The votes for a name, with those for the last name alone or for the full name that it ends."""
        tally, words = Counter(self.votes[key]), key.split()
        if len(words) == 1:
            others = self._ending.get(key, [])
            full = [self.votes[other] for other in others]
            if full and all(votes and votes["person"] == max(votes.values()) for votes in full):
                tally = Counter()  # "Rebels captured Karimi" after "Commander Hassan Karimi" names no town
        else:
            others = [w for w in words[-1:] if w in self.votes and w not in self.nouns.name_words]
        for other in others:
            tally.update(self.votes[other])
        return tally

    def _vote(self, phrase: Phrase) -> None:
        analysis, token = self.analysis, self.analysis.tokens[phrase.core]
        name = self._words(phrase)
        tally = self.votes[name_key(name)]
        if token.entity in _ENTITY:
            # The parser calls any strange word a person; people are mostly named in full once.
            lone = token.entity == "PERSON" and name_key(name) == token.text.lower() not in self._person_words
            tally[_ENTITY[token.entity]] += 0.5 if lone else 1  # type: ignore[assignment]
        if phrase.bare_last - phrase.bare == 1 and any(
            self.analysis.tokens[i].lemma == "the" for i in range(phrase.first, phrase.bare)
        ):
            tally["group"] += 1  # "the Tatmadaw": people and towns go without an article
        for word in sorted({w.lower() for w in name.replace("-", " ").split()}):
            kind = self.nouns.name_words.get(word)
            if kind:
                tally[kind if kind in ("place", "person") else "group"] += 2 if kind == "person" else 3
        titled = [child for child in analysis.children(token.index) if child.index < token.index]
        if phrase.bare and not token.entity and token.tag == "NNP":  # "Major Oleh Kulyk" may hang on "Oleh"
            titled.append(analysis.tokens[phrase.bare - 1])
        if any(map(self._titles, titled)):
            tally["person"] += 3
        token = self._first(token)
        head = analysis.tokens[token.head]
        if token.dep == "compound" or token.dep == "nmod":
            meant = self.nouns.meaning.get(head.lemma, ("thing", "other"))[0]
            tally["place"] += 2 * (head.lemma in self.nouns.place_after or meant in ("place", "facility"))
            tally["group"] += 2 * (head.lemma in self.nouns.group_after or meant in ("people", "group"))
        elif token.dep == "poss":
            tally["group"] += 2 * (head.lemma in self.nouns.group_after)
        elif token.dep == "pobj" and head.lemma == "of":
            tally["place"] += 3 * (analysis.tokens[head.head].lemma in self.nouns.place_before_of)
            tally["group"] += 2 * (analysis.tokens[head.head].lemma in self.nouns.group_before_of)
        elif token.dep == "pobj" and head.lemma in self.nouns.place_prepositions:
            tally["place"] += 3 if head.lemma in ("in", "near", "at") else 1
            moved = analysis.tokens[head.head].lemma in self.nouns.motion
            if moved and token.entity == "ORG" and not analysis.children(token.index, "det") and self.is_listed(name):
                tally["place"] += 1  # "withdrew from X to Y": the parser calls towns that it does not know bodies
        elif (
            token.dep == "pobj" and head.lemma == "on" and analysis.tokens[head.head].lemma in self.nouns.place_targets
        ):
            tally["place"] += 2  # "the assault on X": more than one vote of the parser, less than a telling word
        elif token.dep in ("dobj", "nsubjpass") and head.lemma in self.nouns.place_objects:
            tally["place"] += 2
        elif token.dep in ("dobj", "nsubjpass") and head.lemma in self.nouns.place_objects_maybe:
            bare = name.istitle() and " " not in name and not analysis.children(token.index, "det")
            tally["place"] += 1.2 * bare  # type: ignore[assignment]
        elif token.dep in ("nsubj", "agent") and head.pos == "VERB":
            tally["group"] += 0.3  # type: ignore[assignment]
        named = analysis.tokens[phrase.core]
        described = list(analysis.children(named.index, "appos"))
        if named.dep == "appos":
            described.append(analysis.tokens[named.head])
        if any(child.pos == "NUM" for child in analysis.children(named.index, "appos", "npadvmod", "nummod")):
            tally["person"] += named.entity == "PERSON"  # "X, 23, was held"
        for noun in described:
            meaning = self.nouns.meaning.get(noun.lemma)
            if meaning:
                one = meaning[0] == "person" or (meaning[0] == "people" and noun.tag == "NN")
                tally["person" if one else meaning[0]] += 4 if one else 2

    def _titles(self, token: Token) -> bool:
        """Whether a word before a name makes it a person's: "Colonel X", "spokesman X", "journalist X"."""
        category, kind = self.nouns.meaning.get(token.lemma, ("thing", "other"))
        called = category == "person" or (category == "people" and kind == "civilians" and token.tag == "NN")
        return token.lemma in self.nouns.titles or (token.dep in ("compound", "nmod") and called)

    def _words(self, phrase: Phrase) -> str:
        span = self.analysis.span(phrase.bare, phrase.bare_last)
        return " ".join(span.text.split()).strip("\"“”'‘’.,")

    def _kind(self, words: set[str], kind: ParticipantKind) -> ParticipantKind:
        kinds = {self.nouns.name_words[w] for w in words if w in self.nouns.name_words} - {"place", "person"}
        order: tuple[ParticipantKind, ...] = (
            "police", "government", "media", "international", "armed-group", "military", "civil-society",
        )  # fmt: skip
        national = bool(words & set(self.countries))
        own = "army" in words and len(words) > 1 and not words <= self.nouns.regular_army
        if kinds == {"military"} and not national and (kind == "other" or own):
            return "armed-group"
        return next((k for k in order if k in kinds), kind)

    def _side(self, phrase: Phrase, category: Category, kind: ParticipantKind) -> ParticipantKind:
        """ "government soldiers" are military, "rebel forces" an armed group, "armed men" no civilians."""
        lemmas = {self.analysis.tokens[i].lemma for i in range(phrase.bare, phrase.last)}
        if category == "people" and lemmas & self.nouns.qualifiers["unknown-armed"]:
            return "unknown-armed"
        if category in ("group", "people") and kind in ("military", "unknown-armed", "armed-group"):
            if lemmas & self.nouns.qualifiers["armed-group"]:
                return "armed-group"
            if lemmas & self.nouns.qualifiers["military"]:
                return "military"
        return kind
