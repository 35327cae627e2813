"""Incidents as ACLED's events: one day, one place, one pair of actors each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from polemos.export.datasets.acled_actors import (
    CIVILIANS,
    PROTESTERS,
    RIOTERS,
    Acting,
    Opposed,
    acting,
    opposed,
    unidentified,
)
from polemos.export.datasets.acled_figures import fatalities
from polemos.export.datasets.acled_rules import Case, SubEvent, acled_rules
from polemos.export.datasets.dataset import Dataset, Documented
from polemos.export.datasets.ged_events import happened
from polemos.export.datasets.ged_places import Spot, places, spot
from polemos.export.datasets.left_out import LeftOut
from polemos.export.datasets.states import state
from polemos.model import EventClaim
from polemos.model.incident import Incident

_WORD = re.compile(r"[a-z]+")
STRATEGIC = "Strategic developments"


@dataclass(frozen=True, slots=True)
class AcledEvent:
    """One row. `share` tells which part of its incident it is, where that is several."""

    told: Documented
    sub: SubEvent
    day: date
    time_precision: int
    geo_precision: int
    spot: Spot
    one: Acting
    other: Acting | None
    fatalities: int
    share: int
    shares: int

    @property
    def group(self) -> tuple[date, str, frozenset[str]]:
        """Day, place and pair of actors, of which ACLED has one event."""
        return (
            self.day,
            f"{self.spot.name}/{self.spot.adm1}",
            frozenset((self.one.name, self.other.name if self.other else "")),
        )

    @property
    def civilians(self) -> bool:
        """Whether civilians are the main target."""
        return self.other is not None and self.other.inter == CIVILIANS and self.sub.type != STRATEGIC


def events(dataset: Dataset, each: Documented, left_out: LeftOut) -> Iterator[AcledEvent]:
    """The events of one incident; none with a reason in `left_out`."""
    found = _of(dataset, each)
    if isinstance(found, str):
        left_out.add(found)
    else:
        yield from found


def _of(dataset: Dataset, each: Documented) -> tuple[AcledEvent, ...] | str:
    told, rules = each.incident, acled_rules()
    if told.type not in rules.types:
        return "of a type that ACLED does not code"
    if not happened(each):
        return "denied, rejected, planned or only possible"
    exactness = rules.times.get(told.date_precision or 0)
    if told.from_ is None or told.to is None or exactness is None:
        return "without a date, or not dated within a month"
    found = [spot(dataset, place) for place in places(each)]
    spots = [each for each in found if each is not None and each.precision in rules.places]
    if not spots:
        return "without a place, or not placed within a province"
    sides = opposed(dataset, each)
    dead = fatalities(each)
    sub = _sub(each, sides, spots[0].country)
    if sub is None:
        return "of which the reports do not say what ACLED's types need"
    pair = _pair(sub, sides, spots[0].country)
    if pair is None:
        return "without an actor"
    days = _days(each, told)
    shares = len(days) * len(spots)
    each_share, over = divmod(dead, shares)
    return tuple(
        AcledEvent(
            each, sub, day, exactness, rules.places[where.precision], where, *pair,
            each_share + (0 if at else over), at, shares,
        )
        for at, (day, where) in enumerate((day, where) for day in days for where in spots)
    )  # fmt: skip


def _days(each: Documented, told: Incident) -> tuple[date, ...]:
    """Every day of what lasted; else one: the middle of a vague time, or the end of the month that it lies at."""
    first, last = (date.fromisoformat((day or "")[:10]) for day in (told.from_, told.to))
    length = (last - first).days + 1
    if length > 1 and _lasted(each, told):
        return tuple(first + timedelta(days=at) for at in range(length))
    if told.date_precision == 4 and first.day == 1 and last.day <= 10 and length > 1:
        return (first,)
    if told.date_precision == 4 and first.day >= 15 and (last + timedelta(days=1)).day == 1:
        return (last,)
    return (first + timedelta(days=(length - 1) // 2),)


def _lasted(each: Documented, told: Incident) -> bool:
    if told.type in acled_rules().lasts:
        return True
    times = [
        claim.time for claim in each.claims if claim.time and (claim.time.from_, claim.time.to) == (told.from_, told.to)
    ]
    first = [_WORD.findall((time.text or "").lower())[:1] for time in times]
    return any(word and word[0] in acled_rules().lasting_words for word in first)


def _sub(each: Documented, sides: Opposed, country: str) -> SubEvent | None:
    words = _words(each)
    for case in acled_rules().types[each.incident.type]:
        if _holds(case, each, sides, country, words):
            return acled_rules().subs[case.to]
    return None


def _holds(case: Case, each: Documented, sides: Opposed, country: str, words: frozenset[str]) -> bool:
    if case.struck and case.struck not in _struck(each, sides):
        return False
    if case.doer and case.doer != _doer(sides, country):
        return False
    if case.mutual and not sides.mutual:
        return False
    return not case.words or not words.isdisjoint(case.words)


def _struck(each: Documented, sides: Opposed) -> tuple[str, ...]:
    if any(who.organised or who.role == "unknown" for who in sides.other):
        return ("armed",)
    if any(who.role in ("civilians", "person") for who in sides.other):
        return "people", "civilians"
    return ("civilians",) if any(loss.civilians for loss in each.incident.losses) else ()


def _doer(sides: Opposed, country: str) -> str | None:
    if not sides.one:
        return None
    first = sides.one[0]
    home = first.government.country if first.government else None
    return "state" if first.role == "state" and home in (None, country) else "group"


def _pair(sub: SubEvent, sides: Opposed, country: str) -> tuple[Acting, Acting | None] | None:
    """Political violence whose doer nobody names is an unidentified group's, as ACLED has it, and so is what people of
    no organisation do, since ACLED's civilians are unarmed. Of civilians who are only told among the dead the second
    actor is made."""
    known = state(country)
    shown = known.acled if known else country
    crowd = {"Protests": PROTESTERS, "Riots": RIOTERS}.get(sub.type)
    violence = crowd is None and sub.type != STRATEGIC
    doers = sides.one if not violence else tuple(who for who in sides.one if who.role not in ("civilians", "person"))
    one = acting(doers, country, shown, crowd)
    if crowd:
        # Whom a demonstration addresses is no second actor.
        return one or Acting(f"{crowd} ({shown})", (), crowd), None
    other = acting(sides.other, country, shown)
    if one is None and sub.type == STRATEGIC:
        return None
    if other is None and sub.type == "Violence against civilians":
        other = Acting(f"{CIVILIANS} ({shown})", (), CIVILIANS)
    return one or unidentified(shown), other


def _words(each: Documented) -> frozenset[str]:
    told = [claim for claim in each.claims if isinstance(claim, EventClaim)]
    spans = [span.text for claim in told for span in (claim.trigger, claim.instrument) if span]
    return frozenset(word for text in spans for word in _WORD.findall(text.lower()))
