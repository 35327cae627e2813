"""Whom a word of loss is about: where the people stand in the sentence, and whether they are people at all."""

from polemos.codebook.losses import LossCue, LossWords
from polemos.codebook.nouns import Nouns
from polemos.model.analysis import Analysis, Token

_NOT_PEOPLE = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "FAC", "LOC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "GPE")
_WH = ("WDT", "WP")


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
        passive = [self._antecedent(analysis, child) for child in analysis.children(verb, "nsubjpass")]
        if passive:
            return passive
        direct = [self._object(analysis, child) for child in analysis.children(verb, "dobj")]
        if direct:
            return [self._antecedent(analysis, analysis.tokens[index]) for index in direct]
        if token.tag == "VBN" and token.dep == "acl":
            return [token.head]
        if token.tag == "VBN" and token.dep == "amod":
            return [token.head] if token.index < token.head else []
        if token.dep == "relcl" and token.tag not in ("VBG", "VB") and not analysis.children(verb, "dobj"):
            # "the men the army killed", "who were captured"
            return [token.head] if analysis.children(verb, "nsubj") else []
        if depth < 3 and token.tag == "VBN" and token.dep in ("conj", "oprd", "xcomp"):
            return self.objects(analysis, token.head, depth + 1)
        if depth < 3 and token.dep in ("conj",) and token.tag == "VBN":
            return self.objects(analysis, token.head, depth + 1)
        if depth < 3:
            later = [c for c in analysis.children(verb, "conj") if c.pos == "VERB" and not analysis.children(c.index, "nsubj", "nsubjpass")]
            if later:
                return self.objects(analysis, later[0].index, depth + 1) if later[0].tag == token.tag else []
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
        if depth < 3 and token.dep in ("conj", "xcomp"):
            return self.subjects(analysis, token.head, depth + 1)
        return []

    def adjective(self, analysis: Analysis, index: int) -> list[int]:
        """Those who are dead, wounded or missing."""
        token = analysis.tokens[index]
        if token.dep == "amod" and token.head > index:
            return [token.head]
        if token.dep in ("oprd", "acomp", "attr", "xcomp", "ccomp", "advcl", "conj", "dobj"):
            governor = token.head
            if token.dep == "conj" and analysis.tokens[governor].pos not in ("VERB", "AUX"):
                return self.adjective(analysis, governor) if analysis.tokens[governor].pos == "ADJ" else []
            nearest = [c.index for c in analysis.children(governor, "dobj", "nsubjpass") if c.index < index]
            if not nearest and analysis.tokens[governor].pos == "AUX":
                nearest = [c.index for c in analysis.children(governor, "nsubj") if c.index < index]
            return [self._antecedent(analysis, analysis.tokens[nearest[-1]])] if nearest else []
        return []

    def unwrap(self, analysis: Analysis, head: int) -> tuple[int, int]:
        """The noun that stands for the people, and the token that carries their number: "dozens of militants"."""
        token = analysis.tokens[head]
        if token.text.lower() in self.words.portions or token.tag == "CD":
            for preposition in analysis.children(head, "prep"):
                if preposition.lemma in ("of", "among"):
                    for inner in analysis.children(preposition.index, "pobj"):
                        return inner.index, head
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
        if token.lemma in self.words.civilian or token.lemma in self.words.fighter:
            return True
        if token.entity in ("PERSON", "NORP"):
            return True
        if mention is not None:
            return mention.category in ("person", "people", "group")
        known = self.nouns.meaning.get(token.lemma)
        if known is not None:
            return known[0] in ("person", "people", "group")
        if token.entity in _NOT_PEOPLE:
            return False
        return True if token.tag == "CD" else None

    def civilians(self, analysis: Analysis, head: int) -> bool | None:
        """Civilians or not, where a word tells."""
        words = self.words
        token = analysis.tokens[head]
        near = [c for c in analysis.children(head, "compound", "amod", "nmod", "appos") if c.index != head]
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
        """"took 12 soldiers prisoner": the parser hangs the soldiers on "prisoner"."""
        inner = [c for c in analysis.children(child.index, "compound") if c.tag in ("NNS", "NNPS")]
        return inner[-1].index if inner and child.tag == "NN" else child.index

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
