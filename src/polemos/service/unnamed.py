"""Names in claims that no pack knows, with the sentences they stand in: the queue that packs grow from."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from polemos.model import Claim, Participant, Unresolved
from polemos.service.picture import evidence
from polemos.store.archive import Archive
from polemos.store.records import name_key

CONTEXTS = 5
_NAMELESS = frozenset({"civilians"})
"""Kinds of participants that are nobody in particular."""


@dataclass(frozen=True, slots=True)
class Context:
    """One use of a name."""

    claim_id: str
    report_id: str
    role: str
    on: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A name without an actor's id; `names` are its spellings, `claims` counts them all, `contexts` are the first."""

    name: str
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    claims: int
    reports: int
    first: str | None
    last: str | None
    contexts: tuple[Context, ...]


@dataclass(slots=True)
class _Uses:
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    reports: set[str] = field(default_factory=set)
    contexts: list[Context] = field(default_factory=list)
    claims: set[str] = field(default_factory=set)


def unnamed(archive: Archive) -> tuple[Unnamed, ...]:
    """The names that occur in the most claims first."""
    return unnamed_in(evidence(archive).claims)


def unnamed_in(claims: Iterable[Claim]) -> tuple[Unnamed, ...]:
    """The same of what was read already."""
    found: dict[str, _Uses] = {}
    for claim in claims:
        for name, kind, role in _without_id(claim):
            uses = found.setdefault(name_key(name), _Uses())
            uses.names[name] += 1
            uses.kinds[kind] += 1
            if claim.place and claim.place.country:
                uses.countries[claim.place.country] += 1
            uses.reports.add(claim.report_id)
            if claim.id not in uses.claims:
                uses.contexts.append(_context(claim, role))
            uses.claims.add(claim.id)
    return tuple(sorted(map(_entry, found.values()), key=lambda each: (-each.claims, each.name)))


def queue(entries: Iterable[Unnamed]) -> Iterator[Unresolved]:
    """As `polemos actors draft` reads it: one line for each context."""
    for each in entries:
        country = each.countries[0] if each.countries else None
        for context in each.contexts:
            yield Unresolved(each.name, context.on, country, context.sentence)


def _without_id(claim: Claim) -> Iterator[tuple[str, str, str]]:
    doing, suffering = claim.parties()
    named: list[tuple[Participant, str]] = [
        *((who, "doer") for who in doing),
        *((who, "other side") for who in suffering),
    ]
    for who, role in named:
        if who.actor_id is None and who.kind not in _NAMELESS and _is_name(who.name):
            yield who.name, who.kind, role
    for source in claim.sources:
        if source.actor_id is None and source.kind != "unnamed" and _is_name(source.name):
            yield source.name, source.participant, "source"


def _is_name(text: str) -> bool:
    """Some word begins as names do; scripts without capitals all do."""
    return any(word[0].isalpha() and not word[0].islower() for word in text.split())


def _context(claim: Claim, role: str) -> Context:
    on = claim.time.from_ if claim.time else None
    return Context(claim.id, claim.report_id, role, on, " ".join(claim.sentence.text.split())[:400])


def _entry(uses: _Uses) -> Unnamed:
    days = sorted(each.on for each in uses.contexts if each.on)
    return Unnamed(
        name=_ordered(uses.names)[0],
        names=_ordered(uses.names),
        kinds=_ordered(uses.kinds),
        countries=_ordered(uses.countries),
        claims=len(uses.claims),
        reports=len(uses.reports),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        contexts=tuple(sorted(uses.contexts, key=lambda each: (each.on or "", each.claim_id))[:CONTEXTS]),
    )


def _ordered(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(name for name, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
