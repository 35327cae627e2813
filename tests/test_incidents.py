"""Claims to incidents: which are one happening, what the incident says, and that order and chance change nothing."""

import os
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from archives import event
from polemos.incidents.bare import bare_mentions
from polemos.incidents.build import Decisions, decisions, explained, incidents, joined
from polemos.incidents.compare import compare
from polemos.incidents.contested import contested
from polemos.incidents.derive import derive
from polemos.incidents.figures import losses
from polemos.incidents.kin import Kin
from polemos.incidents.people import meet, same
from polemos.incidents.told import Told
from polemos.model import EventClaim, Loss, Moment, Participant, Place, Source, Span
from polemos.model.judgement import Judgement, standing_judgements
from polemos.service.bench_archive import synthetic

Who = tuple[str, ...]


def told(
    report: str,
    type_: str = "attack",
    trigger: str = "attacked",
    *,
    actors: Who = ("Dawn Front",),
    recipients: Who = (),
    place: str | None = "Karsa",
    day: str | None = "2021-05-03",
    published: str = "2021-05-05",
    **more: object,
) -> Told:
    """A claim of a report of its own; the words stand in its text in that order."""
    killed = more.get("killed")
    words = [*actors, trigger, *recipients, place, "on", day, more.get("said_by"), str(killed) if killed else None]
    text = f"Report {report}: " + " ".join(str(word) for word in words if word) + "."
    claim = event(report, text, trigger, type_, actors=actors, recipients=recipients, place=place, day=day, **more)  # type: ignore[arg-type]
    return Told(claim, report, published, f"Outlet {report}")


def in_report(*claims: Told, report: str = "r-1") -> list[Told]:
    """The claims as sentences of one report, one after the other."""
    made = []
    for number, each in enumerate(claims):
        at = number * 1000
        old = each.claim
        shift = at - old.sentence.start
        trigger = Span(old.trigger.start + shift, old.trigger.end + shift, old.trigger.text)
        sentence = Span(at, old.sentence.end + shift, old.sentence.text)
        made.append(
            replace(
                each,
                claim=replace(old, report_id=report, trigger=trigger, sentence=sentence).identified(),
                origin=report,
                outlet="Outlet",
            )
        )
    return made


def together(*claims: Told) -> bool:
    return len(joined(claims)) == 1


TOGETHER = {
    "two reports of one attack": (told("a"), told("b", said_by="army")),
    "an attack and its dead": (told("a", killed=12), told("b", "killing", "killed", actors=(), killed=12)),
    "a denial": (told("a"), told("b", said_by="Dawn Front", stance="denies")),
    "a name and a description": (told("a"), told("b", actors=("gunmen",))),
    "a country's troops and its forces": (told("a", actors=("Velian troops",)), told("b", actors=("Velia",))),
    "a government and its army": (
        told("a", "airstrike", "bombed", actors=("Government",)),
        told("b", "airstrike", "bombed", actors=("army",)),
    ),
    "a siege told a month apart": (
        told("a", "siege", "besieged", day=None, published="2021-05-05"),
        told("b", "siege", "siege", day=None, published="2021-06-02"),
    ),
    "a place on one side, its figure on both": (
        told("a", "shelling", "shelled", killed=13),
        told("b", "shelling", "shelled", place=None, killed=13),
    ),
    "a person killed, whatever the places": (
        told("a", "killing", "killed", actors=("gunmen",), recipients=("Ilan Voss",), place=None),
        told("b", "assassination", "assassinated", actors=(), recipients=("Voss",), day=None),
    ),
}
APART = {
    "two days apart in one town": (told("a"), told("b", day="2021-05-05")),
    "two towns on one day": (told("a"), told("b", place="Velm")),
    "attack and counter-attack": (
        told("a", recipients=("River Guard",)),
        told("b", actors=("River Guard",), recipients=("Dawn Front",)),
    ),
    "a plan and a deed": (told("a", factuality="planned"), told("b")),
    "shot and bombed": (
        told("a", "killing", "shot dead", actors=(), killed=1),
        told("b", "bombing", "exploded", actors=()),
    ),
    "kinds that are never one": (told("a", "arrest", "arrested"), told("b", "shelling", "shelled")),
    "two sieges half a year apart": (
        told("a", "siege", "besieged", day=None, published="2021-01-05"),
        told("b", "siege", "siege", day=None, published="2021-07-02"),
    ),
}


def persons(each: Told) -> Told:
    """With recipients that are named persons, as the coder has them."""
    return replace(each, claim=replace(each.claim, recipients=tuple(_person(w) for w in each.claim.recipients)))


def _person(who: Participant) -> Participant:
    return replace(who, kind="person") if "Voss" in who.name else who


def kinds(each: Told) -> Told:
    """With the kinds that the coder gives to descriptions."""
    by_name = {"Government": "government", "army": "military", "gunmen": "unknown-armed"}
    actors = tuple(replace(w, kind=by_name.get(w.name, w.kind)) for w in each.claim.actors)
    return persons(replace(each, claim=replace(each.claim, actors=actors)))


@pytest.mark.parametrize("pair", TOGETHER.values(), ids=TOGETHER)
def test_one_happening(pair: tuple[Told, Told]) -> None:
    assert together(*map(kinds, pair))


@pytest.mark.parametrize("pair", APART.values(), ids=APART)
def test_two_happenings(pair: tuple[Told, Told]) -> None:
    assert not together(*map(kinds, pair))


def test_a_sum_over_months_is_not_one_of_its_parts() -> None:
    one = told("a", "airstrike", "airstrike")
    many = told("b", "airstrike", "airstrikes")
    long = replace(many, claim=replace(many.claim, time=Moment("in May", 0, 6, "2021-05-01", "2021-05-31", 4)))
    assert together(one, many)
    assert not together(one, long)
    found = compare(one, long)
    assert found is not None
    assert "summary" in {reason.sign for reason in found.reasons}


def test_a_claim_without_a_place_speaks_of_the_place_of_its_report() -> None:
    here = told("a", "seizure", "captured")
    other = [told("b", "battle", "fought", day="2021-05-04"), told("b", "seizure", "seized", place=None)]
    assert sorted(map(len, joined([here, *in_report(*other, report="b")]))) == [1, 2]
    far = in_report(told("b", "battle", "fought", place="Velm"), other[1], report="b")
    assert sorted(map(len, joined([here, *far]))) == [1, 1, 1]


def test_a_point_in_a_province_is_inside_it_by_its_coordinates() -> None:
    def at(each: Told, precision: int, latitude: float, adm1: str) -> Told:
        place = each.claim.place
        assert place is not None
        there = replace(place, precision=precision, latitude=latitude, longitude=36.0, country="SY", adm1=adm1)
        return replace(each, claim=replace(each.claim, place=there))

    town = at(told("a", place="Karsa"), 1, 34.0, "Velm")
    province = at(told("b", place="Velm"), 4, 34.5, "Velm")
    other = at(told("b", place="Dorn"), 4, 39.0, "Dorn")
    inside, outside = compare(town, province), compare(town, other)
    assert inside is not None
    assert outside is not None
    assert "place_inside" in {reason.sign for reason in inside.reasons}
    assert "place_apart" in {reason.sign for reason in outside.reasons}


def bare(report: str = "r-1") -> Told:
    text = "The minister called the attack a crime."
    claim = event(report, text, "attack", "attack")
    return Told(claim, report, "2021-05-05", "Outlet")


def test_a_bare_mention_goes_with_the_claim_before_it() -> None:
    first, second, mention = in_report(told("x"), told("x", place="Velm", day="2021-05-01"), bare())
    assert bare_mentions([first, second, mention]) == {mention.id: second.id}
    groups = joined([first, second, mention])
    assert sorted(map(len, groups)) == [1, 2]
    assert any({second.id, mention.id} == set(group) for group in groups)
    reason = explained([first, second, mention], mention.id, first.id)
    assert reason is not None
    assert second.id in reason.reasons[0].sign


def test_a_person_can_put_a_bare_mention_elsewhere() -> None:
    first, second, mention = in_report(told("x"), told("x", place="Velm", day="2021-05-01"), bare())
    everything = [first, second, mention]
    moved = joined(everything, Decisions(together=((min(first.id, mention.id), max(first.id, mention.id)),)))
    assert any({first.id, mention.id} == set(group) for group in moved)
    pair = (min(second.id, mention.id), max(second.id, mention.id))
    assert all(len(group) == 1 for group in joined(everything, Decisions(apart=frozenset({pair}))))


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (("Dawn Front",), ("the Dawn Front",), "shared"),
        (("two reporters",), ("Mauro Pena",), "one_silent"),
        (("Velian troops",), ("Velia",), "shared"),
        (("Dawn Front",), ("River Guard",), "differ"),
        (("Dawn Front",), (), "one_silent"),
        ((), (), "silent"),
        (("12 soldiers",), ("three soldiers",), "shared"),
    ],
)
def test_who_meets_whom(one: Who, other: Who, how: str) -> None:
    def side(names: Who) -> list[Participant]:
        return [Participant(name, name, None, None, "other") for name in names]

    assert meet(side(one), side(other)) == how
    assert meet(side(other), side(one)) == how


def test_civilians_are_not_the_fighters_of_another_account() -> None:
    civilians = Participant("six people", "six people", None, None, "civilians")
    fighters = Participant("fighters", "fighters", None, None, "armed-group")
    assert meet([civilians], [fighters]) == "differ"


def test_two_ids_are_two_actors_whatever_their_names() -> None:
    one = Participant("army", "army", None, None, "military", "mil-a")
    assert not same(one, replace(one, actor_id="mil-b"))


# What the incident says


def assumed(report: str, first: str, last: str, **more: object) -> Told:
    made = told(report, day=None, **more)  # type: ignore[arg-type]
    return replace(made, claim=replace(made.claim, time=Moment(None, None, None, first, last, 2, True)))


def test_without_a_date_the_incident_has_the_days_that_the_claim_assumes() -> None:
    made = derive([assumed("a", "2021-05-03", "2021-05-05")])
    assert (made.from_, made.to, made.date_precision) == ("2021-05-03", "2021-05-05", 2)


def test_a_stated_day_wins_over_assumed_ones() -> None:
    made = derive([assumed("a", "2021-05-03", "2021-05-05"), told("b", day="2021-05-02")])
    assert (made.from_, made.to, made.date_precision) == ("2021-05-02", "2021-05-02", 1)


def test_a_siege_has_all_the_days_that_are_told() -> None:
    made = derive([told("a", "siege", "besieged"), told("b", "siege", "siege", day="2021-05-20")])
    assert (made.from_, made.to) == ("2021-05-03", "2021-05-20")
    assert made.contested == ()


def test_two_days_by_two_speakers_are_contested() -> None:
    made = derive([told("a", said_by="army"), told("b", said_by="mayor", day="2021-05-04")])
    assert [field.field for field in made.contested] == ["time"]
    assert made.status == "contested"


def test_a_copy_is_no_second_report_and_no_second_voice() -> None:
    copy = replace(told("b"), origin="a", outlet="Outlet a")
    made = derive([told("a"), copy])
    assert (made.reports, made.independent_sources) == (1, 1)
    assert derive([told("a"), told("b")]).independent_sources == 2


def sourced(each: Told, name: str, kind: str) -> Told:
    source = Source(name, name, None, None, kind)  # type: ignore[arg-type]
    return replace(each, claim=replace(each.claim, sources=(source,)))


@pytest.mark.parametrize(("kind", "voices"), [("witness", 2), ("unnamed", 2), ("government", 1), ("monitor", 1)])
def test_residents_of_two_reports_are_two_and_one_ministry_is_one(kind: str, voices: int) -> None:
    made = derive([sourced(told(report), "the source", kind) for report in "ab"])
    assert made.independent_sources == voices


def test_a_report_that_names_its_source_is_no_voice_of_its_own_beside_it() -> None:
    first, second = in_report(told("a"), sourced(told("a", "attack", "stormed"), "Interior Ministry", "government"))
    assert derive([first, second]).independent_sources == 1


def test_a_part_of_an_army_is_no_rival_of_it() -> None:
    def by(report: str, name: str, id_: str) -> Told:
        made = told(report, actors=(name,))
        actors = tuple(replace(who, actor_id=id_) for who in made.claim.actors)
        return replace(made, claim=replace(made.claim, actors=actors))

    brigade, army, guard = by("a", "Ninth Brigade", "b9"), by("b", "Velian Army", "va"), by("c", "River Guard", "rg")
    kin = Kin(above={"b9": frozenset({"va"})})
    assert contested([brigade, army], kin) == ()
    assert [field.field for field in contested([brigade, army])] == ["actor"]
    assert [field.field for field in contested([brigade, guard], kin)] == ["actor"]


def test_a_toll_that_its_speaker_has_counted_on_is_contested_by_nobody() -> None:
    def toll(report: str, killed: int, said_by: str, published: str) -> Told:
        made = told(report, killed=killed, said_by=said_by, published=published)
        return sourced(made, said_by, "government")

    early, late = toll("a", 9, "ministry", "2021-05-04"), toll("b", 14, "ministry", "2021-05-06")
    assert contested([early, late]) == ()
    agreeing = toll("c", 14, "mayor", "2021-05-06")
    assert contested([early, late, agreeing]) == ()
    rival = toll("c", 3, "mayor", "2021-05-06")
    fields = contested([early, late, rival])
    assert [field.field for field in fields] == ["losses.killed"]
    assert {value.value for value in fields[0].values} == {"9", "14", "3"}


def dead(best: int, figure: Span, part_of: Span | None = None) -> Loss:
    return Loss("killed", figure, figure, low=best, best=best, high=best, part_of=part_of)


def test_a_part_counts_in_its_total_and_for_itself_where_no_total_is_told() -> None:
    total, part, other = Span(0, 2, "22"), Span(5, 7, "12"), Span(9, 10, "3")
    claim = told("a").claim
    whole = replace(claim, losses=(dead(22, total), dead(12, part, total), dead(3, other, total)))
    assert [loss.best for loss in losses([Told(whole, "a")])] == [22]
    lonely = replace(claim, losses=(dead(12, part, total), dead(3, other, total)))
    assert [loss.best for loss in losses([Told(lonely, "a")])] == [15]


def with_loss(report: str, *kinds_: tuple[int, str | None, bool | None]) -> Told:
    made = told(report)
    lost = tuple(
        replace(dead(best, Span(at, at + 2, str(best))), side=side, civilians=civilians)
        for at, (best, side, civilians) in enumerate(kinds_)
    )
    return replace(made, claim=replace(made.claim, losses=lost))


@pytest.mark.parametrize(
    ("claims", "headings"),
    [
        ([((9, None, None),), ((9, "Dawn Front", None),)], {("Dawn Front", None, 9)}),
        ([((9, None, None),), ((9, None, True),)], {(None, True, 9)}),
        ([((9, None, None),), ((7, None, True),)], {(None, None, 9), (None, True, 7)}),
        ([((9, None, None), (9, None, True))], {(None, None, 9), (None, True, 9)}),
        (
            [((9, None, None),), ((9, "Dawn Front", None), (9, "Guard", None))],
            {(None, None, 9), ("Dawn Front", None, 9), ("Guard", None, 9)},
        ),
    ],
    ids=["side", "civilians", "another number", "twice in one claim", "on two sides"],
)
def test_a_number_told_with_less_is_not_counted_twice(
    claims: list[tuple[tuple[int, str | None, bool | None], ...]], headings: set[tuple[str | None, bool | None, int]]
) -> None:
    found = losses([with_loss(f"r-{number}", *parts) for number, parts in enumerate(claims)])
    assert {(loss.side, loss.civilians, loss.best) for loss in found} == headings


def test_who_denies_one_thing_and_asserts_another_tells_of_two() -> None:
    denial = sourced(told("a", "killing", "killed", actors=(), place=None, day=None), "Voss", "party")
    denial = replace(denial, claim=replace(denial.claim, sources=(replace(denial.claim.sources[0], stance="denies"),)))
    assertion = sourced(told("a", "killing", "killed", actors=(), place=None, day=None), "Voss", "party")
    other = sourced(told("a", "killing", "killed", actors=(), place=None, day=None), "army", "party")
    assert len(joined(in_report(denial, assertion))) == 2
    assert len(joined(in_report(denial, other))) == 1


def test_the_best_figure_is_the_latest_exact_one_and_of_two_the_lower() -> None:
    tolls = [
        told("a", killed=9, published="2021-05-04"),
        told("b", killed=14, published="2021-05-06"),
        told("c", killed=12, published="2021-05-06"),
    ]
    (found,) = derive(tolls).losses
    assert (found.low, found.best, found.high) == (9, 12, 14)


# Order, chance and people's decisions

POOL = tuple(
    Told(claim, each.report.id, each.report.published, each.report.outlet)
    for number in range(12)
    for each in [synthetic(number, 6)]
    for claim in each.claims
    if isinstance(claim, EventClaim)
)
NEAR = tuple(
    kinds(each)
    for pair in (*TOGETHER.values(), *APART.values())
    for each in (replace(t, claim=t.claim.identified()) for t in pair)
)
UNIQUE = tuple({each.id: each for each in (*NEAR, *POOL)}.values())


@given(st.permutations(UNIQUE))
@settings(max_examples=15, deadline=None)
def test_the_order_of_claims_changes_nothing(shuffled: Sequence[Told]) -> None:
    assert incidents(shuffled, Decisions()) == incidents(UNIQUE, Decisions())


_HASHED = """
import hashlib
from polemos.incidents.build import Decisions, incidents
from polemos.incidents.told import Told
from polemos.service.bench_archive import synthetic
claims = [Told(claim, f"r-{n}", "2020-01-01") for n in range(60) for claim in synthetic(n, 6).claims]
print(hashlib.sha256(repr(incidents(claims, Decisions())).encode()).hexdigest())
"""


def test_the_seed_of_hashes_changes_nothing() -> None:
    def mark(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", _HASHED], env=environment, capture_output=True, text=True, check=True
        )
        return run.stdout

    assert mark("1") == mark("2")


def test_putting_together_takes_back_what_set_two_of_them_apart() -> None:
    apart = Judgement(1, "", "Ann", "not-same", ("a",), ("c",))
    merged = Judgement(2, "", "Ann", "merge", ("a",), ("b", "c"))
    assert decisions([apart]).apart == {("a", "c")}
    assert decisions([apart, merged]).apart == frozenset()
    assert decisions([merged, replace(apart, seq=3)]).apart == {("a", "c")}


class Judging(RuleBasedStateMachine):
    """People suggest, decide, split and undo while reports come in: "not the same" is never crossed."""

    def __init__(self) -> None:
        super().__init__()
        self.claims = [*UNIQUE[:6]]
        self.rest = [*UNIQUE[6:30]]
        self.judged: list[Judgement] = []

    def _judge(self, action: str, claims: Who, others: Who = (), undoes: int | None = None) -> None:
        self.judged.append(
            Judgement(len(self.judged) + 1, "", "Ann", action, claims, others, undoes=undoes)  # type: ignore[arg-type]
        )

    def _force(self) -> Decisions:
        return decisions(standing_judgements(tuple(self.judged)))

    @rule(data=st.data(), action=st.sampled_from(["same", "not-same", "unsure", "merge"]))
    def decide(self, data: st.DataObject, action: str) -> None:
        ids = sorted(each.id for each in self.claims)
        chosen = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=4, unique=True))
        self._judge(action, tuple(chosen[:1]), tuple(chosen[1:]))

    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        groups = [group for group in joined(self.claims, self._force()) if len(group) > 1]
        if groups:
            group = data.draw(st.sampled_from(groups))
            self._judge("split", group[:1], group[1:])

    @precondition(lambda self: self.judged)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        self._judge("undo", (), (), data.draw(st.integers(1, len(self.judged))))

    @precondition(lambda self: self.rest)
    @rule()
    def add_report(self) -> None:
        self.claims.append(self.rest.pop())

    @invariant()
    def not_the_same_is_never_crossed(self) -> None:
        force = self._force()
        groups = joined(self.claims, force)
        home = {claim: group for group in groups for claim in group}
        assert sorted(home) == sorted(each.id for each in self.claims)
        assert all(home[a] != home[b] for a, b in force.apart)
        shuffled = random.Random(len(self.judged)).sample(self.claims, len(self.claims))
        assert joined(shuffled, force) == groups


TestJudging = Judging.TestCase
TestJudging.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)


def test_a_pair_that_people_join_stays_joined() -> None:
    one, other = told("a"), told("b", place="Velm", day="2021-06-09")
    pair = (min(one.id, other.id), max(one.id, other.id))
    assert not together(one, other)
    assert len(joined([one, other], Decisions(together=(pair,)))) == 1
    assert len(joined([one, other], Decisions(together=(pair,), apart=frozenset({pair})))) == 2


def test_a_place_in_the_words_of_another_is_inside_it() -> None:
    site = told("a", "shelling", "shelled", place="Karsa Airport")
    town = told("b", "shelling", "shelled", place="Karsa")
    found = compare(site, town)
    assert found is not None
    assert "place_inside" in {reason.sign for reason in found.reasons}
    assert isinstance(site.claim.place, Place)
