"""Claims of responsibility without the word: "said it was behind the attack", "claimed that they were responsible"."""

from polemos.codebook.speech import Speech
from polemos.coding.voices import SUBJECTS
from polemos.model.analysis import Analysis, Token


def owns(analysis: Analysis, speech: Speech, verb: Token) -> bool:
    """Whether what is said is that the speaker itself stands behind an act."""
    for clause in analysis.children(verb.index, "ccomp"):
        himself = any(child.pos == "PRON" for child in analysis.children(clause.index, *SUBJECTS))
        told = analysis.children(clause.index, "prep", "acomp", "advmod")
        if himself and clause.lemma == "be" and any(child.lemma in speech.owning for child in told):
            return not analysis.children(clause.index, "neg")
    return False
