"""The grammar of one sentence while it is being changed."""

from dataclasses import replace

from polemos.model.analysis import Analysis, Sentence, Token

FINITE = {"VBD", "VBZ", "VBP", "MD"}
NOUNS = {"NOUN", "PROPN"}
CLAUSES = {"ROOT", "ccomp", "advcl", "relcl"}
"""Where a clause stands in the tree: a noun there is often the subject or object of a verb that was missed."""
IN_PHRASE = {"det", "amod", "compound", "nummod", "nmod", "poss", "predet", "quantmod"}
OPENERS = {"DT", "PRP$", "CD", "PDT"}
"""What opens a noun phrase: a participle before it is no part of that phrase."""


class Untreelike(Exception):
    """A change would make a token govern itself."""


class Grammar:
    """Tokens by their index in the text; every change keeps one root and no circle."""

    def __init__(self, analysis: Analysis, sentence: Sentence) -> None:
        self.first, self.last = sentence.first, sentence.last
        self._tokens = list(analysis.tokens[self.first : self.last])
        self._children: dict[int, set[int]] = {t.index: set() for t in self._tokens}
        for t in self._tokens:
            if t.head != t.index:
                self._children[t.head].add(t.index)
        self.changed = False

    def at(self, index: int) -> Token:
        return self._tokens[index - self.first]

    def tokens(self) -> tuple[Token, ...]:
        """All of them, with the children that they have now."""
        return tuple(replace(t, children=tuple(sorted(self._children[t.index]))) for t in self._tokens)

    def all(self) -> tuple[Token, ...]:
        return tuple(self._tokens)

    def finite(self) -> bool:
        """Whether any finite verb was found in the sentence."""
        return any(t.tag in FINITE for t in self._tokens)

    def before(self, index: int) -> Token | None:
        return self.at(index - 1) if index > self.first else None

    def after(self, index: int) -> Token | None:
        return self.at(index + 1) if index + 1 < self.last else None

    def children(self, index: int, *deps: str) -> list[Token]:
        """In text order, of these labels where any are given."""
        found = (self.at(i) for i in sorted(self._children[index]))
        return [t for t in found if not deps or t.dep in deps]

    def subtree(self, index: int) -> list[int]:
        found, stack = [], [index]
        while stack:
            found.append(stack.pop())
            stack.extend(self._children[found[-1]])
        return sorted(found)

    def below(self, index: int, top: int) -> int | None:
        """The child of `top` in whose subtree `index` stands, itself included."""
        while self.at(index).head != top:
            if self.at(index).head == index:
                return None
            index = self.at(index).head
        return index

    def hang(self, index: int, head: int, dep: str) -> None:
        """Puts a token with all that it governs under another."""
        above = head
        while True:
            if above == index:
                raise Untreelike
            if self.at(above).head == above:
                break
            above = self.at(above).head
        token = self.at(index)
        if token.head != index:
            self._children[token.head].discard(index)
        self._children[head].add(index)
        self._set(replace(token, head=head, dep=dep))

    def swap(self, index: int, over: int) -> None:
        """The token takes the place of `over`, which governs it, and governs `over` for now."""
        top, token = self.at(over), self.at(index)
        self._children[token.head].discard(index)
        head = index if top.head == over else top.head
        if head != index:
            self._children[head].discard(over)
            self._children[head].add(index)
        self._set(replace(token, head=head, dep=top.dep))
        self._set(replace(top, head=index, dep="dep"))
        self._children[index].add(over)

    def word(self, index: int, tag: str, pos: str, lemma: str) -> None:
        """What kind of word it is."""
        self._set(replace(self.at(index), tag=tag, pos=pos, lemma=lemma))

    def label(self, index: int, dep: str) -> None:
        self._set(replace(self.at(index), dep=dep))

    def _set(self, token: Token) -> None:
        self._tokens[token.index - self.first] = token
        self.changed = True
