"""Whom a word of loss is about: where the people stand in the sentence, and whether they are people at all."""

from collections.abc import Sequence

from polemos.codebook.losses import LossCue, LossWords
from polemos.codebook.nouns import Nouns
from polemos.model.analysis import Analysis, Token

_NOT_PEOPLE = (
    "DATE",
    "TIME",
    "MONEY",
    "PERCENT",
    "QUANTITY",
    "FAC",
    "LOC",
    "PRODUCT",
    "EVENT",
    "LAW",
    "WORK_OF_ART",
    "GPE",
)
_WH = ("WDT", "WP")
_REDUCED = ("conj", "pcomp", "ccomp", "advcl", "parataxis")
_SHARED = 3
"""How many verbs up or down a sentence an argument is looked for."""


class People:
    """Finds the heads of the phrases that stand for those who were killed, wounded or taken."""

    def __init__(self, words: LossWords, nouns: Nouns) -> None:
        self.words, self.nouns = words, nouns

    def of_cue(self, analysis: Analysis, token: int, cue: LossCue) -> list[int]:
        """The heads, before coordination is resolved; empty where the text names nobody."""
        if cue.people == "object":
            return self.objects(analysis, token)
        if cue.people == "subject":
            return self.subjects(analysis, token)
        return self.adjective(analysis, token)

    def objects(self, analysis: Analysis, verb: int, depth: int = 0) -> list[int]:
        """Objects of a verb, or the subject of its passive."""
        token = analysis.tokens[verb]
        for found in (self._passive(analysis, token), self._direct(analysis, token), self._modified(analysis, token)):
            if found:
                return found
        if depth >= _SHARED:
            return []
        if token.tag == "VBN" and token.dep in ("conj", "oprd", "xcomp"):
            if analysis.children(verb, "auxpass"):
                # "They presented a threat and were killed"
                return self.subjects(analysis, token.head, depth + 1)
            return self.objects(analysis, token.head, depth + 1) or self.subjects(analysis, token.head, depth + 1)
        for later in analysis.children(verb, "conj"):
            # "kidnapped and killed 11 people"
            if later.tag == token.tag and not analysis.children(later.index, "nsubj", "nsubjpass"):
                return self.objects(analysis, later.index, depth + 1)
        return []

    def _passive(self, analysis: Analysis, token: Token) -> list[int]:
        """ "X was killed", "with X killed", "X killed and Y wounded"."""
        found = analysis.children(token.index, "nsubjpass")
        if any(child.lemma == "have" for child in analysis.children(token.index, "aux")):
            return [self._antecedent(analysis, child) for child in found]
        reduced = token.tag == "VBN" or (token.tag == "VBD" and token.dep in _REDUCED)
        if not found and reduced and not analysis.children(token.index, "dobj", "prt"):
            found = analysis.children(token.index, "nsubj")
            if any(child.tag in _WH and token.tag == "VBD" for child in found):
                return []
        return [self._antecedent(analysis, child) for child in found]

    def _direct(self, analysis: Analysis, token: Token) -> list[int]:
        direct = analysis.children(token.index, "dobj")
        if direct and direct[0].lemma in self.words.taken and direct[0].tag == "NN":
            # "taking hundreds hostage"; without anybody else, "hostage" is no person.
            direct = analysis.children(token.index, "dative") or tuple(
                c for c in direct if analysis.children(c.index, "compound")
            )
        if direct and direct[0].lemma in self.words.lives:
            direct = analysis.children(token.index, "dative") or direct  # "cost nine people their lives"
        # "detained a man, a courier, and two guards": after an apposition the parser hangs the next object on the verb.
        more = [c for c in analysis.children(token.index, "conj") if direct and c.pos in ("NOUN", "PROPN")]
        return [self._antecedent(analysis, analysis.tokens[self._object(analysis, c)]) for c in (*direct, *more)]

    def _modified(self, analysis: Analysis, token: Token) -> list[int]:
        """The noun that a participle or a relative clause belongs to: "soldiers killed in", "men the army killed"."""
        if token.tag == "VBN" and token.dep == "acl":
            return [token.head] if analysis.tokens[token.head].lemma != "those" else []
        if token.tag == "VBN" and token.dep == "amod" and token.index < token.head:
            return [token.head]
        if token.dep == "relcl" and token.tag in ("VBD", "VBN") and analysis.children(token.index, "nsubj"):
            return [token.head]
        return []

    def subjects(self, analysis: Analysis, verb: int, depth: int = 0) -> list[int]:
        """Subjects of a verb, also those it shares with the verb that it hangs on."""
        token = analysis.tokens[verb]
        own = [self._antecedent(analysis, child) for child in analysis.children(verb, "nsubj", "nsubjpass")]
        if own:
            return own
        if token.dep == "acl" and token.tag == "VBG":
            return [token.head]
        if token.dep == "relcl":
            return [token.head]
        if depth < _SHARED and token.dep in ("conj", "xcomp"):
            return self.subjects(analysis, token.head, depth + 1)
        return []

    def accompanying(self, analysis: Analysis, verb: int, heads: Sequence[int]) -> list[int]:
        """ "along with his son", "alongside two guards": more people of the same fate.

        The parser hangs such words on the verb, on the people before them, or one on the other.
        """
        held = [verb, *(index for head in heads for index in analysis.conjuncts(head))]
        found: list[int] = []
        for child in sorted({child for index in held for child in analysis.children(index)}, key=lambda t: t.index):
            joining = child.index > 0 and analysis.tokens[child.index - 1].lemma in self.words.together
            if child.lemma == "with" and joining:
                found.extend(inner.index for inner in analysis.children(child.index, "pobj"))
            elif child.lemma in self.words.together:
                inner = (child, *(c for c in analysis.children(child.index, "prep") if c.lemma == "with"))
                found.extend(p.index for preposition in inner for p in analysis.children(preposition.index, "pobj"))
        return found

    def adjective(self, analysis: Analysis, index: int) -> list[int]:
        """Those who are dead, wounded or missing."""
        token = analysis.tokens[index]
        if token.dep == "amod":
            return [token.head]
        own = analysis.children(index, "nsubj", "nsubjpass")
        if own:
            return [self._antecedent(analysis, child) for child in own]
        if token.dep in ("oprd", "acomp", "attr", "xcomp", "ccomp", "conj", "dobj"):
            governor = token.head
            if token.dep == "conj" and analysis.tokens[governor].pos not in ("VERB", "AUX"):
                return self.adjective(analysis, governor) if analysis.tokens[governor].pos == "ADJ" else []
            nearest = [c.index for c in analysis.children(governor, "dobj", "nsubjpass") if c.index < index]
            if not nearest:  # "shot dead a robber"
                nearest = [c.index for c in analysis.children(governor, "dobj")]
            if not nearest and token.dep in ("acomp", "oprd", "attr"):
                nearest = [c.index for c in analysis.children(governor, "nsubj") if c.index < index]
            return [self._antecedent(analysis, analysis.tokens[nearest[-1]])] if nearest else []
        return []

    def past_date(self, analysis: Analysis, head: int) -> int:
        """ "17 May - Two commanders were killed": the parser takes the entry's date for the subject."""
        if analysis.tokens[head].entity != "DATE":
            return head
        return next((c.index for c in analysis.children(head, "appos") if self.human(analysis, c.index)), head)

    def unwrap(self, analysis: Analysis, head: int) -> tuple[int, int]:
        """The noun that stands for the people, and the token that carries their number: "dozens of militants"."""
        token = analysis.tokens[head]
        above = analysis.tokens[token.head]
        if token.dep == "pobj" and above.lemma == "of" and analysis.tokens[above.head].text.lower() == "one":
            # "one of the rebels who was captured": the parser hangs the clause on the rebels.
            return head, above.head
        total = token.lemma in self.words.totals
        if total or token.text.lower() in self.words.portions or token.tag == "CD":
            for preposition in analysis.children(head, "prep"):
                if preposition.lemma in ("of", "among"):
                    for inner in analysis.children(preposition.index, "pobj"):
                        return inner.index, inner.index if total else head
        return head, head

    def human(self, analysis: Analysis, head: int) -> bool | None:
        """Whether the token stands for people; None where nothing tells."""
        token = analysis.tokens[head]
        mention = analysis.mention_headed(head)
        lower = token.text.lower()
        if lower in self.words.singular or lower in self.words.plural or lower in self.words.nobody:
            return True
        if token.lemma in self.words.things or lower in ("it", "itself", "which", "that", "this"):
            return False
        words = self.words
        if any(token.lemma in known for known in (words.civilian, words.fighter, words.unmarked)):
            return True
        if mention is not None and (mention.named or mention.category != "thing"):
            # A name that the parser takes for a place is no place where it is killed or wounded.
            return mention.category in ("person", "people", "group") or (None if token.pos == "PROPN" else False)
        if token.entity in ("PERSON", "NORP"):
            return True
        known = self.nouns.meaning.get(token.lemma)
        if known is not None:
            return known[0] in ("person", "people", "group")
        if token.entity in _NOT_PEOPLE:
            return None if token.pos == "PROPN" else False
        return True if token.tag == "CD" else None

    def somebody(self, analysis: Analysis, head: int) -> bool:
        """Other words than the bare name tell that it is a person's: a title, a pronoun, or that it is no name."""
        token = analysis.tokens[head]
        if token.pos != "PROPN":
            return True
        known = self.words.civilian | self.words.fighter | self.words.unmarked
        near = analysis.children(head, "compound", "appos", "amod", "nmod")
        if any(child.lemma in known or self._person_noun(child.lemma) for child in near):
            return True
        mention = analysis.mention_headed(head)
        if mention is None or mention.category not in ("person", "people"):
            return mention is not None and mention.category == "group" and token.tag == "NNPS"
        chain = [other for other in analysis.mentions if other.chain == mention.chain and other.index != mention.index]
        return any(other.pronoun or analysis.tokens[other.head].pos == "NOUN" for other in chain)

    def _person_noun(self, lemma: str) -> bool:
        known = self.nouns.meaning.get(lemma)
        return known is not None and known[0] in ("person", "people")

    def fleeing(self, analysis: Analysis, head: int) -> bool:
        """Those who flee are civilians, or so many that they must be."""
        known = self.nouns.meaning.get(analysis.tokens[head].lemma)
        return self.civilians(analysis, head) is True or (known is not None and known[1] == "civilians")

    def civilians(self, analysis: Analysis, head: int) -> bool | None:
        """Civilians or not, where a word tells."""
        words = self.words
        token = analysis.tokens[head]
        # "30 people, 20 of them soldiers": what some of them are tells nothing of all.
        parts = {
            c.index
            for c in analysis.children(head, "appos")
            if analysis.children(c.index, "nummod", "nmod") or analysis.tokens[c.index - 1].text.lower() in words.them
        }
        near = [c for c in analysis.children(head, "compound", "amod", "nmod", "appos") if c.index not in parts]
        if token.lemma in words.fighter or any(c.lemma in words.armed or c.text.lower() in words.armed for c in near):
            return False
        if token.lemma in words.civilian:
            return True
        for child in near:
            if child.lemma in words.fighter:
                return False
            if child.lemma in words.civilian:
                return True
        return None

    def side(self, analysis: Analysis, head: int) -> str | None:
        """The actor whose people they are: "ISIS fighters", "members of ISIS", "its emir"."""
        near = [c.index for c in analysis.children(head, "compound", "amod", "nmod", "poss")]
        for preposition in analysis.children(head, "prep"):
            if preposition.lemma in ("of", "from"):
                near.extend(c.index for c in analysis.children(preposition.index, "pobj"))
        for index in near:
            mention = analysis.mention_headed(index)
            if mention is not None and mention.category == "group":
                return mention.name
            if mention is None and analysis.tokens[index].entity in ("ORG", "NORP"):
                return _entity_text(analysis, index)
        return None

    def _object(self, analysis: Analysis, child: Token) -> int:
        """ "took 12 soldiers prisoner": the parser hangs the soldiers on "prisoner"."""
        inner = [c for c in analysis.children(child.index, "compound") if c.tag in ("NNS", "NNPS")]
        return inner[-1].index if inner and child.lemma in self.words.taken else child.index

    def _antecedent(self, analysis: Analysis, child: Token) -> int:
        """What a relative pronoun stands for."""
        if child.tag in _WH:
            for governor in analysis.ancestors(child.index):
                if governor.dep == "relcl":
                    return governor.head
        return child.index


def _entity_text(analysis: Analysis, index: int) -> str:
    """The whole name of which this token is a part."""
    tokens = analysis.tokens
    sentence = analysis.sentence_of(index)
    first, last = index, index + 1
    while first > sentence.first and tokens[first - 1].entity == tokens[index].entity:
        first -= 1
    while last < sentence.last and tokens[last].entity == tokens[index].entity:
        last += 1
    return analysis.span(first, last).text
