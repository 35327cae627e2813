"""Participants of claims to actors of the packs, by the claim's date and the country that the report is about."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from polemos.model import Claim, CodedReport, ControlClaim, EventClaim, Participant, RelationClaim, Source
from polemos.model.actor import Actor
from polemos.model.participant import ParticipantKind
from polemos.model.unresolved import Unresolved
from polemos.packs.lexicon import folded_words, generic
from polemos.packs.mentions import mentions
from polemos.resolution.actors.answer import Candidate
from polemos.resolution.actors.asked import Asked
from polemos.resolution.actors.believed import FEWEST_WORDS, NO_WORDS, NOT_ASKED, Believed
from polemos.resolution.actors.load import Actors
from polemos.resolution.actors.resolver import ActorResolver
from polemos.resolution.actors.whereabouts import Whereabouts

_POSSESSIVE = re.compile(r"['’]s?$")
_LEAD = 0.005
"""A second candidate so near to the first leaves open who is meant."""
_AT_HOME = ("armed-group", "military", "police", "government")
"""Kinds whose home says where a report plays: bodies and outlets speak of everywhere."""


@dataclass
class _Asking:
    """The answers for one report."""

    usual: str | None
    """The day of the report, else the middle one of those that its claims are of."""
    country: str | None
    kinds: dict[str, ParticipantKind]
    """The kind that each name has most often, so that one name gets one answer."""
    owners: dict[str, str]
    """The country that the text once puts before a name: of "Russia's Defence Ministry" for "Defence Ministry"."""
    plain: frozenset[str]
    """Words that the report writes small, so they are no names at the beginning of a sentence either."""
    answers: dict[tuple[str, str | None], Actor | None] = field(default_factory=dict)
    unresolved: dict[Unresolved, None] = field(default_factory=dict)


class ActorIds:
    """Gives participants their `actor_id`. The packs are loaded when the first claim asks for them."""

    def __init__(self, load: Callable[[], Actors]) -> None:
        self._load = load

    @cached_property
    def _resolver(self) -> ActorResolver:
        return self._load().resolver

    @cached_property
    def _asked(self) -> Asked:
        return Asked(self._resolver.phrases, self._resolver.common, generic(), mentions())

    @cached_property
    def _believed(self) -> Believed:
        return Believed(self._resolver.phrases, self._asked)

    @cached_property
    def _whereabouts(self) -> Whereabouts:
        return Whereabouts(self._resolver.countries, mentions())

    def identify(self, coded: CodedReport) -> CodedReport:
        """The report with ids in its claims, their actors' names, and the names that are nobody's."""
        if not coded.claims:
            return coded
        parties = [party for claim in coded.claims for party in _parties(claim)]
        country = self._country(coded, parties)
        small = frozenset(word for word in coded.report.text.split() if word.islower())
        asking = _Asking(_usual_day(coded), country, _kinds(parties), self._owners(parties), small)
        claims = tuple(self._identified(claim, asking) for claim in coded.claims)
        actors = {actor.id: actor.name for actor in asking.answers.values() if actor is not None}
        return replace(coded, claims=claims, actors=tuple(sorted(actors.items())), unresolved=tuple(asking.unresolved))

    def _country(self, coded: CodedReport, parties: Iterable[Participant | Source]) -> str | None:
        homes = self._homes({party.name for party in parties})
        scenes = [claim.place.country for claim in coded.claims if claim.place and claim.place.adm1]
        return self._whereabouts.of((coded.report.title, coded.report.text), homes, scenes)

    def _owners(self, parties: Iterable[Participant | Source]) -> dict[str, str]:
        found: dict[str, str] = {}
        for party in parties:
            before, name, after = party.text.partition(party.name)
            owner = folded_words(_POSSESSIVE.sub("", before.strip()))
            if name and not after and owner in self._resolver.countries.names:
                found.setdefault(party.name, self._resolver.countries.names[owner])
        return found

    def _homes(self, names: set[str]) -> Iterator[str | None]:
        """The countries of those that bear the very name; "rebels" is nobody's, whichever pack has it."""
        index, read = self._resolver.index, self._resolver.phrases.read
        for name in sorted(names):
            numbers = index.keys["exact"].get(read(name).folded, ())
            found = {actor.id: actor for actor, listed in map(index.named, numbers) if listed.kind != "generic"}
            if len(found) == 1:
                yield from (actor.country for actor in found.values() if actor.kind in _AT_HOME)

    def _identified(self, claim: Claim, asking: _Asking) -> Claim:
        on = _day(claim, asking.usual)

        def of(party: Participant) -> Participant:
            id_ = self._id(party.name, on, claim, asking)
            known = asking.answers.get((party.name, on)) if id_ and party.kind == "other" else None
            return replace(party, actor_id=id_, kind=known.participant_kind if known else party.kind)

        sources = tuple(
            replace(
                source,
                actor_id=self._id(source.name, on, claim, asking),
                aligned_id=self._id(source.aligned_with, on, claim, asking) if source.aligned_with else None,
            )
            for source in claim.sources
        )
        if isinstance(claim, EventClaim):
            actors, recipients = tuple(map(of, claim.actors)), tuple(map(of, claim.recipients))
            return replace(claim, actors=actors, recipients=recipients, sources=sources)
        if isinstance(claim, ControlClaim):
            return replace(claim, holder=of(claim.holder) if claim.holder else None, sources=sources)
        if isinstance(claim, RelationClaim):
            object_ = of(claim.object) if claim.object else None
            return replace(claim, subject=of(claim.subject), object=object_, sources=sources)
        return replace(claim, sources=sources)

    def _id(self, name: str, on: str | None, claim: Claim, asking: _Asking) -> str | None:
        kind = asking.kinds.get(name, "other")
        if not self._asked.is_asked(name, kind):
            return None
        if (name, on) not in asking.answers:
            asking.answers[name, on] = self._who(name, kind, on, asking.owners.get(name) or asking.country)
        actor = asking.answers[name, on]
        if actor is None and self._asked.is_name(name, asking.plain):
            asking.unresolved.setdefault(Unresolved(name, on, asking.country, " ".join(claim.sentence.text.split())))
        return actor.id if actor else None

    def _who(self, name: str, kind: ParticipantKind, on: str | None, country: str | None) -> Actor | None:
        """The one who is meant; None where nobody is, or two are alike."""
        few = len(self._resolver.phrases.read(name).content) < FEWEST_WORDS
        without = NO_WORDS if few or kind == "person" else NOT_ASKED
        found = self._resolver.resolve(name, on, country, without=without).candidates
        found = tuple(c for c in found if self._believed.holds(c, name, kind, country))
        if not found:
            return None
        first, *others = sorted(found, key=lambda c: (c.actor.kind == "person") != (kind == "person"))
        text = first.name.text.casefold()
        rivals = [c for c in others if c.name.text.casefold() == text or first.score - c.score < _LEAD]
        if rivals and (rivals[0].score > first.score - _LEAD or not self._there(first, name, country)):
            return None
        return first.actor

    def _there(self, candidate: Candidate, name: str, country: str | None) -> bool:
        return self._believed.there(candidate, self._resolver.phrases.read(name), country)


def _parties(claim: Claim) -> Sequence[Participant | Source]:
    first, second = claim.parties()
    return (*first, *second, *claim.sources)


def _kinds(parties: Iterable[Participant | Source]) -> dict[str, ParticipantKind]:
    found: dict[str, Counter[ParticipantKind]] = {}
    for party in parties:
        kind = party.participant if isinstance(party, Source) else party.kind
        found.setdefault(party.name, Counter())[kind] += 1
    return {name: min(kinds, key=lambda kind: (-kinds[kind], kind)) for name, kinds in found.items()}


def _told(claim: Claim) -> str | None:
    """The last day that a claim speaks of."""
    return (claim.time.to or claim.time.from_) if claim.time else None


def _usual_day(coded: CodedReport) -> str | None:
    if coded.report.published:
        return coded.report.published[:10]
    days = sorted(day for day in map(_told, coded.claims) if day)
    return days[len(days) // 2] if days else None


def _day(claim: Claim, usual: str | None) -> str | None:
    """The day for which names are asked: that of the claim, but of plans that of the report."""
    told = _told(claim)
    if told and claim.factuality == "planned":
        return usual
    return told or usual
