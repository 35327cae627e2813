"""What a pronoun or a description refers to: the most prominent fitting mention nearby."""

from collections import Counter
from collections.abc import Iterable

from polemos.codebook.nouns import Nouns
from polemos.model.analysis import Analysis, Category, Mention, Token
from polemos.reading.chains import Chains
from polemos.reading.distinct import Distinct
from polemos.reading.several import may_be_side, side_by_side

_SUBJECTS = ("nsubj", "nsubjpass", "agent")
_ARGUMENTS = ("dobj", "pobj", "nsubj", "nsubjpass")
_DEFINITE = {"the", "this", "that", "these", "those", "both"}
_PAIRED = ("side", "group", "party", "faction", "organization", "force")
_OBJECT_PREPOSITIONS = {"by", "against", "on", "upon", "to"}
_WINDOW = 3
"""Sentences back that a pronoun may reach; further, the nearest is a guess."""
_REPEATED = 30
"""Sentences back in which "the army" may have been called by its full name."""
_UNARMED = ("media", "international", "civil-society")
_WANTED: dict[str, tuple[Category, ...]] = {
    "person": ("person",),
    "group": ("group", "place", "facility"),
    "plural": ("group", "people"),
}


class Antecedents:
    """Finds antecedents among the mentions of one report, which are offered in text order."""

    def __init__(self, analysis: Analysis, mentions: list[Mention], nouns: Nouns, chains: Chains) -> None:
        self.analysis, self.mentions, self.nouns, self.chains = analysis, mentions, nouns, chains
        self.parts: dict[int, tuple[int, ...]] = {}
        """Mentions that stand for two sides at once, with those."""
        self._by_head = {mention.head: mention for mention in reversed(mentions)}
        self._sides: dict[str, Counter[int]] = {}
        sides = frozenset(word for words in nouns.sides.values() for word in words)
        self._distinct = Distinct(analysis, mentions, chains, sides)
        self._posts: dict[str, int] = {}
        """The mention of whoever was last called by a post: "the governor" of later sentences."""
        self._holders: set[int] = set()

    def saw(self, mention: Mention) -> None:
        """Count a linked mention, for "the rebels" and "the military" of later sentences."""
        if mention.named and mention.category == "group" and not self._is_unit(mention):
            self._sides.setdefault(mention.kind, Counter())[self.chains.root(mention.index)] += 1
        if mention.named and mention.category == "person" and not mention.pronoun:
            for post in self._posts_of(mention):
                self._posts[post] = mention.index
                self._holders.add(self.chains.root(mention.index))

    def _is_unit(self, mention: Mention) -> bool:
        """Whether it is one unit of an army, which "the army" does not mean."""
        number = self.analysis.tokens[mention.first : mention.head + 1]
        return mention.kind == "military" and any(t.text[:1].isdigit() for t in number)

    def _posts_of(self, mention: Mention) -> list[str]:
        """What a person's name is called beside it: "Governor X", "X, the governor", "the governor, X"."""
        analysis, head = self.analysis, self.analysis.tokens[mention.head]
        beside = [*analysis.tokens[mention.first : mention.head], *analysis.children(mention.head, "appos")]
        beside += [analysis.tokens[head.head]] if head.dep == "appos" else []
        return [t.lemma for t in beside if self.nouns.meaning.get(t.lemma, ("",))[0] == "person"]

    def of(self, mention: Mention) -> int | None:
        """The mention that this one refers back to, or None where nothing fits."""
        token = self.analysis.tokens[mention.head]
        if mention.pronoun:
            classes = self.nouns.pronoun_class
            return self._of_pronoun(mention, classes.get(token.lemma) or classes[token.text.lower()])
        named = self._apposed(mention)
        if named is not None:
            return named
        return self._of_description(mention) if self._definite(mention) else None

    def _apposed(self, mention: Mention) -> int | None:
        """The person whom an apposition names: "its emir in the town, X"; the parser often hangs X on the town."""
        if mention.category not in ("person", "group") or mention.named:
            return None
        analysis = self.analysis
        token = analysis.tokens[mention.head]
        owner = self._by_head.get(token.head) if token.dep == "appos" else None
        if owner is not None and owner.index in self.chains and owner.named and owner.category == mention.category:
            return owner.index  # "X, the emir of the town"
        if mention.category == "group":
            return None
        heads = [mention.head]
        for prep in analysis.children(mention.head, "prep"):
            heads += [inner.index for inner in analysis.children(prep.index, "pobj")]
        for head in heads:
            for child in analysis.children(head, "appos"):
                other = self._by_head.get(child.index)
                if other is not None and other.category == "person" and other.named and other.index in self.chains:
                    return other.index
        return None

    def _of_pronoun(self, mention: Mention, kind: str) -> int | None:
        token = self.analysis.tokens[mention.head]
        if kind == "relative":
            return self._of_relative(mention)
        if kind == "first" or token.lemma in ("these", "those"):
            return None
        near = self._before(mention, _WINDOW)
        back = [o for o in near if o.category in _WANTED[kind] and not o.first <= mention.head < o.last]
        back = [o for o in back if not self._is_title(o)]
        if kind == "person":
            people = (o for o in self._before(mention, 1) if o.category == "people" and not o.pronoun)
            back += [o for o in people if self.analysis.tokens[o.head].tag in ("NN", "NNP")]
        return self._salient(mention, back)

    def _is_title(self, mention: Mention) -> bool:
        """Whether it stands before the name of the one who bears it: "Foreign Minister Lavrov"."""
        token = self.analysis.tokens[mention.head]
        borne = self._by_head.get(token.head) if token.dep in ("compound", "nmod") else None
        return mention.category == "person" and borne is not None and borne.category == "person" and borne.named

    def _of_relative(self, mention: Mention) -> int | None:
        """The noun that the relative clause around "which" or "who" hangs on."""
        for ancestor in self.analysis.ancestors(mention.head):
            if ancestor.dep == "relcl":
                found = self._by_head.get(ancestor.head)
                return found.index if found is not None and found.index in self.chains else None
        return None

    def _definite(self, mention: Mention) -> bool:
        tokens = self.analysis.tokens
        dets = {tokens[i].lemma for i in range(mention.first, mention.head) if tokens[i].dep in ("det", "predet")}
        if _DEFINITE & dets:
            return True
        # "Rebels attacked", "army units": sides go without an article, "factions" and "people" are any
        side = mention.kind in ("unknown-armed", "armed-group", "military", "police", "government")
        bare = mention.first == mention.head and mention.category in ("group", "people")
        some = self.nouns.empty_descriptions | self.nouns.anybody
        return bare and side and tokens[mention.head].lemma not in some

    def _of_description(self, mention: Mention) -> int | None:
        tokens, nouns = self.analysis.tokens, self.nouns
        lemma = tokens[mention.head].lemma
        before = {t.lemma for t in tokens[mention.first : mention.head]}
        if lemma in _PAIRED and before & nouns.pairs:
            return self._pair(mention)
        content = [t for t in tokens[mention.first : mention.last] if t.pos in ("NOUN", "PROPN", "ADJ", "NUM")]
        described = any(  # not "accused the group of shelling X"
            t.lemma == "of" and self.analysis.children(t.index, "pobj")
            for t in self.analysis.children(mention.head, "prep")
        )
        if len(content) > 2 or described or any(t.pos == "NUM" for t in content):
            return None
        if lemma in ("latter", "former"):
            return self._latter(mention, first=lemma == "former")
        modifiers = {t.lemma for t in content if t.index != mention.head}
        side = next((k for k, words in sorted(nouns.sides.items()) if lemma in words and not modifiers), None)
        for other in self._before(mention, _WINDOW if lemma in nouns.empty_descriptions else _REPEATED):
            known = side is None or (other.named and not self._distinct.apart(lemma, other.index))
            if known and self._repeats(mention, other, lemma, modifiers):
                return other.index
        return self._dominant(lemma, side) if side is not None else self._of_kind(mention, lemma, modifiers)

    def _of_kind(self, mention: Mention, lemma: str, modifiers: set[str]) -> int | None:
        """ "the group", "the city": the last thing of that kind that has a name."""
        named = [o for o in self._before(mention, _WINDOW) if o.named]
        if lemma in self.nouns.empty_descriptions and mention.category == "group":
            groups = [o for o in named if o.category == "group"]
            row = side_by_side(self.analysis, groups, self.chains) if self._many(mention) else ()
            if row:
                self.parts[mention.index] = row
                return None
            if lemma not in self.nouns.armed and not modifiers & self.nouns.armed:
                return self._salient(mention, groups)
            unarmed = {self.chains.root(o.index) for o in groups if o.kind in _UNARMED}
            fitting = [o for o in groups if self.chains.root(o.index) not in unarmed]
            return self._salient(mention, fitting)
        for category, words in sorted(self.nouns.descriptions.items()):
            one = category != "person" or not self._many(mention)
            if category in ("place", "facility", "person") and one and lemma in words and not modifiers:
                fitting = [o for o in named if o.category == category and not o.pronoun]
                if category == "place":  # "the city" is no country
                    fitting = [o for o in fitting if (o.kind == "government") == (lemma == "country")]
                if category == "person":
                    return self._person(mention, lemma, fitting)
                if lemma in ("city", "town", "village"):
                    fitting = [o for o in fitting if self._settlement(o)]
                    fitting = [o for o in fitting if self._called(o, lemma)] or fitting
                return fitting[0].index if fitting else None
        return None

    def _many(self, mention: Mention) -> bool:
        return self.analysis.tokens[mention.head].tag in ("NNS", "NNPS")

    def _person(self, mention: Mention, lemma: str, near: list[Mention]) -> int | None:
        """ "the governor": whoever the report called so, else somebody near of whom it named no other post."""
        if lemma in self._posts:
            return self._posts[lemma]
        post = self.nouns.meaning.get(lemma, ("",))[0] == "person"
        return self._salient(mention, [o for o in near if not post or self.chains.root(o.index) not in self._holders])

    def _called(self, mention: Mention, lemma: str) -> bool:
        """Whether the report calls it so: "the town of X", "X town", "the town, X"."""
        tokens = self.analysis.tokens
        root = self.chains.root(mention.index)
        for other in self.mentions[: mention.index + 1]:
            if other.index not in self.chains or self.chains.root(other.index) != root:
                continue
            near = tokens[max(0, other.first - 3) : other.last + 1]
            if any(t.lemma == lemma and t.sentence == tokens[other.head].sentence for t in near):
                return True
        return False

    def _settlement(self, mention: Mention) -> bool:
        """Whether "the town" may be this place."""
        words = {t.lemma for t in self.analysis.tokens[mention.first : mention.last]}
        return not words & self.nouns.regions

    def _dominant(self, lemma: str, kind: str) -> int | None:
        """The named side of this kind that the report has spoken of most so far, if one stands out."""
        ranked = self._sides.get(kind, Counter()).most_common(2)
        if ranked and self._distinct.apart(lemma, ranked[0][0]):
            return None
        if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            return ranked[0][0]
        return None

    def _repeats(self, mention: Mention, other: Mention, lemma: str, modifiers: set[str]) -> bool:
        """ "the army" after "the Syrian Army", "the rebels" after "Turkish-backed rebels"."""
        tokens = self.analysis.tokens
        if other.pronoun or other.category != mention.category or tokens[other.head].lemma != lemma:
            return False
        if mention.kind == "military" and other.kind == "armed-group":
            return False  # "the army" is not the Liberation Army
        if mention.kind == "military" and self._is_unit(other):
            return False  # nor the 5th Brigade
        words = {t.lemma for t in tokens[other.first : other.last]}
        return modifiers <= words and other.category in ("group", "people", "facility") and other.kind != "civilians"

    def _pair(self, mention: Mention) -> int | None:
        """Notes the last two groups as what "both sides" stands for."""
        seen: dict[int, int] = {}
        for other in self._before(mention, 2 * _WINDOW):
            if not other.pronoun and other.index not in self.parts and may_be_side(self.analysis, other):
                seen.setdefault(self.chains.root(other.index), other.index)
            if len(seen) == 2:
                self.parts[mention.index] = tuple(sorted(seen.values()))
                break
        return None

    def _latter(self, mention: Mention, *, first: bool) -> int | None:
        back = [o for o in self._before(mention, 2) if o.named and not o.pronoun and o.category in ("group", "person")]
        return back[min(1, len(back) - 1) if first else 0].index if back else None

    def _before(self, mention: Mention, sentences: int) -> list[Mention]:
        """Linked mentions before this one, nearest first, not further back than so many sentences."""
        tokens, found, barred = self.analysis.tokens, [], self._barred(mention)
        for index in range(mention.index - 1, -1, -1):
            other = self.mentions[index]
            if tokens[mention.head].sentence - tokens[other.head].sentence > sentences:
                break
            if other.head < mention.first and index in self.chains and self.chains.root(index) not in barred:
                found.append(other)
        return found

    def _barred(self, mention: Mention) -> set[int]:
        """The chain of the subject of the very verb whose object this is: in "X attacked the group", the group is
        not X ("X hurt himself" would say so)."""
        analysis, token = self.analysis, self.analysis.tokens[mention.head]
        head = analysis.tokens[token.head]
        if token.dep == "pobj" and head.lemma in _OBJECT_PREPOSITIONS:
            head = analysis.tokens[head.head]
        elif token.dep not in ("dobj", "dative"):
            return set()
        while head.dep == "conj" and not analysis.children(head.index, "nsubj", "nsubjpass"):
            head = analysis.tokens[head.head]  # "X took two men and freed them"
        subjects = (self._by_head.get(c.index) for c in analysis.children(head.index, "nsubj", "nsubjpass"))
        reflexive = token.lemma.endswith(("self", "selves"))
        return {
            self.chains.root(s.index) for s in subjects if s is not None and s.index in self.chains and not reflexive
        }

    def _salient(self, mention: Mention, candidates: Iterable[Mention]) -> int | None:
        """The most prominent candidate: subjects before objects, near before far, often named before seldom."""
        ranked = list(candidates)
        often = Counter(self.chains.root(o.index) for o in ranked)
        scored = [
            (self._prominence(mention, other, often[self.chains.root(other.index)]) - 0.02 * order, -order)
            for order, other in enumerate(ranked)
        ]
        best = max(scored, default=(0.0, 0))
        return ranked[-best[1]].index if best[0] > 0 else None

    def _reported(self, token: Token, verb: int) -> bool:
        """Whether the token is the subject of what this verb says."""
        said = self.analysis.tokens[token.head]
        while said.dep == "conj":
            said = self.analysis.tokens[said.head]
        return said.dep == "ccomp" and said.head == verb

    def _prominence(self, mention: Mention, other: Mention, times: int) -> float:
        analysis, token = self.analysis, self.analysis.tokens[mention.head]
        there = analysis.tokens[other.head]
        score = 3.0 if there.dep in _SUBJECTS else 1.5 if there.dep in ("dobj", "conj", "poss", "compound") else 1.0
        score += (1.0 if other.named else 0.0) + min(2, times - 1) * 0.5
        score += 1.0 if other.category in ("group", "person") else 0.0
        score -= 1.2 * (token.sentence - there.sentence)
        if analysis.sentence_of(token.index).paragraph != analysis.sentence_of(there.index).paragraph:
            score -= 1.0
        grouped = self.nouns.pronoun_class.get(token.lemma) in ("group", "plural")
        if grouped and there.dep == "nsubj" and token.dep in _SUBJECTS and self._reported(token, there.head):
            score += 1.5  # "the army said it had"; of a suspect, it is others who say what he did
        if there.dep in _SUBJECTS and analysis.tokens[there.head].dep == "ROOT":
            score += 0.5  # what a sentence is about, before what it tells of besides
        if token.dep == "poss" and there.dep in _SUBJECTS and there.head == self._verb_over(token):
            score += 2.0  # "the army holds its headquarters": the subject of the clause that the owned thing is in
        if there.head == token.head and token.dep in _ARGUMENTS:
            score -= 3.0  # "it attacked it": two arguments of one verb are two things
        return score

    def _verb_over(self, token: Token) -> int | None:
        """The nearest verb above a token."""
        return next((t.index for t in self.analysis.ancestors(token.index) if t.pos in ("VERB", "AUX")), None)
