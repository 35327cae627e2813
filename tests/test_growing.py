"""Incidents that are kept up to date say just what deriving all of them anew says, whatever came or was decided."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from archives import event
from polemos.incidents.build import Decisions, decisions, incidents
from polemos.incidents.candidates import candidates
from polemos.incidents.growing import Growing
from polemos.incidents.knowledge import types
from polemos.incidents.told import Told
from polemos.model import Span
from polemos.model.incident import Incident
from polemos.model.judgement import Judgement, standing_judgements

PLACES = ("Karsa", "Velm", None)
DAYS = ("2021-05-03", "2021-05-04", "2021-05-12", None)
WHO: tuple[tuple[str, ...], ...] = (("Dawn Front",), ("Army of Velm",), ())
TYPES = (("attack", "attacked"), ("shelling", "shelled"), ("bombing", "bombed"), ("killing", "killed"))
ACTIONS = ("same", "not-same", "merge", "split", "unsure", "confirm", "refute")


def a_claim(chance: random.Random, report: str, number: int) -> Told:
    """One of few places, days and parties, so that many meet; some take up what was told before ("the attack")."""
    type_, trigger = chance.choice(TYPES)
    actors, place, day = chance.choice(WHO), chance.choice(PLACES), chance.choice(DAYS)
    killed = chance.choice((None, None, 3, 11, 12))
    if chance.random() < 0.2:
        actors, place, day, killed, trigger = (), None, None, None, "attack"
    words = [*actors, "told of the", trigger, place, day, str(killed) if killed else None, "."]
    said_by = chance.choice((None, "residents", "Officer"))
    stance = chance.choice(("asserts", "asserts", "denies")) if said_by else "asserts"
    claim = event(
        report, " ".join(word for word in words if word), trigger, type_, actors=actors, place=place, day=day,
        killed=killed, stance=stance, said_by=said_by,
    )  # fmt: skip
    at = number * 1000
    moved = Span(claim.trigger.start + at, claim.trigger.end + at, claim.trigger.text)
    sentence = Span(at, claim.sentence.end + at, claim.sentence.text)
    return Told(replace(claim, trigger=moved, sentence=sentence).identified(), report, "2021-05-13", f"Outlet {report}")


class Archive:
    """Claims by report and the judgements about them, altered at random."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.reports: dict[str, list[Told]] = {}
        self.judged: list[Judgement] = []
        self.count = 0

    def claims(self) -> list[Told]:
        found = [each for those in self.reports.values() for each in those]
        return self.chance.sample(found, len(found))

    def decided(self) -> Decisions:
        return decisions(standing_judgements(tuple(self.judged)))

    def step(self) -> None:
        chance = self.chance
        what = chance.choice(("add", "add", "more", "drop", "correct", "copy", "judge", "judge", "judge", "undo"))
        if what == "add" or len(self.reports) < 4:
            self.count += 1
            name = f"r-{self.count}"
            self.reports[name] = [a_claim(chance, name, 10 * n) for n in range(chance.randint(1, 4))]
            return
        report = chance.choice(sorted(self.reports))
        if what == "more":
            # Somewhere between the others, so that a bare mention may take up another claim than before.
            self.reports[report].append(a_claim(chance, report, chance.randint(1, 39)))
        elif what == "drop":
            del self.reports[report]
        elif what == "copy":
            other = chance.choice(sorted(self.reports))
            self.reports[report] = [replace(each, origin=other) for each in self.reports[report]]
        elif what == "correct":
            at = chance.randrange(len(self.reports[report]))
            old, new = self.reports[report][at], a_claim(chance, report, 10 * at)
            self.reports[report][at] = replace(new, claim=replace(new.claim, id=old.id))
        elif what == "undo" and self.judged:
            self.judge("undo", (), (), chance.randint(1, len(self.judged)))
        else:
            every = [each.id for each in self.claims()]
            chosen = chance.sample(every, min(len(every), chance.randint(2, 3)))
            action = chance.choice(ACTIONS)
            alone = action in ("confirm", "refute")
            self.judge(action, tuple(chosen if alone else chosen[:1]), () if alone else tuple(chosen[1:]))

    def judge(self, action: str, claims: tuple[str, ...], others: tuple[str, ...], undoes: int | None = None) -> None:
        number = len(self.judged) + 1
        self.judged.append(Judgement(number, "", "Ann", action, claims, others, undoes=undoes))  # type: ignore[arg-type]


def shown(found: dict[str, Incident]) -> tuple[Incident, ...]:
    return tuple(found[each] for each in sorted(found))


@pytest.mark.parametrize("seed", range(16))
def test_what_is_kept_up_to_date_is_what_is_derived_anew(seed: int) -> None:
    archive, growing = Archive(seed), Growing()
    told: dict[str, Incident] = {}
    joined = small = 0
    for _ in range(40):
        for _ in range(archive.chance.randint(1, 3)):
            archive.step()
        claims, decided = archive.claims(), archive.decided()
        change = growing.update(claims, decided)
        for gone in change.gone:
            del told[gone]
        for made in change.made:
            assert told.get(made.id) != made, "what stays as it was is no change"
            told[made.id] = made
        expected = incidents(claims, decided)
        assert shown(growing.incidents) == expected
        assert shown(told) == expected
        joined += any(len(each.claims) > 1 for each in expected)
        small += len(change.made) < len(expected) / 2
    assert joined > 20, "the claims must meet, else nothing is tested"
    assert small > 20, "most changes touch few incidents"


def test_what_does_not_change_is_not_told_anew() -> None:
    archive, growing = Archive(5), Growing()
    for _ in range(15):
        archive.step()
    growing.update(archive.claims(), archive.decided())
    change = growing.update(archive.claims(), archive.decided())
    assert (change.gone, change.made) == ((), ())


def pairs(claims: list[Told]) -> Iterator[tuple[str, str]]:
    for one, other in candidates(claims):
        assert one.id < other.id
        yield one.id, other.id


def test_claims_of_one_report_are_compared_where_their_types_can_be_one_happening() -> None:
    archive = Archive(3)
    for _ in range(30):
        archive.step()
    claims = archive.claims()
    found = list(pairs(claims))
    assert len(found) == len(set(found))
    for one, other in combinations(sorted(claims, key=lambda each: each.id), 2):
        if one.claim.report_id == other.claim.report_id:
            able = types().weight(one.claim.type, other.claim.type) is not None
            assert ((one.id, other.id) in found) == able
