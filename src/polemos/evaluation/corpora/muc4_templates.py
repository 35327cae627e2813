"""Incidents to the templates of MUC-4."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from polemos.evaluation.corpora.muc4_incidents import Incident, incidents
from polemos.evaluation.corpora.muc4_keys import Filler, Template
from polemos.evaluation.corpora.muc4_parties import (
    STATE_KINDS,
    Target,
    bare,
    is_irregular,
    personal_name,
    split_title,
    within,
)
from polemos.evaluation.corpora.muc4_words import first_list, has, plain, words
from polemos.model import Claim, EventClaim, Participant, Place, RelationClaim, Report

_ADDRESS = re.compile(
    r"(?: [a-z]{4,13})?,?\s+(?:in\s+)?(?:the\s+)?((?:[A-Z][\w-]+\s+){1,3})([Dd]epartment|[Pp]rovince)"
)
_EXACT = 2
"""Precision up to which several days are told as such; "last month" is any day until the report's."""
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def response(claims: Sequence[Claim], report: Report) -> list[Template]:
    """What the claims of one report say, as templates."""
    country, accused, posts = main_country(report.text), accusations(claims), _posts(claims)
    return [_template(incident, report, country, posts, accused) for incident in incidents(claims, report)]


def _posts(claims: Sequence[Claim]) -> dict[str, str]:
    """What the report calls each person."""
    posts: dict[str, str] = {}
    for claim in claims:
        for party in (party for side in claim.parties() for party in side):
            if personal_name(party.name) and (title := split_title(party.text, party.name)):
                posts.setdefault(plain(party.name), title)
    told = {plain(c.subject.name): c.title.text for c in claims if isinstance(c, RelationClaim) and c.title is not None}
    return posts | told


def _template(
    incident: Incident, report: Report, country: str | None, posts: dict[str, str], accused: Mapping[str, str]
) -> Template:
    slots: dict[str, tuple[Filler, ...] | None] = {
        "incident.date": (_one(_date(incident, report)),),
        "incident.location": tuple(map(_one, _location(incident, report, country))),
        "incident.type": (_one(_type(incident)),),
        "incident.stage": (_one(_stage(incident)),),
        **_instruments(incident),
        **_perpetrators(incident, accused),
        **_physical(incident, country),
        **_human(incident, country, posts),
    }
    return Template(
        {slot: tuple(f for f in found or () if f.values[0]) for slot, found in slots.items()},
        quote=incident.claims[0].sentence.text,
    )


def _one(value: str, of: str = "") -> Filler:
    return Filler((value.upper(),), (of.upper(),) if of else ())


def _type(incident: Incident) -> str:
    explosive = {"VEHICLE BOMB", "DYNAMITE", "BOMB", "EXPLOSIVE", "MINE"}
    if incident.type == "ATTACK" and explosive & {kind for _, kind in _weapons(incident)}:
        return "BOMBING"
    return incident.type


def _stage(incident: Incident) -> str:
    done = any(claim.factuality != "negated" for claim in incident.claims)
    return "ACCOMPLISHED" if done else "ATTEMPTED"


def _date(incident: Incident, report: Report) -> str:
    """The day, the days, or any day until the report's own."""
    for moment in incident.dates:
        if moment.from_ and moment.to and moment.from_ == moment.to:
            return _day(moment.to)
        if moment.from_ and moment.to and (moment.precision or 9) <= _EXACT:
            return f"{_day(moment.from_)} - {_day(moment.to)}"
    return f"- {_day(report.published)}" if report.published else ""


def _day(iso: str) -> str:
    day = date.fromisoformat(iso[:10])
    return f"{day.day:02} {_MONTHS[day.month - 1]} {day.year % 100:02}"


def main_country(text: str) -> str | None:
    """The country that a report is about: the one whose name, people and cities it has most often."""
    said = f" {plain(text)} "
    counts: Counter[str] = Counter()
    for lists in (words().nations, words().cities):
        for country, listed in lists.items():
            names = {plain(country), *map(plain, listed)} if country in words().cities else ()
            counts[country] += sum(said.count(f" {name} ") for name in names)
    best = max(counts, key=lambda country: (counts[country], country))
    return best if counts[best] else None


def _location(incident: Incident, report: Report, country: str | None) -> Iterator[str]:
    """The smallest place told of it, below its country."""
    people = f" {plain(' '.join([*(t.name for t in incident.targets.values()), *_actors(incident)]))} "
    places = [claim.place for claim in incident.claims if claim.place is not None]
    for place in places:
        if not place.name.split()[-1][:1].isupper() or f" {plain(place.name)} " in people:
            continue  # "the mountains" is no name, and some persons are read as places
        name, home = _place_name(place), _country_of(place.name)
        if plain(name) in map(plain, words().nations):
            country = name
        elif first_list(name, words().physical) is None:
            yield ": ".join(filter(None, (home or country, *_within(place, report.text, name), name)))
            return
    yield country or ""


def _actors(incident: Incident) -> Iterator[str]:
    yield from (actor.name for claim in incident.claims for actor in claim.actors)


def _within(place: Place, text: str, name: str) -> Iterator[str]:
    """The department that the address after a place names: "Apopa, Usulutan Department"."""
    after = _ADDRESS.match(text, place.end)
    if after is not None and plain(after[1]) not in plain(name):
        yield f"{' '.join(after[1].split())} ({after[2]})"


def _place_name(place: Place) -> str:
    """A place with its kind in brackets."""
    name = re.sub(
        r"^(?:the )?(?:northern|southern|eastern|western|northeastern|northwestern|southeastern|southwestern|"
        r"downtown|central) ",
        "",
        " ".join(place.name.split()),
    )
    kind = next((kind for kind in words().kinds if has(name, (kind,))), "")
    bare_name = re.sub(rf"(?i)\b{kind} of |\b{kind}\b", "", name).strip(" ,") if kind else name
    if plain(name) in map(plain, words().nations):
        return name
    return f"{bare_name or name} ({kind or 'city'})"


def _country_of(name: str) -> str | None:
    said = plain(name)
    return next((country for country, listed in words().cities.items() if said in map(plain, listed)), None)


def _weapons(incident: Incident) -> Iterator[tuple[str, str]]:
    told: list[str] = []
    for claim in incident.claims:
        phrase = bare(claim.instrument.text) if claim.instrument is not None else ""
        same = next((number for number, other in enumerate(told) if within(phrase, other)), None)
        if phrase and same is None:
            told.append(phrase)
        elif phrase and same is not None and len(phrase) > len(told[same]):
            told[same] = phrase
    for phrase in told:
        if kind := first_list(phrase, words().instruments):
            yield phrase, kind


def _triggers(incident: Incident) -> str:
    return " ".join(claim.trigger.text for claim in incident.claims)


def _instruments(incident: Incident) -> dict[str, tuple[Filler, ...]]:
    weapons = list(_weapons(incident))
    if not weapons and (implied := first_list(_triggers(incident), words().implied)):
        return {"incident.instrument_type": (_one(implied),)}
    return {
        "incident.instrument_id": tuple(_one(phrase) for phrase, _ in weapons),
        "incident.instrument_type": tuple(_one(kind, phrase) for phrase, kind in weapons),
    }


def _perpetrators(incident: Incident, accused: Mapping[str, str]) -> dict[str, tuple[Filler, ...]]:
    people: dict[str, str] = {}
    groups: dict[str, tuple[str, str]] = {}
    state = False
    for claim in incident.claims:
        for actor in claim.actors:
            state = state or not is_irregular(actor)
            for phrase in _individuals(actor):
                people.setdefault(plain(phrase), phrase)
            if organisation := _organisation(actor):
                groups.setdefault(plain(organisation), (organisation, _confidence(claim)))
    if not groups:
        groups = {plain(group): (group, sure) for group, sure in accused.items()}
    return {
        "perpetrator.category": (_one("STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT"),),
        "perpetrator.individual_id": tuple(map(_one, people.values())),
        "perpetrator.organization_id": tuple(_one(group) for group, _ in groups.values()),
        "perpetrator.organization_confidence": tuple(_one(sure, group) for group, sure in groups.values()),
    }


def _individuals(actor: Participant) -> Iterator[str]:
    text, name = bare(actor.text), bare(actor.name)
    if has(text, words().individuals):
        yield text
    elif has(name, words().individuals) or personal_name(name):
        yield name


def _organisation(actor: Participant) -> str:
    """The group's name, where it has one."""
    name = bare(actor.name)
    listed = has(name, words().organizations) or has(name, words().irregular)
    if not name or (actor.kind not in ("armed-group", "unknown-armed", *STATE_KINDS) and not listed):
        return ""
    if has(name.split()[-1], words().individuals):
        return ""
    named = listed or actor.kind in STATE_KINDS or any(part[:1].isupper() for part in name.split())
    return name if named else ""


def accusations(claims: Sequence[Claim]) -> dict[str, str]:
    """The one organisation that a report says is accused, with how surely."""
    found: dict[str, str] = {}
    for claim in claims:
        if isinstance(claim, EventClaim) and claim.type == "accusation" and claim.factuality == "occurred":
            for party in claim.recipients:
                if is_irregular(party) and party.kind == "armed-group" and (group := _organisation(party)):
                    official = any(actor.kind in STATE_KINDS for actor in claim.actors)
                    found.setdefault(group, "SUSPECTED OR ACCUSED" + " BY AUTHORITIES" * official)
    return found if len(found) == 1 else {}


def _confidence(claim: EventClaim) -> str:
    if any(source.stance == "claims-responsibility" for source in claim.sources):
        return "CLAIMED OR ADMITTED"
    if claim.hedges or claim.factuality == "possible":
        return "POSSIBLE"
    if claim.sources:
        official = claim.sources[-1].participant in STATE_KINDS or claim.sources[-1].kind == "government"
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT"


def _physical(incident: Incident, country: str | None) -> dict[str, tuple[Filler, ...]]:
    hit = [target for target in incident.targets.values() if target.physical]
    return {
        "physical_target.id": tuple(_one(t.phrase) for t in hit),
        "physical_target.type": tuple(_one(first_list(t.phrase, words().physical) or "OTHER", t.phrase) for t in hit),
        "physical_target.number": tuple(_one(t.number, t.phrase) for t in hit),
        "physical_target.foreign_nation": tuple(_nations(hit, country)),
        "physical_target.effect": tuple(_one(t.effect, t.phrase) for t in hit),
    }


def _human(incident: Incident, country: str | None, posts: dict[str, str]) -> dict[str, tuple[Filler, ...]]:
    hit = [t for t in incident.targets.values() if not t.physical]
    titled = {t.key: (posts.get(plain(t.name), "") or t.said) if t.name else t.phrase for t in hit}
    return {
        "human_target.name": tuple(_one(t.name) for t in hit),
        "human_target.description": tuple(_one(bare(titled[t.key]), t.name) for t in hit),
        "human_target.type": tuple(_one(_kind(f"{titled[t.key]} {t.said}"), t.name or t.phrase) for t in hit),
        "human_target.number": tuple(_one(t.number, t.name or t.phrase) for t in hit),
        "human_target.foreign_nation": tuple(_nations(hit, country)),
        "human_target.effect": tuple(_one(t.effect, t.name or t.phrase) for t in hit),
    }


def _kind(said: str) -> str:
    said = plain(said)
    for rank in words().no_ranks:
        said = said.replace(rank, rank.replace("general", ""))
    kind = first_list(said, words().humans)
    if kind == "POLITICAL FIGURE" and has(said, words().unpolitical):
        return "CIVILIAN"
    return kind or "CIVILIAN"


def _nations(hit: Sequence[Target], country: str | None) -> Iterator[Filler]:
    for target in hit:
        nation = first_list(f"{target.said} {target.phrase}", words().nations)
        if nation and nation != country:
            yield _one(nation, target.name or target.phrase)
