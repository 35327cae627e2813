"""The way through the grammar from an event's word to a place: up to their common governor, then down."""

from collections.abc import Collection
from dataclasses import dataclass

from polemos.coding.place_candidates import Candidate
from polemos.model.analysis import Analysis, Token

_LIKE = {
    "nsubjpass": "subj", "csubj": "subj", "csubjpass": "subj", "nsubj": "subj", "attr": "obj", "acomp": "obj",
    "oprd": "obj", "dobj": "obj", "compound": "mod", "nmod": "mod", "amod": "mod", "agent": "by", "relcl": "rel",
    "parataxis": "ccomp", "npadvmod": "npadv",
}  # fmt: skip
"""Labels of the parser that come to the same here."""
_LONGEST_ROW = 12


@dataclass(frozen=True, slots=True)
class Way:
    """`up` and `down` are steps from the event to the place, prepositions by their word ("p:in"; "pp:in" after
    another); `nodes_up` and `nodes_down` the tokens passed, both with the common governor. `slot` is how the place
    itself stands: its preposition, else its label; `governor` what it hangs on, past the preposition. `top` is the
    first of its row."""

    top: Token
    slot: str
    governor: Token
    up: tuple[str, ...]
    down: tuple[str, ...]
    nodes_up: tuple[Token, ...]
    nodes_down: tuple[Token, ...]

    @property
    def below(self) -> bool:
        """The event's word governs the place."""
        return len(self.nodes_up) == 1

    @property
    def direct(self) -> bool:
        """It does so as its object, after its own preposition, or after one on its object."""
        one = len(self.down) == 1 and (self.down[0].startswith("p") or self.down[0] in ("obj", "npadv"))
        return self.below and (one or (len(self.down) == 2 and self.down[0] == "obj" and self.down[1].startswith("p")))


def way(analysis: Analysis, event: int, place: Candidate, heads: Collection[int], words: Collection[str]) -> Way:
    """`heads` are those of all places of the sentence, so that each of a row goes the way of the first; `words` the
    prepositions that are told apart."""
    tokens = analysis.tokens
    top = tokens[place.outer.head]
    for _ in range(_LONGEST_ROW):
        if top.dep != "conj" or top.head not in heads:
            break
        top = tokens[top.head]
    up, down = _to_root(analysis, event), _to_root(analysis, top.index)
    common = next((token for token in down if token in up), up[-1])
    nodes_up = up[: up.index(common) + 1]
    nodes_down = [common, *reversed(down[: down.index(common)])] if common in down else [common, top]
    head = tokens[top.head]
    told = top.dep == "pobj" and head.pos in ("ADP", "SCONJ", "PART")
    return Way(
        top,
        (head.lemma if head.lemma in words else "other") if told else label(top),
        tokens[head.head] if told else head,
        tuple(label(t) for t in nodes_up[:-1] if t.dep != "pobj" and not (t.dep == "conj" and t.pos == "NOUN")),
        tuple(_steps(nodes_down[1:], words)),
        tuple(nodes_up),
        tuple(nodes_down),
    )


def label(token: Token) -> str:
    """How a token hangs on its governor."""
    return _LIKE.get(token.dep, token.dep)


def _to_root(analysis: Analysis, index: int) -> list[Token]:
    return [analysis.tokens[index], *analysis.ancestors(index)]


def _steps(nodes: list[Token], words: Collection[str]) -> list[str]:
    """The steps down; a chain of prepositions ("in clashes near the town of") counts as its last."""
    found: list[str] = []
    for token in nodes:
        if token.dep in ("pobj", "prt") or (token.dep == "conj" and token.pos in ("NOUN", "PROPN")):
            continue
        if token.dep not in ("prep", "agent"):
            found.append(label(token))
            continue
        word = token.lemma if token.lemma in words else "other"
        if found and found[-1].startswith(("p:", "pp:")):
            found[-1] = f"pp:{word}"
        else:
            found.append(f"p:{word}")
    return found
