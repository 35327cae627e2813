"""Who holds which place, where the text states the situation itself (codebook section 4)."""

from collections.abc import Iterator

from polemos.codebook.loader import Codebook
from polemos.codebook.shares import share_words
from polemos.coding.context import Context
from polemos.coding.match import Match, Matcher
from polemos.coding.participants import participants
from polemos.coding.places import PlaceRules
from polemos.coding.shares import Shares
from polemos.coding.slots import expand
from polemos.coding.standing import Parties, PartyWords, slots
from polemos.model.analysis import Analysis, Mention, Token
from polemos.model.claim import ClaimKind, ControlClaim, ControlStatus, Factuality
from polemos.model.participant import Participant
from polemos.model.place import Place
from polemos.model.source import Source

_NEEDS_HOLDER = ("holds", "gained", "lost")
_CORE = ("subject", "object", "of", "over", "to", "on")
"""Slots whose place is the one meant; a place after another preposition counts only where these give none."""


class ControlRules:
    """Codes control claims with one codebook's words."""

    def __init__(self, codebook: Codebook) -> None:
        kinds: tuple[ClaimKind, ...] = ("control",)
        self.matcher = Matcher(codebook, kinds)
        self.places = PlaceRules(codebook)
        self.shares = share_words(codebook)
        self.share = Shares(self.shares)
        self.party_words = PartyWords(codebook)

    def code(self, analysis: Analysis, context: Context) -> list[ControlClaim]:
        """The control claims of a report, in text order, once a sentence for each status, place and holder."""
        found: dict[object, ControlClaim] = {}
        anchors: set[int] = set()
        parties = Parties(analysis, self.party_words)
        for match in self.matcher.matches(analysis):
            # "brought X under its control" is one statement: the verb's, not the phrase's.
            inside = analysis.tokens[match.anchor].head in anchors and analysis.tokens[match.anchor].pos == "ADP"
            anchors.add(match.anchor)
            if not inside and self._applies(analysis, match, parties):
                for claim in self._claims(analysis, context, match, parties):
                    holder = claim.holder.name if claim.holder else None
                    # "The siege of Bor was a siege by X" states it once.
                    key = (claim.sentence.start, claim.status, claim.place.name if claim.place else None, holder)
                    found.setdefault(key, claim)
        return list(found.values())

    def _applies(self, analysis: Analysis, match: Match, parties: Parties) -> bool:
        """Whether a situation is stated: "rebel-held" but not "they held", "control of X" but not "took control"."""
        token = analysis.tokens[match.anchor]
        if any(child.lemma in self.shares.former for child in analysis.children(token.index, "advmod")):
            return False
        if match.entry.label == "besieged" and self._lifted(analysis, token):
            return False
        if token.pos == "ADP" and analysis.tokens[token.head].lemma in self.shares.taking:
            return False
        if token.pos == "VERB" and token.text.lower() in match.entry.adjectives and match.entry.label == "holds":
            return parties.before(token) is not None
        return not (token.pos == "NOUN" and token.dep == "dobj" and "light" in match.entry.unless)

    def _lifted(self, analysis: Analysis, siege: Token) -> bool:
        """Whether the siege is told of as one that ends: "broke the siege", "the lifting of the siege"."""
        above = analysis.tokens[siege.head]
        if siege.dep == "pobj" and above.lemma == "of":
            above = analysis.tokens[above.head]
        return siege.pos == "NOUN" and siege.dep in ("dobj", "pobj", "nsubjpass") and above.lemma in self.shares.lifting

    def _claims(self, analysis: Analysis, context: Context, match: Match, parties: Parties) -> Iterator[ControlClaim]:
        status: ControlStatus = match.entry.label  # type: ignore[assignment]
        sources = self._sources(analysis, context, match)
        places, inside = self._places(analysis, match, status)
        holders = self._holders(analysis, match, inside, sources, parties)
        if not places or (status in _NEEDS_HOLDER and not holders):
            return
        # "rebel-held parts of the city": in those parts nobody contests the holder.
        attribute = analysis.tokens[match.anchor].dep == "amod"
        factuality, hedges = context.factuality.judge(analysis, match.anchor)
        if status == "besieged" and factuality == "planned":
            return  # "tried to encircle the town": nobody is encircled yet
        for place, partly in places:
            for holder in holders or (None,):
                if holder is not None and holder.name == place.name:
                    continue  # "the National headquarters": one name cannot hold itself
                yield ControlClaim(
                    report_id=analysis.report.id,
                    trigger=analysis.span(*match.trigger),
                    sentence=analysis.sentence_span(match.anchor),
                    coder=context.coder,
                    confidence=match.entry.confidence,
                    status="contested" if partly and status == "holds" and not attribute else status,
                    holder=holder,
                    place=place,
                    factuality="negated" if parties.over(match.anchor) else _standing(factuality),
                    hedges=hedges,
                    sources=sources,
                    time=context.times.moment(match.anchor),
                )

    def _places(
        self, analysis: Analysis, match: Match, status: ControlStatus
    ) -> tuple[list[tuple[Place, bool]], list[Mention]]:
        """The places, each with whether only a part is meant, and who is encircled in them."""
        filled = slots(analysis, match)
        wanted = [slot for slot in filled if match.entry.roles.get(slot) == "place"]
        found: list[tuple[Place, bool]] = []
        inside: list[Mention] = []
        for slot in sorted(wanted, key=lambda slot: (slot not in _CORE, slot)):
            if found and slot not in _CORE:
                break
            for index, partly in self.share.places(analysis, filled[slot]):
                mention = analysis.mention_headed(index)
                if mention is None:
                    continue
                place = self._place(analysis, match, mention, slot)
                if place is not None:
                    found.append((place, partly))
                elif status == "besieged" and mention.category in ("group", "people", "person"):
                    inside.append(mention)
        if not found and (inside or analysis.tokens[match.anchor].pos != "VERB"):
            found = [(place, False) for place in self.places.around(analysis, match.anchor)]
        return found, inside

    def _place(self, analysis: Analysis, match: Match, mention: Mention, slot: str) -> Place | None:
        """The place a mention names. Words of control make a place of any name that is no party's."""
        status = match.entry.label
        mention = self._said_of(analysis, mention) or mention
        spatial = mention.category in ("place", "facility")
        if spatial and mention.first <= match.anchor < mention.head:
            return self._described(analysis, match, mention)
        known = self.places.build(analysis, mention) if spatial else None
        if known is not None or mention.pronoun:
            return known
        named = mention.named or analysis.tokens[mention.head].pos == "PROPN"
        foreign = mention.category in ("person", "thing") or (mention.category == "group" and mention.kind == "other")
        described = status in ("holds", "contested") and (spatial or (slot == "of" and mention.category == "thing"))
        if described or (named and (spatial or (foreign and (status != "besieged" or slot == "subject")))):
            return self._described(analysis, match, mention)
        return None

    def _said_of(self, analysis: Analysis, mention: Mention) -> Mention | None:
        """The named place that is said to be this one: "Gao is the largest city under their control"."""
        verb = analysis.tokens[analysis.tokens[mention.head].head]
        if mention.named or analysis.tokens[mention.head].dep != "attr" or verb.lemma != "be":
            return None
        subjects = (analysis.mention_headed(child.index) for child in analysis.children(verb.index, "nsubj"))
        return next((m for m in subjects if m is not None and m.named and m.category == "place"), None)

    def _described(self, analysis: Analysis, match: Match, mention: Mention) -> Place:
        """A place known by a description; the name beside it, in it or near it is better."""
        tokens = analysis.tokens
        first = mention.first if match.anchor >= mention.head else max(mention.first, match.anchor + 1)
        while first < mention.head and tokens[first].pos == "DET":
            first += 1
        if not any(token.pos == "PROPN" for token in tokens[first : mention.last]):
            beside = analysis.mention_headed(tokens[mention.head].head) if tokens[mention.head].dep == "appos" else None
            place = self.places.build(analysis, beside) if beside is not None else None
            around = [] if place or mention.category != "place" else self.places.around(analysis, mention.head)
            if place or around:
                return place or around[0]
        span = analysis.span(first, mention.last)
        return Place(" ".join(span.text.split()), span.text, span.start, span.end)

    def _holders(
        self, analysis: Analysis, match: Match, inside: list[Mention], sources: tuple[Source, ...], parties: Parties
    ) -> tuple[Participant, ...]:
        mentions = list(inside)
        for slot, tokens in sorted(slots(analysis, match).items()):
            if match.entry.roles.get(slot) == "holder":
                found = (analysis.mention_headed(index) for index in expand(analysis, tokens))
                mentions += [m for m in found if m is not None and self._able(m)]
        before = parties.before(self._named_word(analysis, match))
        if before is not None and before.text.lower().split()[-1] in self.party_words.sides:
            return (before,)
        able = participants(analysis, mentions, sources, doers=True)
        if able:
            return able
        return (before,) if before else ()

    def _named_word(self, analysis: Analysis, match: Match) -> Token:
        """The word of the trigger that may have its holder before it: "under rebel control"."""
        inner = [analysis.tokens[i] for i in range(*match.trigger) if analysis.tokens[i].pos == "NOUN"]
        anchor = analysis.tokens[match.anchor]
        return inner[-1] if inner and anchor.pos == "ADP" else anchor

    def _able(self, mention: Mention) -> bool:
        return mention.category in ("group", "people", "person") or mention.kind == "government" or mention.pronoun

    def _sources(self, analysis: Analysis, context: Context, match: Match) -> tuple[Source, ...]:
        """An apposition is a standing gloss: the report's own voice even inside somebody's words."""
        token = analysis.tokens[match.anchor]
        return () if token.dep == "appos" else context.speakers.sources(match.anchor)


def _standing(factuality: Factuality) -> Factuality:
    """A situation that goes on has `occurred` (codebook section 5)."""
    return "occurred" if factuality == "ongoing" else factuality
