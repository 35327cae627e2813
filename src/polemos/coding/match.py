"""Where the codebook's words stand in a text, and who fills their roles."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from polemos.codebook.entry import Entry
from polemos.codebook.light_verbs import LightVerb
from polemos.codebook.loader import Codebook
from polemos.coding.light import LightVerbs
from polemos.coding.slots import (
    Slots,
    add_prepositions,
    clause_parties,
    expand,
    modal_slots,
    noun_slots,
    share,
    surface_subjects,
    verb_slots,
)
from polemos.model.analysis import Analysis, Mention, Token
from polemos.model.claim import ClaimKind

_REACH = 8
"""Tokens between the first and the last word of a fixed phrase."""


@dataclass(frozen=True, slots=True)
class Match:
    """One trigger with its entry. `trigger` is a token range, `anchor` the token that carries the grammar; `light` the
    light verb whose object the trigger is."""

    entry: Entry
    trigger: tuple[int, int]
    anchor: int
    fillers: Mapping[str, tuple[Mention, ...]]
    slots: Mapping[str, tuple[int, ...]]
    light: LightVerb | None
    weighed: float | None = None
    """How likely the claim is to be right, where a learned judge has said so; else the entry's confidence holds."""


@dataclass(frozen=True, slots=True)
class _Words:
    """One word or fixed phrase of an entry; `head_last` for noun compounds, whose head is the last word."""

    entry: Entry
    words: tuple[str, ...]
    pos: str
    head_last: bool


class Matcher:
    """Finds the entries of some kinds of claim. Built once for a codebook."""

    def __init__(self, codebook: Codebook, kinds: Collection[ClaimKind]) -> None:
        self.index: dict[str, list[_Words]] = defaultdict(list)
        self.light = LightVerbs(codebook)
        for entry in codebook.entries:
            if entry.kind in kinds:
                for pos, listed in (("VERB", entry.verbs), ("NOUN", entry.nouns), ("ADJ", entry.adjectives)):
                    for phrase in listed:
                        self._add(entry, tuple(phrase.lower().replace("-", " - ").split()), pos)

    def _add(self, entry: Entry, words: tuple[str, ...], pos: str) -> None:
        self.index[words[0]].append(_Words(entry, words, pos, False))
        if len(words) > 1 and pos == "NOUN":
            self.index[words[-1]].append(_Words(entry, words, pos, True))

    def matches(self, analysis: Analysis) -> Iterator[Match]:
        """The best match of each trigger token, in text order."""
        taken = -1
        for token in analysis.tokens:
            if token.index <= taken:
                continue
            best = self._best(analysis, token)
            if best is not None:
                taken = best.trigger[1] - 1 if best.anchor == token.index else token.index
                yield best

    def _best(self, analysis: Analysis, token: Token) -> Match | None:
        listed = self.index.get(token.lemma, [])
        if token.text.lower() != token.lemma:
            listed = listed + self.index.get(token.text.lower(), [])
        if not listed:
            return None
        slots: dict[tuple[str, tuple[int, ...]], Slots] = {}
        best: tuple[tuple[float, ...], Match] | None = None
        for words in listed:
            found = self._words_at(analysis, token, words)
            if found is None:
                continue
            key = (words.pos, found)
            light = self.light.of(analysis, token) if words.pos == "NOUN" else None
            if key not in slots:
                slots[key] = self._slots(analysis, token, words.pos, found, light)
            match = self._match(analysis, token, words.entry, found, slots[key], light)
            if match is not None:
                met = sum(1 for slot in words.entry.when if words.entry.when[slot] != ("none",))
                rank = (len(words.words), met, words.entry.confidence, len(match.fillers))
                if best is None or rank > best[0]:
                    best = (rank, match)
        return best[1] if best else None

    def of_entry(self, analysis: Analysis, token: Token, entry: Entry, pos: str) -> Match | None:
        """The match of this entry at a word that it does not name, read as this part of speech."""
        light = self.light.of(analysis, token) if pos == "NOUN" else None
        found = (token.index,)
        return self._match(analysis, token, entry, found, self._slots(analysis, token, pos, found, light), light)

    # words

    def _words_at(self, analysis: Analysis, token: Token, words: _Words) -> tuple[int, ...] | None:
        """The tokens of the phrase around `token`, or None."""
        if not _fits(token, words.pos, words.entry.kind):
            return None
        if len(words.words) == 1:
            return (token.index,)
        if words.head_last:
            first = token.index - len(words.words) + 1
            if first < 0 or not all(_is(analysis.tokens[first + n], w) for n, w in enumerate(words.words)):
                return None
            return tuple(range(first, token.index + 1))
        found = [token.index]
        for word in words.words[1:]:
            following = self._next(analysis, token, max(found), word, words.pos)
            if following is None:
                following = _turned_round(analysis, token, word) if words.pos == "VERB" else None
            if following is None:
                return None
            found.append(following)
        return tuple(sorted(found))

    def _next(self, analysis: Analysis, head: Token, after: int, word: str, pos: str) -> int | None:
        """The next word of a phrase: close behind the last and part of the head's own phrase or particle."""
        limit = min(len(analysis.tokens), after + (_REACH if pos == "VERB" or head.pos == "ADP" else 3))
        for index in range(after + 1, limit):
            token = analysis.tokens[index]
            if token.sentence != head.sentence:
                return None
            if head.pos == "ADP" and token.pos in ("VERB", "AUX"):
                return None  # "in areas controlled by X" is not "in control"
            if _is(token, word) and (
                index == after + 1 or any(a.index == head.index for a in analysis.ancestors(index))
            ):
                return index
            if token.pos == "VERB" and pos == "VERB" and token.dep != "amod":
                return None
        return None

    # slots and roles

    def _slots(
        self, analysis: Analysis, token: Token, pos: str, found: tuple[int, ...], light: tuple[LightVerb, Token] | None
    ) -> Slots:
        if pos == "VERB" or (pos == "ADJ" and token.pos == "VERB"):
            slots = modal_slots(analysis, token) if token.tag == "MD" else verb_slots(analysis, token)
        else:
            slots = noun_slots(analysis, token)
            carrier = self.light.carrier(analysis, token)
            if carrier.index != token.index:
                share(slots, noun_slots(analysis, carrier), skip=("of", "compound"))
            if token.dep in ("acomp", "attr", "oprd") or (pos == "ADJ" and token.dep in ("amod", "prep")):
                slots["subject"] = _described(analysis, token)
                if token.dep != "amod":  # "it is vital that they leave"
                    slots["clause"] = verb_slots(analysis, analysis.tokens[token.head])["clause"]
        for index in found:
            if index != token.index:
                add_prepositions(analysis, index, slots)
                if pos == "VERB" and analysis.tokens[index].pos == "VERB":  # "tried to assassinate X": X
                    share(slots, verb_slots(analysis, analysis.tokens[index]), skip=("subject", "clause"))
                slots["object"] = [i for i in slots.get("object", []) if i not in found]
        if light is not None:
            _, verb = light
            outer = verb_slots(analysis, verb)
            slots["light"] = outer["subject"]
            for slot, tokens in outer.items():
                if slot not in ("subject", "object", "clause", "of", "by") and not slots.get(slot):
                    slots[slot] = [i for i in tokens if i != token.index]
        return slots

    def _match(
        self,
        analysis: Analysis,
        token: Token,
        entry: Entry,
        found: tuple[int, ...],
        slots: Slots,
        light: tuple[LightVerb, Token] | None,
    ) -> Match | None:
        categories = {slot: _categories(analysis, slots.get(slot, [])) for slot in (*entry.when, *entry.unless)}
        for slot, wanted in entry.when.items():
            here = categories[slot]
            if ("none" in wanted and not here) or ("any" in wanted and here):
                continue
            if not here & set(wanted):
                return None
        for slot, unwanted in entry.unless.items():
            here = categories[slot]
            if here & set(unwanted) or ("any" in unwanted and here) or ("none" in unwanted and not here):
                return None
        fillers = self._fillers(analysis, entry, slots, light)
        if sum(1 for role in fillers if fillers[role]) < entry.needs:
            return None
        first, last = min(found), max(found)
        trigger = (first, last + 1) if last - first <= 4 else (token.index, token.index + 1)
        kept = {slot: tuple(tokens) for slot, tokens in slots.items() if tokens}
        return Match(entry, trigger, token.index, fillers, kept, light[0] if light else None)

    def _fillers(
        self, analysis: Analysis, entry: Entry, slots: Slots, light: tuple[LightVerb, Token] | None
    ) -> dict[str, tuple[Mention, ...]]:
        found: dict[str, list[Mention]] = defaultdict(list)
        roles = dict(entry.roles)
        if light is not None and "light" in roles and light[0].subject != "actor":
            roles["light"] = "recipient" if light[0].subject == "recipient" and entry.kind == "event" else "none"
        for slot, role in roles.items():
            if role == "none":
                continue
            here = slots.get(slot, [])
            for index in expand(analysis, clause_parties(analysis, here) if slot == "clause" else here):
                mention = analysis.mention_headed(index)
                if mention is None:
                    continue
                if slot in ("compound", "possessive") and mention.category == "place" and mention.kind != "government":
                    continue  # "the Khanasir offensive" happened there; "the Turkish offensive" has an actor
                beside = role == "target" and _beside_place(analysis, mention)
                for name in ("place",) if beside else _roles_of(role, mention):
                    if mention not in found[name]:
                        found[name].append(mention)
        return {role: tuple(sorted(mentions, key=lambda m: m.head)) for role, mentions in found.items() if mentions}


def _roles_of(role: str, mention: Mention) -> tuple[str, ...]:
    """ "target" is the recipient or the place by what stands there; a facility is both."""
    if role != "target":
        return (role,)
    if mention.category == "place":
        return ("place",)
    return ("recipient", "place") if mention.category == "facility" else ("recipient",)


def _beside_place(analysis: Analysis, mention: Mention) -> bool:
    """A name of which nothing is known but that it is coordinated to a place: "the shelling of Kharkiv and Sumy"."""
    token = analysis.tokens[mention.head]
    if mention.category not in ("person", "thing") or not mention.named or mention.last - mention.first > 1:
        return False
    first = analysis.mention_headed(token.head) if token.dep == "conj" else None
    return first is not None and first.category == "place"


def _described(analysis: Analysis, token: Token) -> list[int]:
    """What an adjective, a predicate noun or a phrase like "under siege" says something of."""
    head = analysis.tokens[token.head]
    if token.dep == "amod" or (token.dep == "prep" and head.pos in ("NOUN", "PROPN")):
        return [token.head]
    return surface_subjects(analysis, head)


def _categories(analysis: Analysis, tokens: list[int]) -> set[str]:
    whole = expand(analysis, tokens)
    here = [m for index in whole if (m := analysis.mention_headed(index))]
    found: set[str] = {"name" if m.category == "thing" and m.named else m.category for m in here}
    found |= {m.kind for m in here}
    unread = any(analysis.tokens[index].pos != "PRON" for index in whole)
    return (found or ({"thing"} if unread else set())) | {f"={analysis.tokens[index].lemma}" for index in whole}


def _turned_round(analysis: Analysis, verb: Token, word: str) -> int | None:
    """ "The ban was lifted": the object of a fixed phrase stands before a passive."""
    return next((c.index for c in analysis.children(verb.index, "nsubjpass") if _is(c, word)), None)


def _is(token: Token, word: str) -> bool:
    return word in (token.lemma, token.text.lower())


def _fits(token: Token, pos: str, kind: ClaimKind) -> bool:
    """Whether the token is used as this part of speech. What only describes another noun ("the captured town",
    "surrounding villages", "an assault rifle") tells no event of its own."""
    if kind == "event" and token.dep == ("amod" if pos == "VERB" else "compound"):
        return False
    if pos == "VERB":
        return token.pos == "VERB" or (
            token.pos in ("ADJ", "AUX") and token.tag in ("VBN", "VBG", "VBD", "VB", "VBZ", "VBP", "MD")
        )
    if pos == "NOUN":
        # The tagger takes a rare plural for a verb ("airstrikes"); the parser still hangs it where a noun stands.
        mistaken = token.tag in ("VBG", "VBZ", "VBP") and token.dep in ("pobj", "nsubj", "dobj", "nsubjpass")
        described = token.pos == "ADJ" and token.dep in ("pobj", "nsubj", "dobj", "nsubjpass", "ccomp")  # "offensive"
        return token.pos in ("NOUN", "PROPN") or mistaken or described
    return token.pos in ("ADJ", "VERB", "ADV", "NOUN", "ADP")
