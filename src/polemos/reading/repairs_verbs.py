"""Verbs that the parser made a participle within a noun phrase: "The advances nearly [besieged forces]"."""

from polemos.codebook.verb_forms import VerbForms
from polemos.model.analysis import Token
from polemos.reading.grammar import CLAUSES, FINITE, IN_PHRASE, NOUNS, OPENERS, Grammar

_PARTICIPLES = {"VBN", "VBD", "JJ"}
_BEFORE_CLAUSE = {"prep", "advmod", "npadvmod", "punct", "mark", "cc", "intj", "advcl", "meta", "dep"}
_JOINS = {"-", "–", "/"}


def verb_after_its_subject(grammar: Grammar, token: Token, verbs: VerbForms) -> bool:
    """ "The coalition conducted raids" as "the coalition that was conducted": the noun has no other verb."""
    if token.tag not in ("VBN", "VBD") or token.dep != "acl":
        return False
    subject = grammar.at(token.head)
    if subject.pos not in NOUNS or subject.dep not in CLAUSES or subject.index > token.index:
        return False
    if grammar.children(subject.index, "nsubj", "nsubjpass", "aux", "cop", "auxpass") or _helped(grammar, token):
        return False
    # a noun may end the clause before the verb's own subject: "reports that the front ceased"
    between = [t for t in grammar.all() if subject.index < t.index < token.index]
    if any(t.tag in ("WDT", "WP", "IN") and t.dep in ("mark", "nsubj") for t in between) or _within_name(
        grammar, token
    ):
        return False
    shared = [
        t.index for t in grammar.children(token.index, "conj") if t.index - token.index <= 3
    ]  # "killed or wounded"
    objects = [t for index in (token.index, *shared) for t in grammar.children(index, "dobj")]
    lone = verbs.lemma(token.text) in verbs.intransitive or token.tag == "VBD"
    if objects and not any(_whole(grammar, t) for t in objects):
        return False
    if not objects and not (lone and not grammar.children(token.index, "agent")):
        return False
    _make_verb(grammar, token.index, subject.index, verbs)
    _share_out(grammar, token.index, subject.index)
    return True


def verb_before_its_object(grammar: Grammar, token: Token, verbs: VerbForms) -> bool:
    """ "The advances nearly besieged forces in a pocket" as one noun phrase around "forces"."""
    if token.tag not in _PARTICIPLES or token.dep not in ("amod", "compound", "nmod") or not token.text.endswith("ed"):
        return False
    thing = grammar.at(token.head)
    if thing.pos not in NOUNS or thing.index < token.index or grammar.children(token.index, "aux", "auxpass", "mark"):
        return False
    if grammar.children(thing.index, "nsubj", "nsubjpass", "aux", "cop") or _within_name(grammar, token):
        return False
    own = grammar.children(token.index, "nsubj")
    if own and thing.dep in CLAUSES:
        _take_object(grammar, token.index, thing.index, own[0].index, verbs)
        return True
    last = _left_of(grammar, token)
    if last is None or last.pos not in NOUNS or not _surely_verb(grammar, token, thing, last, verbs):
        return False
    top = grammar.below(last.index, thing.index)
    if top is not None and thing.dep in CLAUSES and grammar.at(top).pos in NOUNS and grammar.at(top).dep != "appos":
        _take_object(grammar, token.index, thing.index, top, verbs)
        return True
    return _split_subject(grammar, token, thing, last, verbs)


def _split_subject(grammar: Grammar, token: Token, thing: Token, last: Token, verbs: VerbForms) -> bool:
    """ "Protesters in Mali downed tools" without a verb: what the parser made the end of the subject is the object."""
    if grammar.finite():
        return False
    if thing.dep == "appos" and grammar.at(thing.head) == last and last.dep == "ROOT":
        subject = last
    else:
        prep = grammar.at(thing.head)
        subject = grammar.at(prep.head)
        ends = thing.dep == "pobj" and last.head == thing.index and last.dep in IN_PHRASE
        if not ends or subject.dep != "ROOT" or subject.pos not in NOUNS or subject.index > prep.index:
            return False
        for child in grammar.children(thing.index):  # "in northern Mali downed tools": "northern" goes with "Mali"
            if child.index < last.index:
                grammar.hang(child.index, last.index, child.dep)
        grammar.hang(last.index, prep.index, "pobj")
    grammar.swap(token.index, subject.index)
    grammar.label(subject.index, "nsubj")
    _make_verb(grammar, token.index, token.index, verbs)
    _share_out(grammar, token.index, subject.index)
    grammar.hang(thing.index, token.index, "dobj")
    for child in grammar.children(thing.index):
        if child.index < token.index:
            grammar.hang(child.index, token.index, child.dep)
    return True


def verb_after_comma(grammar: Grammar, token: Token, verbs: VerbForms) -> bool:
    """ "They won, captured one tank": a participle before an article or number is none of that noun's adjectives."""
    before, after, thing = grammar.before(token.index), grammar.after(token.index), grammar.at(token.head)
    if token.tag not in ("VBN", "VBD") or token.dep != "amod" or before is None or after is None:
        return False
    if not (before.text == "," or before.dep == "cc") or after.tag not in OPENERS or after.head != thing.index:
        return False
    verb = grammar.at(thing.head)
    if thing.dep == "conj" and verb.dep == "dobj":
        verb = grammar.at(verb.head)
    elif thing.dep != "dobj":
        return False
    if verb.tag not in FINITE or verb.index > token.index or verbs.lemma(token.text) is None:
        return False
    grammar.hang(token.index, verb.index, "conj")
    grammar.hang(thing.index, token.index, "dobj")
    grammar.hang(before.index, verb.index, before.dep)
    _make_verb(grammar, token.index, token.index, verbs)
    return True


def verb_among_objects(grammar: Grammar, token: Token, verbs: VerbForms) -> bool:
    """ "Shelled the district and captured parts of it" with "captured" coordinated to "district"."""
    first, before = grammar.at(token.head), grammar.before(token.index)
    if token.tag not in ("VBN", "VBD") or token.dep != "conj" or first.dep not in ("nmod", "compound", "dobj"):
        return False
    if before is None or before.dep != "cc" or verbs.lemma(token.text) in (None, *verbs.compounding):
        return False
    if first.dep == "dobj":
        verb = grammar.at(first.head)
        if verb.tag not in FINITE or not grammar.children(token.index, "dobj"):
            return False
    else:
        later = grammar.at(first.head)
        verb = grammar.at(later.head)
        if later.index < token.index or later.dep != "dobj" or verb.tag not in FINITE or verb.index > first.index:
            return False
        grammar.hang(first.index, verb.index, "dobj")
        grammar.hang(later.index, token.index, "dobj")
    grammar.hang(token.index, verb.index, "conj")
    grammar.hang(before.index, verb.index, "cc")
    _make_verb(grammar, token.index, token.index, verbs)
    return True


def _left_of(grammar: Grammar, token: Token) -> Token | None:
    """The word before the verb and its adverbs."""
    left = grammar.before(token.index)
    while left is not None and left.pos == "ADV" and left.dep == "advmod":
        left = grammar.before(left.index)
    return left


def _surely_verb(grammar: Grammar, token: Token, thing: Token, last: Token, verbs: VerbForms) -> bool:
    """Whether the participle before a noun is a known verb, and makes no adjective with the name before it."""
    counted = any(t.tag in OPENERS for t in grammar.all() if token.index < t.index < thing.index)
    lemma = verbs.lemma(token.text)
    return lemma is not None and (lemma not in verbs.compounding or counted or last.index < token.index - 1)


def _helped(grammar: Grammar, token: Token) -> bool:
    """Whether the verb has an auxiliary, a subject or a conjunction of its own."""
    return bool(grammar.children(token.index, "aux", "auxpass", "nsubj", "nsubjpass", "mark"))


def _within_name(grammar: Grammar, token: Token) -> bool:
    """Part of a name or joined to the word beside it: "Turkish-backed", "the United Nations"."""
    before, after = grammar.before(token.index), grammar.after(token.index)
    joined = any(t is not None and t.text in _JOINS for t in (before, after))
    return joined or token.text[:1].isupper()


def _whole(grammar: Grammar, token: Token) -> bool:
    """Whether a noun is sure to be an object: counted, with an article, a name or a plural."""
    if token.entity in ("DATE", "TIME", "CARDINAL") or token.pos not in (*NOUNS, "PRON"):
        return False
    return token.tag in ("NNS", "NNP", "NNPS") or any(t.tag in OPENERS for t in grammar.children(token.index))


def _make_verb(grammar: Grammar, index: int, over: int, verbs: VerbForms) -> None:
    """The finite verb of the clause in which `over` stood in its place."""
    if over != index:
        grammar.swap(index, over)
        grammar.label(over, "nsubj")
    token = grammar.at(index)
    grammar.word(index, "VBD", "VERB", verbs.lemma(token.text) or token.lemma)


def _share_out(grammar: Grammar, verb: int, subject: int) -> None:
    """What the subject governed but stands outside its own phrase goes to the verb."""
    phrase = min([t.index for t in grammar.children(subject) if t.dep in IN_PHRASE] + [subject])
    for child in grammar.children(subject):
        if child.index > verb or (child.index < phrase and child.dep in _BEFORE_CLAUSE):
            loose = child.dep == "appos" or (child.dep == "conj" and child.pos in NOUNS)
            grammar.hang(child.index, verb, "dep" if loose else child.dep)


def _take_object(grammar: Grammar, verb: int, thing: int, subject: int, verbs: VerbForms) -> None:
    """Splits one noun phrase around `thing` into subject, verb and object."""
    grammar.swap(verb, thing)
    grammar.label(thing, "dobj")
    _make_verb(grammar, verb, verb, verbs)
    grammar.hang(subject, verb, "nsubj")
    start = grammar.subtree(subject)[0]
    for child in reversed(grammar.children(thing)):
        if child.index < verb:
            inside = child.dep in IN_PHRASE and grammar.subtree(child.index)[-1] == start - 1
            grammar.hang(child.index, subject if inside else verb, child.dep)
            start = grammar.subtree(subject)[0]
        elif child.dep == "punct" and child.index > thing:
            grammar.hang(child.index, verb, "punct")
