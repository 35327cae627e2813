"""The grammatical slots around a trigger: who stands as subject, object, after which preposition.

Passives are turned round, and a subject that the clause leaves out is taken from where the grammar puts it: the clause
it is coordinated with, the verb that governs it, the noun that a participle or relative clause describes.
"""

from collections import defaultdict
from collections.abc import Iterable

from polemos.model.analysis import Analysis, Token

Slots = dict[str, list[int]]
_SUBJECT_CONTROL = {"promise", "threaten", "use", "take", "spend"}
"""Verbs whose subject, not object, does what follows: "used helicopters to bomb"."""
_TOLD_OF_EITHER = {"to", "from", "for", "against"}
"""Prepositions that the parser hangs on a verb's object as often as on the verb."""
_TOLD_OF_NOUNS = {"by", "against", "between"}
"""Prepositions that belong to an event noun before them rather than to a verb like "die"."""
_NO_WAY = {"according", "due", "owing", "thanks"}
"""Before a "to" that leads nowhere: "fled, according to the ICRC"."""
_CHARGES = {"charge", "suspicion", "accusation", "allegation", "pretext", "ground"}
_OBJECT_CONTROL_PREPS = {"of", "from"}
_QUANTITIES = {"DT", "JJ", "JJS", "JJR", "RB", "RBS", "CD", "PDT", "NN"}


def is_passive(analysis: Analysis, verb: Token) -> bool:
    """Whether the verb's surface subject is the one it is done to."""
    if any(child.dep in ("nsubjpass", "auxpass") for child in analysis.children(verb.index)):
        return True
    if verb.tag != "VBN":
        return False
    if verb.dep in ("acl", "amod"):
        # The parser takes "The mission handed over its camp" for "the mission that was handed over".
        return not analysis.children(verb.index, "dobj")
    has_aux = any(child.dep == "aux" for child in analysis.children(verb.index))
    if verb.dep == "conj" and not has_aux:
        return is_passive(analysis, analysis.tokens[verb.head])
    has_subject = any(child.dep == "nsubj" for child in analysis.children(verb.index))
    return not has_aux and not has_subject and not any(c.dep == "dobj" for c in analysis.children(verb.index))


def surface_subjects(analysis: Analysis, verb: Token, depth: int = 0) -> list[int]:
    """The tokens that stand before the verb as its subject, expressed or understood."""
    own = [c.index for c in analysis.children(verb.index, "nsubj", "nsubjpass", "csubj")]
    if not own:  # the parser hangs some subjects on the auxiliary
        helpers = analysis.children(verb.index, "aux", "auxpass")
        own = [c.index for helper in helpers for c in analysis.children(helper.index, "nsubj", "nsubjpass")]
    if own or depth > 6 or verb.head == verb.index:
        return own
    head = analysis.tokens[verb.head]
    if verb.dep == "conj" and head.pos in ("VERB", "AUX"):
        return surface_subjects(analysis, head, depth + 1)
    if verb.dep in ("xcomp", "ccomp", "oprd"):
        objects = [c.index for c in analysis.children(head.index, "dobj", "dative")]
        told = head.lemma not in _SUBJECT_CONTROL and any(_can_act(analysis, index) for index in objects)
        if told and verb.dep != "ccomp":
            return objects
        return surface_subjects(analysis, head, depth + 1) if verb.dep == "xcomp" or verb.tag in ("VB", "VBG") else []
    if verb.dep == "advcl" and verb.tag in ("VBG", "VBN", "VB") and head.pos in ("VERB", "AUX"):
        return surface_subjects(analysis, head, depth + 1)
    if verb.dep in ("acl", "relcl", "amod"):
        return _of_noun(analysis, verb, head, depth)
    if verb.dep == "pcomp":
        return _of_prep(analysis, head, depth)
    return []


def _can_act(analysis: Analysis, token: int) -> bool:
    """ "Urged the rebels to leave": they leave; "launched an operation to free X": whoever launched it frees X."""
    mention = analysis.mention_headed(token)
    return mention is None or mention.category not in ("thing", "arms") or mention.named


def _of_noun(analysis: Analysis, verb: Token, noun: Token, depth: int) -> list[int]:
    if verb.tag in ("VBG", "VBN", "VBD") or verb.dep == "relcl":
        return [noun.index]
    # "their attempt to seize": the one whose attempt it is
    owner = [c.index for c in analysis.children(noun.index, "poss")]
    if owner:
        return owner
    head = analysis.tokens[noun.head]
    return surface_subjects(analysis, head, depth + 1) if head.pos == "VERB" else []


def _of_prep(analysis: Analysis, prep: Token, depth: int) -> list[int]:
    """ "succeeded in regaining": who succeeded; "accused X of attacking": X; "the task of holding": nobody."""
    head = analysis.tokens[prep.head]
    if head.dep in ("dobj", "nsubjpass") and prep.lemma in _OBJECT_CONTROL_PREPS:
        accused = analysis.mention_headed(head.index)
        if accused is not None and accused.category in ("group", "person", "people", "place"):
            return [head.index]  # the parser hangs the "of attacking" of "accused X of attacking" on X
    if head.dep == "pobj" and head.lemma in _CHARGES:  # "arrested X on charges of belonging to Y"
        verb = analysis.tokens[analysis.tokens[head.head].head]
        charged = [c.index for c in analysis.children(verb.index, "dobj", "nsubjpass")]
        if verb.pos == "VERB" and charged:
            return charged
    if head.pos not in ("VERB", "AUX"):
        return [c.index for c in analysis.children(head.index, "poss")]  # "the UK's commitment to defeating X"
    if prep.lemma in _OBJECT_CONTROL_PREPS:
        objects = [c.index for c in analysis.children(head.index, "dobj", "nsubjpass")]
        if objects:
            return objects
    if is_passive(analysis, head) and prep.lemma in ("by", "after"):
        agents = _agents(analysis, head)
        if agents:
            return agents
    return surface_subjects(analysis, head, depth + 1)


def _agents(analysis: Analysis, verb: Token) -> list[int]:
    return [
        inner.index
        for by in analysis.children(verb.index, "agent", "prep")
        if by.lemma == "by"
        for inner in analysis.children(by.index, "pobj")
    ]


def verb_slots(analysis: Analysis, verb: Token) -> Slots:
    """Slots of a verb: subject and object as in the active voice, dative, clause, and each preposition."""
    slots: Slots = defaultdict(list)
    passive = is_passive(analysis, verb)
    before = surface_subjects(analysis, verb)
    if passive:
        slots["object"] = before
        slots["subject"] = _agents(analysis, verb)
        if not slots["subject"] and verb.dep == "conj":
            slots["subject"] = _agents(analysis, analysis.tokens[verb.head])
        if verb.dep != "conj" and not slots["subject"]:
            for later in analysis.children(verb.index, "conj"):
                slots["subject"] = slots["subject"] or (_agents(analysis, later) if later.tag == "VBN" else [])
    else:
        slots["subject"] = before
    if not slots["subject"] and not passive and verb.tag in ("VB", "VBG"):
        slots["subject"] = _nearest_subject(analysis, verb)
    slots["object"] = slots["object"] + [c.index for c in analysis.children(verb.index, "dobj")]
    if not slots["object"]:
        slots["object"] = _missing_object(analysis, verb, passive)
    slots["dative"] = [c.index for c in analysis.children(verb.index, "dative")]
    slots["clause"] = [
        c.index for c in analysis.children(verb.index, "ccomp", "xcomp", "advcl") if _complement(analysis, c)
    ]
    add_prepositions(analysis, verb.index, slots)
    for thing in analysis.children(
        verb.index, "dobj"
    ):  # "sent weapons to the rebels": told of the weapons or the sending
        inner: Slots = defaultdict(list)
        add_prepositions(analysis, thing.index, inner)
        share(slots, {slot: tokens for slot, tokens in inner.items() if slot in _TOLD_OF_EITHER})
    return slots


def _complement(analysis: Analysis, clause: Token) -> bool:
    """An adverbial clause completes its verb only as "called for them to leave"."""
    return clause.dep != "advcl" or any(c.lemma == "for" for c in analysis.children(clause.index, "mark"))


def modal_slots(analysis: Analysis, modal: Token) -> Slots:
    """ "The army must leave": of whom it is asked. "Must have left" is a guess and asks nothing."""
    slots: Slots = defaultdict(list)
    verb = analysis.tokens[modal.head]
    if not any(c.lemma == "have" for c in analysis.children(verb.index, "aux")):
        slots["subject"] = surface_subjects(analysis, verb)
    return slots


def clause_parties(analysis: Analysis, clauses: Iterable[int]) -> list[int]:
    """Who a verb's clause is about: "demanded that X leave", "holds X responsible": X; "threatened to attack X": X, if
    nobody else was named as the one spoken to."""
    found: list[int] = []
    for clause in clauses:
        own = [c.index for c in analysis.children(clause, "nsubj", "nsubjpass")]
        verb = analysis.tokens[clause]
        if not own and verb.dep == "xcomp" and not analysis.children(verb.head, "dobj", "dative", "nsubjpass"):
            own = [c.index for c in analysis.children(clause, "dobj")]
        found += own
    return found


def _nearest_subject(analysis: Analysis, verb: Token) -> list[int]:
    """The subject of the clause around an infinitive or participle that the parser hung on a noun or left loose."""
    for ancestor in analysis.ancestors(verb.index):
        if ancestor.pos in ("VERB", "AUX"):
            if is_passive(analysis, ancestor):
                return _agents(analysis, ancestor)
            own = [c.index for c in analysis.children(ancestor.index, "nsubj")]
            if own:
                return own
    return []


def _missing_object(analysis: Analysis, verb: Token, passive: bool) -> list[int]:
    """ "the fields that ISIS seized", "attacked and captured the town": the object stands elsewhere."""
    if passive:
        return []
    where = any(child.tag == "WRB" for child in analysis.children(verb.index))  # "the hotel where they met"
    if verb.dep == "relcl" and not where and verb.head not in surface_subjects(analysis, verb):
        own = list(analysis.children(verb.index, "nsubj"))
        if own and analysis.tokens[own[0].index].tag not in ("WP", "WDT"):
            return [verb.head]
    for later in analysis.children(verb.index, "conj"):
        if later.pos == "VERB" and later.index - verb.index <= 3 and later.tag == verb.tag:
            return [c.index for c in analysis.children(later.index, "dobj")]
    return []


def noun_slots(analysis: Analysis, noun: Token) -> Slots:
    """Slots of an event noun: compound, possessive and each preposition, of the noun or of one it is joined to."""
    slots: Slots = defaultdict(list)
    slots["compound"] = [
        c.index for c in analysis.children(noun.index, "compound", "nmod", "amod") if c.index < noun.index
    ]
    slots["possessive"] = [c.index for c in analysis.children(noun.index, "poss")]
    add_prepositions(analysis, noun.index, slots)
    for child in analysis.children(noun.index, "acl"):
        if child.tag == "VBN":
            add_prepositions(analysis, child.index, slots, skip=("by", "in", "at", "on"))
    _add_strays(analysis, noun, slots)
    _add_verbs(analysis, noun, slots)
    governor = analysis.tokens[noun.head]
    if noun.dep == "nsubj" and governor.pos == "VERB":  # "clashes broke out between A and B"
        outer: Slots = defaultdict(list)
        add_prepositions(analysis, governor.index, outer)
        share(slots, {slot: tokens for slot, tokens in outer.items() if slot in ("between", "against", "among")})
    if noun.dep == "conj":
        share(
            slots, noun_slots(analysis, analysis.tokens[noun.head]) if analysis.tokens[noun.head].pos == "NOUN" else {}
        )
    else:
        for later in analysis.children(noun.index, "conj"):
            if later.pos == "NOUN":
                shared: Slots = defaultdict(list)
                add_prepositions(analysis, later.index, shared)
                share(slots, shared)
    return slots


def _add_strays(analysis: Analysis, noun: Token, slots: Slots) -> None:
    """ "Ten died in attacks by rebels on villages": what follows the noun is told of it, even where the parser hangs it
    on the verb."""
    if noun.dep != "pobj":
        return
    verb = analysis.tokens[analysis.tokens[noun.head].head]
    for prep in analysis.children(verb.index, "prep", "agent"):
        if prep.index > noun.index and prep.lemma in _TOLD_OF_NOUNS and not slots.get(prep.lemma):
            following = prep.index == noun.index + 1 or prep.lemma != "by"
            if following and not (prep.lemma == "by" and is_passive(analysis, verb)):
                slots[prep.lemma] = [c.index for c in analysis.children(prep.index, "pobj")]


def _add_verbs(analysis: Analysis, noun: Token, slots: Slots) -> None:
    """The verb that a noun is subject or object of, or that says of it what it does ("airstrikes targeting X"), and
    what stands as that verb's object: the noun's `aim`."""
    governor = analysis.tokens[noun.head]
    doing = [c for c in analysis.children(noun.index, "acl", "relcl") if c.tag == "VBG" or c.dep == "relcl"]
    doing = [c for c in doing if not is_passive(analysis, c)]
    if noun.dep in ("nsubj", "nsubjpass", "dobj") and governor.pos == "VERB":
        slots["verb"] = [governor.index]
    if noun.dep == "nsubj" and governor.pos == "VERB":
        doing.append(governor)
    for verb in doing:
        slots["verb"] = slots["verb"] + [verb.index] * (verb.index not in slots["verb"])
        slots["aim"] = slots["aim"] + [c.index for c in analysis.children(verb.index, "dobj")]


def share(slots: Slots, other: Slots, skip: Iterable[str] = ()) -> None:
    """Add what only the other has."""
    for slot, tokens in other.items():
        if slot not in skip and not slots.get(slot):
            slots[slot] = list(tokens)


def add_prepositions(analysis: Analysis, token: int, slots: Slots, skip: Iterable[str] = ()) -> None:
    """Add what stands after each preposition of the token, under the preposition's lemma."""
    for prep in analysis.children(token, "prep", "agent", "dative"):
        if prep.pos not in ("ADP", "SCONJ", "VERB", "ADV", "PART") or prep.lemma in skip:
            continue
        inner = [c.index for c in analysis.children(prep.index, "pobj")]
        for deeper in analysis.children(prep.index, "prep"):  # "from across the river", "out of the town"
            inner += [c.index for c in analysis.children(deeper.index, "pobj")]
            if prep.text.lower() not in _NO_WAY:
                slots[deeper.lemma] = slots[deeper.lemma] + [c.index for c in analysis.children(deeper.index, "pobj")]
        slots[prep.lemma] = slots[prep.lemma] + inner


def expand(analysis: Analysis, tokens: Iterable[int]) -> list[int]:
    """The tokens with all that is coordinated to them, once each, in text order."""
    found: set[int] = set()
    for token in tokens:
        for i in analysis.conjuncts(token):
            if analysis.tokens[i].pos not in ("VERB", "AUX") or i == token:
                found.add(_counted(analysis, i))
    return sorted(found)


def _counted(analysis: Analysis, token: int) -> int:
    """ "Most of the town", "several of the villages": what the quantity is of, where it stands alone."""
    if analysis.tokens[token].tag not in _QUANTITIES or analysis.mention_headed(token) is not None:
        return token
    whole = [
        c.index
        for prep in analysis.children(token, "prep")
        if prep.lemma == "of"
        for c in analysis.children(prep.index, "pobj")
    ]
    return whole[0] if whole else token
