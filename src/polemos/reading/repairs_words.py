"""Words that the tagger took for another part of speech: "airstrikes" as a verb, "urge" as a noun."""

from polemos.codebook.verb_forms import VerbForms
from polemos.model.analysis import Token
from polemos.reading.grammar import CLAUSES, IN_PHRASE, NOUNS, OPENERS, Grammar


def plural_read_as_verb(grammar: Grammar, token: Token, verbs: VerbForms) -> bool:
    """ "Killed by coalition airstrikes" with the last word as a verb."""
    before = grammar.before(token.index)
    if token.tag != "VBZ" or token.dep not in ("pobj", "dobj", "nsubj", "nsubjpass") or before is None:
        return False
    if not token.text.isalpha() or grammar.children(token.index, "nsubj", "dobj", "aux", "auxpass"):
        return False
    if token.text.isupper():
        grammar.word(token.index, "NNP", "PROPN", token.text.lower())  # "IS"
        return True
    modified = before.pos in ("ADJ", "PROPN", "NUM") or (before.pos == "NOUN" and token.dep in ("pobj", "dobj"))
    if not modified or before.entity in ("DATE", "TIME") or not token.text.endswith("s") or token.text.istitle():
        return False
    grammar.word(token.index, "NNS", "NOUN", _singular(token.text.lower()))
    return True


def adjective_read_for_verb(grammar: Grammar, token: Token, verbs: VerbForms) -> bool:
    """ "The rebels once again advanced": a predicate with a subject of its own is no adjective."""
    if token.tag != "JJ" or not token.text.endswith("ed") or token.dep not in (*CLAUSES, "conj"):
        return False
    lemma = verbs.lemma(token.text)
    passive = grammar.children(token.index, "auxpass")
    argument = grammar.children(token.index, "nsubj", "nsubjpass") if token.dep != "conj" else []
    if token.dep == "conj" and grammar.at(token.head).pos == "VERB":
        argument = grammar.children(token.index, "dobj")
    if lemma is None or not (argument or passive):
        return False
    done = bool(passive) or bool(grammar.children(token.index, "aux"))
    grammar.word(token.index, "VBN" if done else "VBD", "VERB", lemma)
    return True


def gerund_read_as_clause(grammar: Grammar, token: Token, verbs: VerbForms) -> bool:
    """ "Killed by shelling", "died from bombing": a deed that somebody suffers, not one that they do."""
    if token.tag != "VBG" or token.dep not in ("pcomp", "pobj"):
        return False
    if grammar.children(token.index, "dobj", "nsubj", "xcomp"):
        return False
    prep = grammar.at(token.head)
    verb = grammar.at(prep.head)
    passive = bool(grammar.children(verb.index, "auxpass", "nsubjpass")) or verb.tag == "VBN"
    suffered = verb.lemma in verbs.suffering
    if not ((prep.lemma == "by" and passive) or (prep.lemma in ("by", "from", "in", "during", "amid") and suffered)):
        return False
    grammar.word(token.index, "NN", "NOUN", token.text.lower())
    grammar.label(token.index, "pobj")
    return True


def name_read_as_adverb(grammar: Grammar, token: Token, verbs: VerbForms) -> bool:
    """ "Had taken Bakhmut" with the town for an adverb: a name behind a verb that has no object."""
    if token.tag not in ("RB", "JJ") or token.dep != "advmod" or token.entity not in ("ORG", "GPE", "LOC", "PERSON"):
        return False
    verb = grammar.at(token.head)
    if not token.text.istitle() or token.index != verb.index + 1 or verb.pos != "VERB":
        return False
    if grammar.children(verb.index, "dobj", "auxpass"):
        return False
    grammar.word(token.index, "NNP", "PROPN", token.text.lower())
    grammar.label(token.index, "dobj")
    return True


def dead_read_with_noun(grammar: Grammar, token: Token, verbs: VerbForms) -> bool:
    """ "Shot dead six soldiers": dead is what the shots made of them, no word for them."""
    verb = grammar.before(token.index)
    if token.lemma != "dead" or token.dep != "amod" or verb is None or verb.lemma != "shoot":
        return False
    grammar.hang(token.index, verb.index, "oprd")
    return True


def name_read_for_people(grammar: Grammar, token: Token, verbs: VerbForms) -> bool:
    """ "Rebels of the X captured": a plural that opens the sentence is written large for that alone."""
    if token.tag != "NNPS" or token.entity or token.index != grammar.first or not token.text.istitle():
        return False
    after = grammar.after(token.index)
    if after is None or after.pos == "PROPN" or token.dep in ("compound", "nmod"):
        return False
    singular = _singular(token.text.lower())
    if singular not in verbs.people:
        return False
    grammar.word(token.index, "NNS", "NOUN", singular)
    return True


def past_read_as_participle(grammar: Grammar, token: Token, verbs: VerbForms) -> bool:
    """ "The army captured the hill" with the verb tagged as a participle, or "retook" as an infinitive."""
    if token.tag not in ("VBN", "VB") or token.pos != "VERB" or token.dep not in (*CLAUSES, "conj"):
        return False
    if not grammar.children(token.index, "nsubj") or grammar.children(token.index, "aux", "auxpass", "nsubjpass"):
        return False
    complement = token.dep == "ROOT" and grammar.children(token.index, "xcomp")  # not "with the toll expected to rise"
    active = complement or grammar.children(token.index, "dobj") or verbs.lemma(token.text) in verbs.intransitive
    if not active or grammar.children(token.index, "agent") or not token.text.islower():
        return False  # "three were killed and ten wounded"
    bare = token.tag == "VB" and token.text.lower() == token.lemma
    modal = any(t.tag == "MD" for t in grammar.all())
    if token.tag == "VB" and (modal or token.dep != "ROOT" or token.lemma in ("let", "put", "cut", "set", "hit")):
        return False  # "demands that he leave" is no present
    grammar.word(token.index, "VBP" if bare else "VBD", "VERB", token.lemma)
    return True


def passive_read_as_state(grammar: Grammar, token: Token, verbs: VerbForms) -> bool:
    """ "The plant was heavily damaged" with the participle as a predicate adjective."""
    if token.tag != "VBN" or token.dep != "acomp" or verbs.lemma(token.text) is None:
        return False
    before, be = grammar.before(token.index), grammar.at(token.head)
    if before is not None and before.text == "-":
        return False  # "is rebel-held"
    if be.lemma != "be" or be.index >= token.index:
        return False
    if any(
        t.lemma == "to" or t.dep in ("xcomp", "ccomp") for t in grammar.children(token.index, "prep", "xcomp", "ccomp")
    ):
        return False  # "is committed to"
    grammar.swap(token.index, be.index)
    grammar.label(be.index, "auxpass")
    for child in grammar.children(be.index):
        dep = "nsubjpass" if child.dep == "nsubj" else child.dep
        grammar.hang(child.index, token.index, dep)
    grammar.word(token.index, "VBN", "VERB", verbs.lemma(token.text) or token.lemma)
    return True


def present_read_as_noun(grammar: Grammar, token: Token, verbs: VerbForms) -> bool:
    """ "The party's members urge the premier to resign" without any verb: the noun before the object is one."""
    if token.tag not in ("NN", "NNS") or token.dep != "ROOT" or not token.text.islower():
        return False
    if grammar.finite() and not grammar.children(token.index, "nsubj"):
        return False
    before, after = grammar.before(token.index), grammar.after(token.index)
    lemma = verbs.lemma(token.text)
    if before is None or after is None or lemma is None or before.pos not in NOUNS or before.head == before.index:
        return False
    top = grammar.below(before.index, token.index)
    if top is None or grammar.at(top).pos not in NOUNS or grammar.at(top).dep not in ("compound", "nmod", "nsubj"):
        return False
    subject = grammar.at(top)
    singular = token.tag == "NNS" and subject.tag in ("NN", "NNP") and token.text.endswith("s")
    if not (singular or (token.tag == "NN" and subject.tag in ("NNS", "NNPS"))):
        return False
    rest = grammar.below(after.index, token.index)
    if rest is None or not (after.tag in OPENERS or after.pos == "PROPN" or after.tag == "TO"):
        return False
    infinitive = grammar.at(rest).tag == "VB"
    if not infinitive and grammar.at(rest).pos not in NOUNS:
        return False
    grammar.word(token.index, "VBZ" if singular else "VBP", "VERB", lemma)
    grammar.label(rest, "xcomp" if infinitive else "dobj")
    _lead(grammar, token.index, top)
    return True


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]


def _lead(grammar: Grammar, verb: int, subject: int) -> None:
    """Makes a noun's modifier its subject, with the words of the phrase that were hung on the noun."""
    grammar.label(subject, "nsubj")
    start = grammar.subtree(subject)[0]
    for child in reversed(grammar.children(verb)):
        if child.index < subject and child.dep in IN_PHRASE and grammar.subtree(child.index)[-1] == start - 1:
            grammar.hang(child.index, subject, child.dep)
            start = grammar.subtree(subject)[0]
