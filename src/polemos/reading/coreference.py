"""Which mentions stand for the same: names, short forms, surnames, descriptions, pronouns.

No pretrained model runs offline on a laptop, so these are rules: names by their words, an abbreviation by the brackets
that define it, a description by the last thing of its kind, a pronoun by the most prominent fitting mention nearby.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from polemos.codebook.nouns import Nouns
from polemos.model.analysis import Analysis, Category, Mention
from polemos.text.names import name_words

_SUBJECTS = ("nsubj", "nsubjpass", "agent")
_WINDOW = 3
"""Sentences back that a pronoun may reach; further, the nearest is a guess."""


def _initials(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether the one word is made of the first letters of the longer name: "isil", "sdf"."""
    letters = "".join(w[0] for w in longer if w not in ("of", "and", "for", "in", "the"))
    return len(words) == 1 and len(words[0]) > 2 and words[0] == letters


class Coreference:
    """Links the mentions of one report; `link` returns them with chain, resolved name and kind."""

    def __init__(self, analysis: Analysis, mentions: list[Mention], nouns: Nouns) -> None:
        self.analysis, self.nouns = analysis, nouns
        self.mentions = mentions
        self.chain: dict[int, int] = {}
        self.parts: dict[int, tuple[int, ...]] = {}
        self.paragraph = [analysis.sentence_of(m.head).paragraph for m in mentions]
        self.sentence = [analysis.tokens[m.head].sentence for m in mentions]

    def link(self) -> tuple[Mention, ...]:
        self._names()
        for mention in self.mentions:
            if mention.index not in self.chain:
                self._follow(mention)
        return self._named()

    # names

    def _names(self) -> None:
        chains: dict[tuple[str, ...], int] = {}
        proper = [m for m in self.mentions if m.named and not m.pronoun and self._is_name(m)]
        for mention in proper:
            words = name_words(mention.name)
            self.chain[mention.index] = chains.setdefault(words, mention.index)
        self._abbreviations(chains)
        self._short_forms(chains)
        for mention in proper:
            self.chain[mention.index] = self._root(self.chain[mention.index])

    def _is_name(self, mention: Mention) -> bool:
        return self.analysis.tokens[mention.head].pos in ("PROPN", "ADJ") or mention.category in ("group", "facility")

    def _root(self, chain: int) -> int:
        while self.chain.get(chain, chain) != chain:
            chain = self.chain[chain]
        return chain

    def _join(self, short: int, full: int) -> None:
        short, full = self._root(short), self._root(full)
        if short != full:
            self.chain[short] = full

    def _abbreviations(self, chains: dict[tuple[str, ...], int]) -> None:
        """ "Syrian Democratic Forces (SDF)": the name in brackets right after a name is the same."""
        tokens = self.analysis.tokens
        ending = {m.last: m for m in reversed(self.mentions) if m.index in self.chain and m.first < m.last}
        for mention in self.mentions:
            if mention.index not in self.chain or mention.first < 2:
                continue
            full = ending.get(mention.first - 1)
            if full is None or tokens[mention.first - 1].text not in ("(", "["):
                continue
            closed = mention.last < len(tokens) and tokens[mention.last].text in (")", "]", ",", ";")
            if closed and full.index != mention.index and len(name_words(full.name)) > 1:
                self._join(self.chain[mention.index], self.chain[full.index])

    def _short_forms(self, chains: dict[tuple[str, ...], int]) -> None:
        """A person's last name, "al-Nusra" for "al-Nusra Front", initials: joined where only one longer name fits."""
        by_words = sorted(chains.items(), key=lambda item: (len(item[0]), item[1]))
        for words, chain in by_words:
            mention = self.mentions[chain]
            longer = [(other, self.mentions[at]) for other, at in by_words if len(other) > len(words)]
            spelled = {self._root(full.index) for other, full in longer if _initials(words, other)}
            fits = spelled or {
                self._root(full.index) for other, full in longer if self._shortens(words, mention, other, full)
            }
            if len(fits) == 1:
                self._join(chain, fits.pop())

    def _shortens(self, words: tuple[str, ...], short: Mention, longer: tuple[str, ...], full: Mention) -> bool:
        if full.category == "person" and short.category in ("person", "group", "thing"):
            return len(words) == 1 and words[0] == longer[-1] or words == longer[-len(words) :] and len(words) > 1
        if short.category != full.category or short.category not in ("group", "facility"):
            return False
        if (
            len(words) == 1
            and len(longer) > 2
            and words[0] == "".join(w[0] for w in longer if w not in ("of", "and", "for", "in"))
        ):
            return True
        if words[-1] != longer[-1] and words != longer[: len(words)]:
            return False
        head = self.nouns.meaning.get(words[-1])
        return set(words) <= set(longer) and (head is None or len(words) > 1 or words[-1] == longer[-1])

    # descriptions and pronouns

    def _follow(self, mention: Mention) -> None:
        token = self.analysis.tokens[mention.head]
        if mention.pronoun:
            kind = self.nouns.pronoun_class[
                token.lemma if token.lemma in self.nouns.pronoun_class else token.text.lower()
            ]
            found = self._pronoun(mention, kind)
        elif self._definite(mention):
            found = self._description(mention)
        else:
            found = None
        self.chain[mention.index] = self._root(self.chain[found]) if found is not None else mention.index

    def _definite(self, mention: Mention) -> bool:
        tokens = self.analysis.tokens
        dets = [tokens[i].lemma for i in range(mention.first, mention.head) if tokens[i].dep in ("det", "predet")]
        return bool({"the", "this", "that", "these", "those", "both"} & set(dets)) or (
            mention.first == mention.head and mention.category in ("group", "people")
        )

    def _description(self, mention: Mention) -> int | None:
        tokens, nouns = self.analysis.tokens, self.nouns
        lemma = tokens[mention.head].lemma
        content = [t for t in tokens[mention.first : mention.last] if t.pos in ("NOUN", "PROPN", "ADJ", "NUM")]
        if (
            lemma in ("side", "group", "party", "faction", "organization", "force")
            and {t.lemma for t in tokens[mention.first : mention.head]} & nouns.pairs
        ):
            return self._pair(mention)
        after = [t for t in self.analysis.children(mention.head, "prep") if t.lemma == "of"]
        if len(content) > 2 or after or any(t.pos == "NUM" for t in content):
            return None
        back = self._before(mention, 30 if lemma not in nouns.empty_descriptions else _WINDOW)
        if lemma in ("latter", "former"):
            return self._latter(mention, first=lemma == "former")
        modifiers = {t.lemma for t in content if t.index != mention.head}
        side = any(lemma in words for words in nouns.sides.values()) and not modifiers
        for other in back:
            if side and not other.named:
                continue
            if self._repeats(mention, other, lemma, modifiers):
                return other.index
        for kind, words in sorted(nouns.sides.items()):
            if lemma in words and not modifiers:
                return self._dominant(mention, kind)
        if lemma in nouns.empty_descriptions and mention.category == "group":
            return self._salient(mention, [o for o in back if o.category == "group" and o.named])
        for category, words in sorted(nouns.descriptions.items()):
            if category in ("place", "facility", "person") and lemma in words and not modifiers:
                named = [
                    o for o in self._before(mention, _WINDOW) if o.category == category and o.named and not o.pronoun
                ]
                return named[0].index if named and category != "person" else self._salient(mention, named)
        return None

    def _dominant(self, mention: Mention, kind: str) -> int | None:
        """The named side of this kind that the report has spoken of most so far, if one stands out."""
        counts: Counter[int] = Counter()
        for other in self.mentions[: mention.index]:
            if other.named and other.kind == kind and other.category == "group" and other.index in self.chain:
                counts[self._root(self.chain[other.index])] += 1
        ranked = counts.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            return ranked[0][0]
        return None

    def _repeats(self, mention: Mention, other: Mention, lemma: str, modifiers: set[str]) -> bool:
        """ "the army" after "the Syrian Army", "the rebels" after "Turkish-backed rebels"."""
        tokens = self.analysis.tokens
        if other.pronoun or other.category != mention.category or tokens[other.head].lemma != lemma:
            return False
        words = {t.lemma for t in tokens[other.first : other.last]}
        return modifiers <= words and other.category in ("group", "people", "facility")

    def _pronoun(self, mention: Mention, kind: str) -> int | None:
        token = self.analysis.tokens[mention.head]
        if kind == "relative":
            return self._antecedent(mention)
        if kind == "first":
            return None
        wanted: dict[str, tuple[Category, ...]] = {
            "person": ("person",),
            "group": ("group", "place", "facility"),
            "plural": ("group", "people"),
        }
        if kind == "plural" and token.lemma in ("these", "those"):
            return None
        back = [
            o for o in self._before(mention, _WINDOW) if o.category in wanted[kind] and not self._inside(mention, o)
        ]
        if kind == "person":
            back += [o for o in self._before(mention, 1) if o.category == "people" and not o.pronoun and self._one(o)]
        return self._salient(mention, back)

    def _one(self, mention: Mention) -> bool:
        return self.analysis.tokens[mention.head].tag in ("NN", "NNP")

    def _antecedent(self, mention: Mention) -> int | None:
        """The noun that the relative clause around "which" or "who" hangs on."""
        token = self.analysis.tokens[mention.head]
        for ancestor in self.analysis.ancestors(token.index):
            if ancestor.dep == "relcl":
                found = next((m for m in self.mentions if m.head == ancestor.head and m.index in self.chain), None)
                return found.index if found else None
        return None

    def _pair(self, mention: Mention) -> int | None:
        seen: list[Mention] = []
        for other in self._before(mention, 2 * _WINDOW):
            if other.category == "group" and other.named and not other.pronoun:
                if all(self.chain[other.index] != self.chain[o.index] for o in seen):
                    seen.append(other)
                if len(seen) == 2:
                    self.parts[mention.index] = tuple(sorted(o.index for o in seen))
                    break
        return None

    def _latter(self, mention: Mention, *, first: bool) -> int | None:
        back = [o for o in self._before(mention, 2) if o.named and not o.pronoun and o.category in ("group", "person")]
        if not back:
            return None
        return back[min(1, len(back) - 1)].index if first else back[0].index

    # candidates

    def _before(self, mention: Mention, sentences: int) -> list[Mention]:
        """Linked mentions before this one, nearest first, not further back than so many sentences."""
        found = []
        here = self.sentence[mention.index]
        for index in range(len(self.mentions) - 1, -1, -1):
            other = self.mentions[index]
            if other.head >= mention.first or index not in self.chain:
                continue
            if here - self.sentence[index] > sentences:
                break
            found.append(other)
        return found

    def _inside(self, mention: Mention, other: Mention) -> bool:
        return other.first <= mention.head < other.last

    def _salient(self, mention: Mention, candidates: Iterable[Mention]) -> int | None:
        """The most prominent candidate: subjects before objects, near before far, often named before seldom."""
        here, tokens = self.sentence[mention.index], self.analysis.tokens
        ranked = list(candidates)
        often = Counter(self._root(self.chain[o.index]) for o in ranked)
        best, best_score = None, 0.0
        governor = tokens[mention.head].head
        for order, other in enumerate(ranked):
            dep = tokens[other.head].dep
            score = 3.0 if dep in _SUBJECTS else 1.5 if dep in ("dobj", "conj", "poss", "compound") else 1.0
            score += 1.0 if other.named else 0.0
            score += min(2, often[self._root(self.chain[other.index])] - 1) * 0.5
            score += 1.0 if other.category in ("group", "person") else 0.0
            score -= 1.2 * (here - self.sentence[other.index]) + 0.02 * order
            if self.paragraph[mention.index] != self.paragraph[other.index]:
                score -= 1.0
            if tokens[other.head].head == governor and tokens[mention.head].dep != "poss" and not mention.pronoun:
                score -= 2.0
            if tokens[other.head].head == governor and tokens[mention.head].dep in (
                "dobj",
                "pobj",
                "nsubj",
                "nsubjpass",
            ):
                score -= 3.0  # "it attacked it": two arguments of one verb are two things
            if score > best_score:
                best, best_score = other.index, score
        return best

    # result

    def _members(self, mention: Mention, fullest: dict[int, Mention]) -> Mention | None:
        """The group whose people these are: "ISIS fighters", "its members", "members of the FARC"."""
        tokens = self.analysis.tokens
        if tokens[mention.head].lemma not in self.nouns.members or mention.category not in ("people", "group"):
            return None
        wanted = {
            token.index
            for token in self.analysis.children(mention.head, "compound", "poss", "nmod", "prep")
            for token in (
                self.analysis.children(token.index, "pobj") if token.dep == "prep" and token.lemma == "of" else (token,)
            )
        }
        if mention.first and tokens[mention.first - 1].text in (")", "]"):
            wanted.add(mention.first - 2)  # "the National Liberation Front [NLF] forces"
        for other in self.mentions[max(0, mention.index - 3) : mention.index + 6]:
            if other.head in wanted:
                full = fullest.get(self._root(self.chain[other.index]))
                if full is not None and full.category == "group" and self.analysis.tokens[full.head].pos != "ADJ":
                    return full
        return None

    def _named(self) -> tuple[Mention, ...]:
        """Every mention with its chain's fullest name; a group of two sides keeps its own words and its parts."""
        fullest: dict[int, Mention] = {}
        for mention in self.mentions:
            root = self._root(self.chain[mention.index])
            held = fullest.get(root)
            if not mention.pronoun and (held is None or self._fuller(mention, held)):
                fullest[root] = mention
        result = []
        for mention in self.mentions:
            root = self._root(self.chain[mention.index])
            full = fullest.get(root)
            if (group := self._members(mention, fullest)) is not None:
                result.append(replace(mention, chain=root, name=group.name, kind=group.kind, named=True))
                continue
            if full is None or mention.index in self.parts:
                result.append(replace(mention, chain=root, parts=self.parts.get(mention.index, ())))
                continue
            category = full.category if mention.pronoun else mention.category
            noun = self.analysis.tokens[mention.head].pos != "ADJ"  # "Turkish" stays an actor where "Turkey" is a place
            if noun and mention.named and not mention.pronoun and self._proper(mention) and full.named:
                category = full.category
            result.append(
                replace(
                    mention,
                    chain=root,
                    name=full.name,
                    category=category,
                    kind=full.kind if mention.pronoun or full.kind != "other" else mention.kind,
                    named=mention.named or full.named,
                )
            )
        return tuple(result)

    def _fuller(self, mention: Mention, held: Mention) -> bool:
        """A proper name before a description, the longer before the shorter; the first of equals stays."""
        new, old = self._proper(mention), self._proper(held)
        if new != old:
            return new
        return len(name_words(mention.name)) > len(name_words(held.name)) if new else False

    def _proper(self, mention: Mention) -> bool:
        return mention.named and (mention.name[:1].isupper() or self.analysis.tokens[mention.head].pos == "PROPN")
