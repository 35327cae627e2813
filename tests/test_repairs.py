"""The parser's mistakes that are put right: each repair on the tree it is meant for, and no harm to any other tree."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polemos.codebook.demonyms import demonyms
from polemos.codebook.loader import load
from polemos.codebook.verb_forms import VerbForms, verb_forms
from polemos.model.analysis import Analysis, Sentence, Token
from polemos.model.report import Report
from polemos.reading.repairs import repaired
from polemos.reading.spacy_reader import paragraphs

POS = {"N": "NOUN", "V": "VERB", "J": "ADJ", "R": "ADV", "D": "DET", "I": "ADP", "C": "CCONJ", "M": "AUX", "T": "PART"}


@cache
def verbs() -> VerbForms:
    return verb_forms(load())


@cache
def countries() -> frozenset[str]:
    return frozenset(demonyms(load()))


def pos_of(tag: str) -> str:
    if tag == "CD":
        return "NUM"
    return "PROPN" if tag.startswith("NNP") else POS.get(tag[:1], "PUNCT")


def analysis_of(rows: list[tuple[str, str, str, int]], entity: str = "") -> Analysis:
    """One sentence from word, tag, dependency and head number."""
    text = " ".join(row[0] for row in rows)
    tokens, start = [], 0
    for i, (word, tag, dep, head) in enumerate(rows):
        children = tuple(j for j, row in enumerate(rows) if row[3] == i and j != i)
        lemma = "be" if word in ("was", "were") else word.lower()
        tokens.append(Token(i, word, lemma, tag, pos_of(tag), dep, head, children, start, start + len(word), 0, entity))
        start += len(word) + 1
    return Analysis(Report("x", text, ""), tuple(tokens), (Sentence(0, 0, len(rows), 0),))


def read(tree: str) -> Analysis:
    """ "word/tag/dep/head ..." with heads counted from nought."""
    rows = [tuple(part.rsplit("/", 3)) for part in tree.split()]
    return analysis_of([(word, tag, dep, int(head)) for word, tag, dep, head in rows])


def assert_tree(analysis: Analysis) -> None:
    for sentence in analysis.sentences:
        inside = range(sentence.first, sentence.last)
        for token in analysis.sentence_tokens(sentence):
            assert token.head in inside
            assert len(list(zip(analysis.ancestors(token.index), inside, strict=False))) < len(inside), "a circle"
            hung = [t.index for t in analysis.sentence_tokens(sentence) if t.head == token.index != t.index]
            assert list(token.children) == hung


CASES = {
    "a participle with its own object after the only noun": (
        "The/DT/det/1 coalition/NN/ROOT/1 conducted/VBN/acl/1 seven/CD/nummod/4 raids/NNS/dobj/2 ././punct/1",
        "conducted VBD ROOT conducted; coalition nsubj conducted; raids dobj conducted; . punct conducted",
    ),
    "a verb that nobody does to somebody": (
        "A/DT/det/1 convoy/NN/ROOT/1 headed/VBN/acl/1 towards/IN/prep/2 Marib/NNP/pobj/3",
        "headed VBD ROOT headed; convoy nsubj headed",
    ),
    "a verb within the object's phrase": (
        "After/IN/prep/6 dawn/NN/pobj/0 the/DT/det/6 militia/NN/compound/6 further/RB/advmod/5 secured/VBN/amod/6 "
        "villages/NNS/ROOT/6 nearby/RB/advmod/6",
        "secured VBD ROOT secured; militia nsubj secured; the det militia; villages dobj secured; After prep secured; "
        "further advmod secured",
    ),
    "a verb that has its subject within the object's phrase": (
        "Rebel/NN/compound/1 troops/NNS/nsubj/2 captured/VBN/amod/4 Hayyan/NNP/compound/4 mountain/NN/ROOT/4",
        "captured VBD ROOT captured; troops nsubj captured; mountain dobj captured; Hayyan compound mountain",
    ),
    "an object at the end of the subject's phrase": (
        "Protesters/NNS/ROOT/0 in/IN/prep/0 northern/JJ/amod/5 Mali/NNP/nmod/5 burned/VBN/amod/5 tyres/NNS/pobj/1",
        "burned VBD ROOT burned; Protesters nsubj burned; Mali pobj in; northern amod Mali; tyres dobj burned",
    ),
    "a participle before a number": (
        "They/PRP/nsubj/1 won/VBD/ROOT/1 ,/,/punct/1 captured/VBN/amod/5 one/CD/nummod/5 tank/NN/dobj/1",
        "captured VBD conj won; tank dobj captured",
    ),
    "a second verb among the objects": (
        "Troops/NNS/nsubj/1 shelled/VBD/ROOT/1 the/DT/det/3 district/NN/nmod/6 and/CC/cc/3 captured/VBN/conj/3 "
        "parts/NNS/dobj/1",
        "captured VBD conj shelled; district dobj shelled; parts dobj captured; and cc shelled",
    ),
    "a plural noun read as a verb": (
        "Ten/CD/nsubjpass/2 were/VBD/auxpass/2 killed/VBN/ROOT/2 by/IN/agent/2 coalition/NN/compound/5 "
        "airstrikes/VBZ/pobj/3",
        "airstrikes NNS pobj by",
    ),
    "an adjective that is the predicate": (
        "The/DT/det/1 rebels/NNS/nsubj/3 again/RB/advmod/3 advanced/JJ/ROOT/3 near/IN/prep/3 Harim/NNP/pobj/4",
        "advanced VBD ROOT advanced",
    ),
    "an adjective in the passive": (
        "Two/CD/nummod/1 tanks/NNS/nsubjpass/3 were/VBD/auxpass/3 disabled/JJ/ROOT/3",
        "disabled VBN ROOT disabled",
    ),
    "a passive read as a state": (
        "The/DT/det/1 plant/NN/nsubj/2 was/VBD/ROOT/2 heavily/RB/advmod/4 damaged/VBN/acomp/2 ././punct/2",
        "damaged VBN ROOT damaged; plant nsubjpass damaged; was auxpass damaged; . punct damaged",
    ),
    "a past tense read as a participle": (
        "ISIL/NNP/compound/1 militants/NNS/nsubj/2 captured/VBN/ROOT/2 the/DT/det/4 hill/NN/dobj/2",
        "captured VBD ROOT captured",
    ),
    "an object that two verbs share": (
        "A/DT/det/1 mine/NN/ROOT/1 killed/VBN/acl/1 or/CC/cc/2 wounded/VBN/conj/2 six/CD/nummod/6 men/NNS/dobj/4",
        "killed VBD ROOT killed; mine nsubj killed; men dobj wounded",
    ),
    "a present tense read as a noun": (
        "Two/CD/nummod/1 ministers/NNS/compound/2 urge/NN/ROOT/2 the/DT/det/4 rebels/NNS/appos/2 ././punct/2",
        "urge VBP ROOT urge; ministers nsubj urge; rebels dobj urge",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_mistakes_are_put_right(name: str) -> None:
    tree, wanted = CASES[name]
    after = repaired(read(tree), verbs(), countries())
    assert_tree(after)
    words = {t.text: t for t in after.tokens}
    for line in wanted.split("; "):
        *parts, head = line.split(" ")
        token = words[parts[0]]
        assert after.tokens[token.head].text == head, line
        assert parts[1:] in ([token.dep], [token.tag, token.dep]), line


UNTOUCHED = {
    "a heading": "Fighters/NNS/ROOT/0 killed/VBN/acl/0 in/IN/prep/1 Idlib/NNP/pobj/2",
    "a passive participle": "A/DT/det/1 blast/NN/ROOT/1 caused/VBN/acl/1 by/IN/agent/2 mines/NNS/pobj/3",
    "a place beside it": "the/DT/det/1 quarter/NN/ROOT/1 ,/,/punct/1 located/VBN/acl/1 west/NN/dobj/3",
    "a compound adjective": "Turkey/NNP/compound/2 backed/VBN/amod/2 rebels/NNS/ROOT/2 in/IN/prep/2 Afrin/NNP/pobj/3",
    "an adjective in a row": "security/NN/nmod/4 forces/NNS/nmod/4 and/CC/cc/1 allied/VBN/amod/4 militias/NNS/ROOT/4",
    "a counted participle": "An/DT/det/3 estimated/VBN/amod/3 500/CD/nummod/3 fighters/NNS/nsubj/4 left/VBD/ROOT/4",
    "a wish": "They/PRP/nsubj/1 demand/VBP/ROOT/1 that/IN/mark/4 he/PRP/nsubj/4 leave/VB/ccomp/1",
    "a passive without its auxiliary": (
        "Three/CD/nsubjpass/2 were/VBD/auxpass/2 killed/VBN/ROOT/2 and/CC/cc/2 ten/CD/nsubj/5 wounded/VBN/conj/2"
    ),
    "a prospect": (
        "He/PRP/nsubj/1 fled/VBD/ROOT/1 with/IN/prep/1 rain/NN/nsubj/4 expected/VBN/advcl/1 to/TO/aux/6 fall/VB/xcomp/4"
    ),
    "a state": "He/PRP/nsubj/1 is/VBZ/ROOT/1 committed/VBN/acomp/1 to/IN/prep/2 peace/NN/pobj/3",
    "another verb": "The/DT/det/1 men/NNS/nsubj/5 seized/VBN/acl/1 the/DT/det/4 day/NN/dobj/2 left/VBD/ROOT/5",
}


@pytest.mark.parametrize("name", UNTOUCHED)
def test_what_is_right_stays(name: str) -> None:
    before = read(UNTOUCHED[name])
    assert repaired(before, verbs(), countries()) is before


def test_a_country_is_no_date() -> None:
    before = analysis_of([("Attacks", "NNS", "ROOT", 0), ("in", "IN", "prep", 0), ("Niger", "NNP", "pobj", 1)], "DATE")
    after = repaired(before, verbs(), countries())
    assert [t.entity for t in after.tokens] == ["DATE", "DATE", "GPE"]


def test_lemmas_of_forms() -> None:
    known = {"seized": "seize", "carried": "carry", "shelled": "shell", "bombs": "bomb", "Urged": "urge"}
    assert {word: verbs().lemma(word) for word in known} == known
    assert verbs().lemma("tablecloth") is None


DEPS = ["nsubj", "nsubjpass", "dobj", "pobj", "acl", "amod", "compound", "nmod", "conj", "cc", "prep", "acomp", "aux"]
DEPS += ["auxpass", "det", "nummod", "punct", "advmod", "xcomp", "ccomp", "relcl", "appos", "advcl", "mark"]
TAGS = ["NN", "NNS", "NNP", "VBD", "VBN", "VBZ", "VBP", "VB", "JJ", "IN", "DT", "CD", "CC", "RB", "TO", ","]
WORDS = [
    "secured",
    "killed",
    "urge",
    "captures",
    "airstrikes",
    "was",
    "IS",
    "rebels",
    "army",
    "and",
    ",",
    "-",
    "advanced",
]


@st.composite
def trees(draw: st.DrawFn) -> Analysis:
    size = draw(st.integers(2, 9))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: order[0]}
    for place, index in enumerate(order[1:], start=1):
        heads[index] = order[draw(st.integers(0, place - 1))]
    word, tag, dep = st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(DEPS)
    rows = [(draw(word), draw(tag), "ROOT" if heads[i] == i else draw(dep), heads[i]) for i in range(size)]
    return analysis_of(rows)


@settings(max_examples=600, deadline=None)
@given(trees())
def test_every_tree_stays_a_tree(before: Analysis) -> None:
    after = repaired(before, verbs(), countries())
    assert_tree(after)
    assert [(t.text, t.start) for t in after.tokens] == [(t.text, t.start) for t in before.tokens]
    assert sum(t.head == t.index for t in after.tokens) == 1
    assert repaired(after, verbs(), countries()).tokens is not None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("KABUL, Afghanistan (June 15) - Troops left.", ["KABUL, Afghanistan (June 15) -", "Troops left."]),
        ("The army (SAA) - a large force - left.", ["The army (SAA) - a large force - left."]),
    ],
)
def test_a_dateline_takes_no_part(text: str, parts: list[str]) -> None:
    report = Report("x", text, "")
    assert [text[start:end] for start, end in paragraphs(report)] == parts
