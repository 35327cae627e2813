"""Whether a word of loss is one in this sentence, and whether what it says is said to have happened."""

from polemos.codebook.losses import LossCue, LossWords
from polemos.model.analysis import Analysis, Token


def fits(analysis: Analysis, token: Token, cue: LossCue) -> bool:
    """Part of speech and accompanying words are those of the cue."""
    if cue.under and not any(t.lemma in cue.under for t in governors(analysis, token)):
        return False
    verbal = cue.people in ("object", "subject")
    if verbal != (token.pos in ("VERB", "AUX") or token.tag in ("VBN", "VBD")):
        return False
    if not cue.with_:
        return True
    near = {t.lemma for t in analysis.children(token.index)} | {t.text.lower() for t in analysis.children(token.index)}
    for preposition in analysis.children(token.index, "prep"):
        for inner in analysis.children(preposition.index, "pobj"):
            near |= {inner.lemma, inner.text.lower(), *(t.text.lower() for t in analysis.children(inner.index, "acl"))}
    return bool(near & cue.with_)


def governors(analysis: Analysis, token: Token) -> list[Token]:
    """What the token hangs on, and what that hangs on where it is a preposition."""
    above = analysis.tokens[token.head]
    return [above, analysis.tokens[above.head]] if above.pos == "ADP" else [above]


def together(analysis: Analysis, token: Token, cue: LossCue, words: LossWords) -> bool:
    """ "60 were killed or wounded": the figure covers both, so neither has one."""
    related = [*analysis.children(token.index, "conj"), analysis.tokens[token.head]]
    for other in related:
        if other.index == token.index or (token.dep != "conj" and other.index == token.head):
            continue
        kinds = {s for c in words.by_word.get(other.lemma, ()) if c.people == cue.people for s in c.statuses}
        between = analysis.tokens[min(token.index, other.index) + 1 : max(token.index, other.index)]
        if not kinds or kinds == set(cue.statuses) or not all(t.pos in ("CCONJ", "ADV", "VERB") for t in between):
            continue
        if {*kinds, *cue.statuses} == {"killed", "wounded"} or any(t.lemma in words.either for t in between):
            return True
    return False


def real(analysis: Analysis, index: int, words: LossWords) -> bool:
    """The words say that it happened: no "could kill", "threatened to kill", "if he is killed", "stop killing"."""
    for token in (analysis.tokens[index], *analysis.ancestors(index)):
        if token.index != index and token.lemma in words.aims:
            return False
        if token.pos not in ("VERB", "AUX"):
            continue
        children = analysis.children(token.index)
        auxiliaries = [c for c in children if c.dep in ("aux", "auxpass")]
        if any(c.text.lower() in words.unreal for c in auxiliaries):
            return False
        if any(c.dep == "mark" and c.lemma in words.conditions for c in children):
            return False
        infinitive = token.tag == "VB" and any(c.lemma == "to" for c in auxiliaries)
        if infinitive and not any(c.lemma == "have" for c in auxiliaries):
            return analysis.tokens[token.head].lemma in words.done and token.dep == "xcomp"
        if len(auxiliaries) == 1 and auxiliaries[0].dep == "auxpass" and auxiliaries[0].tag == "VB":
            # "demanded that the party be eliminated"
            return False
        shares = token.tag == "VB" and token.dep == "conj" and not auxiliaries
        if not shares and not (token.tag == "VBG" and token.dep in ("xcomp", "pcomp")):
            return True
    return True
