"""Who held a place from when to when (codebook section 9), on claims made by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polemos.incidents.control import control, held_on
from polemos.incidents.kin import Kin
from polemos.incidents.people import name_key
from polemos.incidents.signals import signals
from polemos.model import Claim, Moment, Span
from polemos.model.standing import ControlInterval
from told_claims import ORIGIN, at, happening, holding, who

DAWN, ARMY, NORTH = who("Dawn Front", actor_id="dawn"), who("Army of Velm", "military", "army"), who("North Legion")
WING = who("Dawn Front Wing", actor_id="wing")


def intervals(*claims: Claim, kin: Kin | None = None) -> tuple[ControlInterval, ...]:
    return control(signals(claims, ORIGIN), kin or Kin())


def told(found: Sequence[ControlInterval]) -> list[str]:
    """Each interval in a line: holder, status, from and to, "!" where it is contested."""
    return [
        f"{each.holder} {each.status} {each.from_ or '?'} {each.to or 'open'}{' !' if each.contested else ''}"
        for each in found
    ]


MAY, MAY_3, MAY_9, JUNE_1 = "2021-05-01/2021-05-31", "2021-05-03", "2021-05-09", "2021-06-01"
CASES = [
    (
        "a gain opens and an open end stays open",
        (holding(1, "gained", DAWN, MAY_3),),
        ["Dawn Front holds 2021-05-03 open"],
    ),
    ("a stated hold opens", (holding(1, "holds", DAWN, MAY_3),), ["Dawn Front holds 2021-05-03 open"]),
    ("a seizure gains", (happening(1, "seizure", (DAWN,), MAY_3),), ["Dawn Front holds 2021-05-03 open"]),
    (
        "another's gain closes",
        (happening(1, "seizure", (DAWN,), MAY_3), happening(2, "seizure", (ARMY,), MAY_9)),
        ["Dawn Front holds 2021-05-03 2021-05-09", "Army of Velm holds 2021-05-09 open"],
    ),
    (
        "a withdrawal closes",
        (holding(1, "gained", DAWN, MAY_3), happening(2, "withdrawal", (DAWN,), MAY_9)),
        ["Dawn Front holds 2021-05-03 2021-05-09"],
    ),
    (
        "a withdrawal of which no beginning is told leaves the start open",
        (happening(1, "withdrawal", (DAWN,), MAY_9),),
        ["Dawn Front holds ? 2021-05-09"],
    ),
    (
        "no longer having a presence closes",
        (holding(1, "holds", DAWN, MAY_3), holding(2, "holds", DAWN, MAY_9, factuality="negated")),
        ["Dawn Front holds 2021-05-03 2021-05-09"],
    ),
    ("not holding it, alone, tells of no time before", (holding(1, "holds", DAWN, MAY_9, factuality="negated"),), []),
    (
        "another's stated hold closes nothing, and both are contested",
        (holding(1, "gained", DAWN, MAY_3), holding(2, "holds", ARMY, MAY_9)),
        ["Dawn Front holds 2021-05-03 open !", "Army of Velm holds 2021-05-09 open !"],
    ),
    (
        "two rivals whom a third drives out are contested until then",
        (holding(1, "gained", DAWN, MAY_3), holding(2, "holds", ARMY, MAY_9), holding(3, "gained", NORTH, JUNE_1)),
        [
            "Dawn Front holds 2021-05-03 2021-06-01 !",
            "Army of Velm holds 2021-05-09 2021-06-01 !",
            "North Legion holds 2021-06-01 open",
        ],
    ),
    (
        "two who lose a place together are no rivals",
        (happening(1, "withdrawal", (DAWN, NORTH), MAY_9), holding(2, "holds", DAWN, MAY_3)),
        ["Dawn Front holds 2021-05-03 2021-05-09", "North Legion holds ? 2021-05-09"],
    ),
    (
        "the same again is one interval",
        (holding(1, "gained", DAWN, MAY_3), holding(2, "holds", DAWN, MAY_9), happening(3, "seizure", (DAWN,), MAY_9)),
        ["Dawn Front holds 2021-05-03 open"],
    ),
    (
        "lost and regained is two intervals",
        (holding(1, "gained", DAWN, MAY_3), holding(2, "lost", DAWN, MAY_9), holding(3, "gained", DAWN, JUNE_1)),
        ["Dawn Front holds 2021-05-03 2021-05-09", "Dawn Front holds 2021-06-01 open"],
    ),
    (
        "a gain inside a vague gain's window is of unknown order, so both stay",
        (holding(1, "gained", DAWN, MAY), holding(2, "gained", ARMY, MAY_9)),
        ["Dawn Front holds 2021-05-01 open !", "Army of Velm holds 2021-05-09 open !"],
    ),
    (
        "a joint seizure has two holders and no dispute",
        (happening(1, "seizure", (DAWN, NORTH), MAY_3),),
        ["Dawn Front holds 2021-05-03 open", "North Legion holds 2021-05-03 open"],
    ),
    (
        "loose words for the same gain close nothing",
        (holding(1, "gained", DAWN, MAY_3), holding(2, "gained", who("fighters", "unknown-armed"), MAY_3)),
        ["Dawn Front holds 2021-05-03 open", "fighters holds 2021-05-03 open"],
    ),
    (
        "another speaker's denial of the gain contests it",
        (
            happening(1, "seizure", (DAWN,), MAY_3, by="Dawn Front"),
            happening(2, "seizure", (DAWN,), MAY_3, by="Army", stance="denies"),
        ),
        ["Dawn Front holds 2021-05-03 open !"],
    ),
    (
        "a gain that failed, as another says, contests it",
        (
            happening(1, "seizure", (DAWN,), MAY_3, by="Dawn Front"),
            happening(2, "seizure", (DAWN,), MAY_3, by="Army", factuality="negated"),
        ),
        ["Dawn Front holds 2021-05-03 open !"],
    ),
    (
        "who denies that it failed says that it did not",
        (happening(1, "seizure", (DAWN,), MAY_3, by="Dawn Front", stance="denies", factuality="negated"),),
        ["Dawn Front holds 2021-05-03 open"],
    ),
    ("a failed gain alone is no interval", (happening(1, "seizure", (DAWN,), MAY_3, factuality="negated"),), []),
    (
        "a denied loss leaves the interval closed and contested",
        (
            holding(1, "gained", DAWN, MAY_3),
            holding(2, "lost", DAWN, MAY_9, by="Army"),
            holding(3, "lost", DAWN, MAY_9, by="Dawn Front", stance="denies"),
        ),
        ["Dawn Front holds 2021-05-03 2021-05-09 !"],
    ),
    ("a planned seizure tells nothing", (happening(1, "seizure", (DAWN,), MAY_3, factuality="planned"),), []),
    ("a possible hold tells nothing", (holding(1, "holds", DAWN, MAY_3, factuality="possible"),), []),
    ("a foretold gain tells nothing", (holding(1, "gained", DAWN, MAY_3, by="Army", stance="predicts"),), []),
    ("what has no date opens nothing", (holding(1, "gained", DAWN, ""),), []),
    (
        "a seizure that goes on is contested ground",
        (happening(1, "seizure", (DAWN,), MAY_3, factuality="ongoing"),),
        ["Dawn Front contested 2021-05-03 open !"],
    ),
    (
        "contested ground without a holder ends with a gain",
        (holding(1, "contested", None, MAY_3), holding(2, "gained", ARMY, MAY_9)),
        ["None contested 2021-05-03 2021-05-09 !", "Army of Velm holds 2021-05-09 open"],
    ),
    (
        "the besieged force is besieged beside holding the place",
        (holding(1, "holds", ARMY, MAY_3), happening(2, "siege", (DAWN,), MAY_9, recipients=(ARMY,))),
        ["Army of Velm holds 2021-05-03 open", "Army of Velm besieged 2021-05-09 open"],
    ),
    (
        "who holds a besieged place is besieged where nobody is named",
        (holding(1, "holds", ARMY, MAY_3), happening(2, "siege", (DAWN,), MAY_9)),
        ["Army of Velm holds 2021-05-03 open", "Army of Velm besieged 2021-05-09 open"],
    ),
    (
        "the besieger is not besieged in what it holds",
        (holding(1, "holds", DAWN, MAY_3), happening(2, "siege", (DAWN,), MAY_9)),
        ["Dawn Front holds 2021-05-03 open", "None besieged 2021-05-09 open"],
    ),
    (
        "a country is never the besieged force",
        (happening(1, "siege", (DAWN,), MAY_3, recipients=(who("Velm", "government", "gov-velm"),)),),
        ["None besieged 2021-05-03 open"],
    ),
    (
        "a siege that was lifted ends",
        (happening(1, "siege", (DAWN,), MAY_3), holding(2, "besieged", None, MAY_9, factuality="negated")),
        ["None besieged 2021-05-03 2021-05-09"],
    ),
    (
        "a place handed over is lost by the giver",
        (
            holding(1, "holds", ARMY, MAY_3),
            happening(2, "handover", (ARMY,), MAY_9, recipients=(DAWN,)),
        ),
        ["Army of Velm holds 2021-05-03 2021-05-09", "Dawn Front holds 2021-05-09 open"],
    ),
    (
        "arms handed over in a place are no ground",
        (happening(1, "handover", (ARMY,), MAY_9, recipients=(DAWN,), hit=(Span(0, 1, "x"),)),),
        [],
    ),
    (
        "aid workers who withdraw held nothing",
        (happening(1, "withdrawal", (who("Healers", "civil-society"),), MAY_9),),
        [],
    ),
    ("a spokesman without a name holds nothing", (happening(1, "seizure", (who("spokesman", "person"),), MAY_9),), []),
    (
        "a population's name is nobody's rival",
        (holding(1, "holds", who("Hillfolk", "other"), MAY_3), happening(2, "seizure", (ARMY,), MAY_9)),
        ["Hillfolk holds 2021-05-03 open", "Army of Velm holds 2021-05-09 open"],
    ),
    (
        "our control, said by a spokesman of unknown side, is nobody's",
        (holding(1, "holds", who("Jan Bor", "person"), MAY_9, by="Jan Bor"),),
        [],
    ),
]


@pytest.mark.parametrize(("claims", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rule(claims: tuple[Claim, ...], wanted: list[str]) -> None:
    assert sorted(told(intervals(*claims))) == sorted(wanted)


def test_ends_are_as_exact_as_the_claims() -> None:
    (dawn,) = intervals(holding(1, "gained", DAWN, MAY), holding(2, "lost", DAWN, "2021-06-10/2021-06-14"))
    assert (dawn.from_, dawn.from_latest, dawn.precision) == ("2021-05-01", "2021-05-31", 4)
    assert (dawn.to, dawn.to_latest, dawn.to_precision) == ("2021-06-10", "2021-06-14", 2)
    assert [dawn.covers(day) for day in ("2021-04-30", "2021-05-01", "2021-06-13", "2021-06-14")] == [
        False,
        True,
        True,
        False,
    ]
    assert [dawn.sure(day) for day in ("2021-05-30", "2021-05-31", "2021-06-09", "2021-06-10")] == [
        False,
        True,
        True,
        False,
    ]


def test_since_and_by_keep_the_end_that_they_tell() -> None:
    since = replace(holding(1, "holds", DAWN, "x"), time=Moment("since June 2021", 0, 0, "2021-06-01", None, None))
    by = replace(happening(2, "seizure", (ARMY,), "x"), time=Moment("by 9 July", 0, 0, None, "2021-07-09", None))
    dawn, army = sorted(intervals(since, by), key=lambda each: each.holder or "", reverse=True)
    assert (dawn.from_, dawn.from_latest, dawn.precision) == ("2021-06-01", "2021-06-30", 4)
    assert (dawn.to, dawn.to_latest) == ("2021-06-30", "2021-07-09")
    assert (army.from_, army.from_latest, army.opened) == (None, "2021-07-09", "gained")
    assert [army.sure(day) for day in ("2021-07-08", "2021-07-09")] == [False, True]
    exact = replace(since, time=Moment("since 1 June 2021", 0, 0, "2021-06-01", None, None))
    assert intervals(exact)[0].from_latest == "2021-06-01"


def test_an_interval_names_what_opened_and_closed_it_and_its_last_word() -> None:
    (dawn,) = intervals(
        holding(1, "holds", DAWN, MAY_3), holding(2, "holds", DAWN, MAY_9), holding(3, "lost", DAWN, JUNE_1, by="Bor")
    )
    assert (dawn.opened, dawn.last_told, dawn.closed_by) == ("holds", MAY_9, ("c-003",))
    assert dawn.claims == ("c-001", "c-002", "c-003")
    assert dawn.said_by == ("Bor", "The Wire")


def test_a_contested_span_has_its_days_its_rival_its_claims_and_speakers() -> None:
    first, second = intervals(
        holding(1, "gained", DAWN, MAY_3),
        holding(2, "holds", ARMY, MAY_9, by="Army"),
        holding(3, "lost", ARMY, JUNE_1, by="Army"),
    )
    (dispute,) = next(each for each in (first, second) if each.holder == "Dawn Front").disputes
    assert (dispute.kind, dispute.by, dispute.from_, dispute.to) == ("rival", "Army of Velm", MAY_9, JUNE_1)
    assert (dispute.said_by, dispute.claims) == (("Army",), ("c-002", "c-003"))


def test_a_part_of_the_holder_is_no_rival_and_goes_when_the_whole_goes() -> None:
    kin = Kin({"wing": frozenset({"dawn"})})
    found = intervals(
        holding(1, "gained", DAWN, MAY_3), holding(2, "gained", WING, MAY_9), holding(3, "lost", DAWN, JUNE_1), kin=kin
    )
    assert told(found) == ["Dawn Front holds 2021-05-03 2021-06-01", "Dawn Front Wing holds 2021-05-09 2021-06-01"]
    again = intervals(holding(1, "gained", DAWN, MAY_3), holding(3, "lost", WING, JUNE_1), kin=kin)
    assert "Dawn Front holds 2021-05-03 open" in told(again), "the loss of a part is not that of the whole"


def test_a_name_that_is_one_actors_alone_stands_for_its_id() -> None:
    long, short = who("Great Front of the Dawn"), who("GFD", actor_id="gfd")
    kin = Kin(names={name_key("Great Front of Dawn"): "gfd"})
    found = intervals(holding(1, "gained", long, MAY_3), holding(2, "holds", short, MAY_9), kin=kin)
    assert [(each.holder_id, each.claims) for each in found] == [("gfd", ("c-001", "c-002"))]


def test_two_parts_of_one_coalition_are_no_rivals_and_two_of_none_are() -> None:
    other = who("Red Brigade", actor_id="red")
    claims = (holding(1, "gained", WING, MAY_3), holding(2, "gained", other, MAY_9))
    coalition = Kin({"wing": frozenset({"dawn"}), "red": frozenset({"dawn"})})
    assert [each.to for each in intervals(*claims, kin=coalition)] == [None, None]
    assert [each.to for each in intervals(*claims)] == [MAY_9, None]


def test_a_quarter_the_land_around_and_the_province_are_rows_of_their_own() -> None:
    places = (at("Karsa", 1, "gn:1"), at("Karsa", 2, "gn:1"), at("Karsa", 4, "a1:1"), at("Old Karsa", 1, "gn:2"))
    found = intervals(
        *(holding(n, "gained", (DAWN, ARMY)[n % 2], f"2021-05-0{n + 1}", place=p) for n, p in enumerate(places))
    )
    assert [(each.place, each.scope, each.to) for each in found] == [
        ("Karsa", "area", None),
        ("Karsa", "around", None),
        ("Karsa", "place", None),
        ("Old Karsa", "place", None),
    ]


def test_a_place_is_known_by_its_id_under_any_name_and_a_bare_description_only_in_its_report() -> None:
    one, other = at("Karsa", 1, "gn:1"), at("Qarsa", 1, "gn:1")
    found = intervals(holding(1, "gained", DAWN, MAY_3, place=one), holding(2, "gained", ARMY, MAY_9, place=other))
    assert [each.to for each in found] == [MAY_9, None]
    town = at("town")
    found = intervals(
        holding(1, "gained", DAWN, MAY_3, place=town), holding(2, "gained", ARMY, MAY_9, place=town, report="r-2")
    )
    assert [each.to for each in found] == [None, None]


def test_a_stated_siege_knows_its_besieger_from_the_event_of_the_same_word() -> None:
    stated = holding(7, "besieged", None, MAY_3)
    event = happening(7, "siege", (DAWN,), MAY_3)
    (found,) = intervals(stated, event)
    assert (found.holder, found.besieged_by, found.status) == (None, ("Dawn Front",), "besieged")


def test_a_copy_speaks_with_the_voice_of_the_outlet_it_repeats() -> None:
    (found,) = control(signals((holding(1, "gained", DAWN, MAY_3),), {"r-1": ("r-9", "2021-06-30", "The Wire")}))
    assert found.said_by == ("The Wire",)


DAYS = st.integers(0, 40).map(lambda n: (date(2021, 5, 1) + timedelta(n)).isoformat())
SPANS = st.tuples(DAYS, DAYS).map(lambda pair: "/".join(sorted(pair)))
CLAIMS = st.lists(
    st.tuples(
        st.sampled_from(["gained", "holds", "lost", "contested", "besieged"]),
        st.sampled_from([DAWN, ARMY, NORTH, WING, who("fighters", "unknown-armed")]),
        st.one_of(DAYS, SPANS),
        st.sampled_from(["occurred", "negated", "ongoing"]),
        st.sampled_from(["asserts", "denies"]),
        st.sampled_from(["Bor", "Tam", None]),
    ),
    max_size=12,
).map(
    lambda rows: [
        holding(n, status, holder, days, factuality=factuality, by=by, stance=stance)
        for n, (status, holder, days, factuality, stance, by) in enumerate(rows)
    ]
)
FAMILY = Kin({"wing": frozenset({"dawn"})})


@given(CLAIMS, st.randoms())
def test_the_order_of_claims_does_not_matter(claims: list[Claim], chance: object) -> None:
    shuffled = list(claims)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert intervals(*claims, kin=FAMILY) == intervals(*shuffled, kin=FAMILY)


@given(CLAIMS)
def test_no_interval_ends_before_it_begins(claims: list[Claim]) -> None:
    for each in intervals(*claims, kin=FAMILY):
        assert each.from_ is None or each.to is None or each.from_ <= each.to
        assert each.from_ is None or (each.from_latest is not None and each.from_ <= each.from_latest)
        assert each.to is None or (each.to_latest is not None and each.to <= each.to_latest)
        for dispute in each.disputes:
            assert dispute.from_ is None or dispute.to is None or dispute.from_ <= dispute.to


@given(CLAIMS, DAYS)
def test_on_any_day_every_holder_whose_interval_covers_it_is_listed(claims: list[Claim], day: str) -> None:
    found = intervals(*claims, kin=FAMILY)
    shown = held_on(found, day)
    for each in found:
        within = (each.from_ or "") <= day and (each.to is None or day < max(each.to, each.to_latest or ""))
        assert (each in shown) == within


@given(CLAIMS, st.integers(0, 11))
def test_removing_a_claim_never_invents_evidence(claims: list[Claim], gone: int) -> None:
    left = [claim for n, claim in enumerate(claims) if n != gone]
    known = {claim.id for claim in left}
    for each in intervals(*left, kin=FAMILY):
        assert each.claims, "an interval rests on claims"
        behind = {*each.claims, *each.closed_by, *(c for dispute in each.disputes for c in dispute.claims)}
        assert behind <= known
        assert each.holder is None or each.holder in {p.name for claim in left for p in claim.parties()[0]}
