"""How two actors stand to each other over time, on claims made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polemos.incidents.standings import standings, stood_on
from polemos.model import Claim
from polemos.model.standing import Standing
from told_claims import ORIGIN, happening, related, who

DAWN, NORTH, RED = who("Dawn Front"), who("North Legion"), who("Red Brigade")
ARMY = who("Army of Velm", "military")
BOR, TAM = who("Jan Bor", "person"), who("Ila Tam", "person")
MAY_3, MAY_9, JUNE_1, JUNE_9 = "2021-05-03", "2021-05-09", "2021-06-01", "2021-06-09"


def edges(*claims: Claim) -> tuple[Standing, ...]:
    return standings(claims, ORIGIN)


def told(found: tuple[Standing, ...]) -> list[str]:
    return [
        f"{e.subject} {e.relation} {e.object} {e.from_ or '?'} {e.to or 'open'}"
        f"{f' {e.ended}' if e.ended else ''}{' !' if e.contested else ''}"
        for e in found
    ]


CASES = [
    (
        "a stated relation is an edge",
        (related(1, DAWN, "part-of", NORTH, MAY_3),),
        ["Dawn Front part-of North Legion {3} open"],
    ),
    (
        "a joint alliance allies every two",
        (happening(1, "alliance", (DAWN, NORTH, RED), MAY_3),),
        [
            "Dawn Front allied-with North Legion {3} open",
            "Dawn Front allied-with Red Brigade {3} open",
            "North Legion allied-with Red Brigade {3} open",
        ],
    ),
    (
        "a pledge binds who pledges",
        (happening(1, "pledge", (DAWN,), MAY_3, recipients=(NORTH,)),),
        ["Dawn Front pledged-to North Legion {3} open"],
    ),
    (
        "alliance is one edge whichever is named first",
        (related(1, DAWN, "allied-with", NORTH, MAY_3), related(2, NORTH, "allied-with", DAWN, MAY_9)),
        ["Dawn Front allied-with North Legion {3} open"],
    ),
    (
        "a split ends what bound the two",
        (related(1, DAWN, "allied-with", NORTH, MAY_3), happening(2, "split", (NORTH,), MAY_9, recipients=(DAWN,))),
        ["Dawn Front allied-with North Legion {3} {9} split"],
    ),
    (
        "a split ends no fighting",
        (related(1, DAWN, "fighting", NORTH, MAY_3), happening(2, "split", (NORTH,), MAY_9, recipients=(DAWN,))),
        ["Dawn Front fighting North Legion {3} open"],
    ),
    (
        "allied again after a split is a second edge",
        (
            related(1, DAWN, "allied-with", NORTH, MAY_3),
            happening(2, "split", (NORTH,), MAY_9, recipients=(DAWN,)),
            related(3, DAWN, "allied-with", NORTH, JUNE_1),
        ),
        ["Dawn Front allied-with North Legion {3} {9} split", "Dawn Front allied-with North Legion {1} open"],
    ),
    (
        "who defects leaves one side and joins the other",
        (
            related(1, BOR, "member-of", DAWN, MAY_3),
            happening(2, "defection", (BOR,), MAY_9, recipients=(ARMY,)),
        ),
        ["Jan Bor member-of Army of Velm {9} open", "Jan Bor member-of Dawn Front {3} {9} defection"],
    ),
    (
        "a dead leader leads nobody",
        (related(1, BOR, "leads", DAWN, MAY_3), happening(2, "airstrike", (ARMY,), MAY_9, killed=("Jan Bor",))),
        ["Jan Bor leads Dawn Front {3} {9} death"],
    ),
    (
        "a leader who may have been killed leads on",
        (
            related(1, BOR, "leads", DAWN, MAY_3),
            happening(2, "airstrike", (ARMY,), MAY_9, killed=("Jan Bor",), factuality="possible"),
        ),
        ["Jan Bor leads Dawn Front {3} open"],
    ),
    (
        "a given name buries nobody",
        (related(1, BOR, "leads", DAWN, MAY_3), happening(2, "airstrike", (ARMY,), MAY_9, killed=("Jan",))),
        ["Jan Bor leads Dawn Front {3} open"],
    ),
    (
        "another in the same post ends the time of the one before",
        (
            related(1, BOR, "leads", DAWN, MAY_3, title="chief of staff"),
            related(2, TAM, "leads", DAWN, MAY_9, title="Chief of staff"),
        ),
        ["Ila Tam leads Dawn Front {9} open", "Jan Bor leads Dawn Front {3} {9} successor"],
    ),
    (
        "another post ends nothing",
        (
            related(1, BOR, "leads", DAWN, MAY_3, title="chief of staff"),
            related(2, TAM, "leads", DAWN, MAY_9, title="spokesman"),
        ),
        ["Ila Tam leads Dawn Front {9} open", "Jan Bor leads Dawn Front {3} open"],
    ),
    (
        "no longer allied ends an older alliance",
        (
            related(1, DAWN, "allied-with", NORTH, MAY_3),
            related(2, DAWN, "allied-with", NORTH, MAY_9, factuality="negated"),
        ),
        ["Dawn Front allied-with North Legion {3} {9} no-longer"],
    ),
    (
        "not allied, said of the very time, contests it",
        (
            related(1, DAWN, "allied-with", NORTH, MAY_3),
            related(2, DAWN, "allied-with", NORTH, MAY_3, factuality="negated", by="Bor"),
        ),
        ["Dawn Front allied-with North Legion {3} open !"],
    ),
    (
        "a denial by another contests",
        (
            related(1, DAWN, "backed-by", ARMY, MAY_3, by="Tam"),
            related(2, DAWN, "backed-by", ARMY, MAY_9, by="Bor", stance="denies"),
        ),
        ["Dawn Front backed-by Army of Velm {3} open !"],
    ),
    ("a denial alone is no edge", (related(2, DAWN, "backed-by", ARMY, MAY_9, by="Bor", stance="denies"),), []),
    (
        "armed acts of two groups are fighting",
        (happening(1, "attack", (DAWN,), MAY_3, recipients=(ARMY,)), happening(2, "battle", (DAWN, ARMY), MAY_9)),
        ["Dawn Front fighting Army of Velm {3} open"],
    ),
    (
        "an attack on civilians is no standing hostility",
        (happening(1, "attack", (DAWN,), MAY_3, recipients=(who("villagers", "civilians"),)),),
        [],
    ),
    (
        "allied and fighting in one time contest each other",
        (
            related(1, DAWN, "allied-with", NORTH, MAY_3),
            related(2, DAWN, "allied-with", NORTH, JUNE_1),
            happening(3, "battle", (NORTH, DAWN), MAY_9),
        ),
        ["Dawn Front allied-with North Legion {3} open !", "North Legion fighting Dawn Front {9} open !"],
    ),
    (
        "fighting first and allied afterwards contest nothing",
        (happening(1, "battle", (NORTH, DAWN), MAY_3), related(2, DAWN, "allied-with", NORTH, JUNE_1)),
        ["Dawn Front allied-with North Legion {1} open", "North Legion fighting Dawn Front {3} open"],
    ),
    (
        "what is undated has no dates",
        (related(1, DAWN, "part-of", NORTH, ""),),
        ["Dawn Front part-of North Legion ? open"],
    ),
]


@pytest.mark.parametrize(("claims", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rule(claims: tuple[Claim, ...], wanted: list[str]) -> None:
    lines = [line.replace("{3}", MAY_3).replace("{9}", MAY_9).replace("{1}", JUNE_1) for line in wanted]
    assert sorted(told(edges(*claims))) == sorted(lines)


def test_an_edge_names_what_ended_it_its_speakers_and_its_last_word() -> None:
    (edge,) = edges(
        related(1, DAWN, "allied-with", NORTH, MAY_3, by="Tam"),
        related(2, DAWN, "allied-with", NORTH, MAY_9),
        happening(3, "split", (NORTH,), JUNE_1, recipients=(DAWN,), by="Bor"),
    )
    assert (edge.claims, edge.closed_by) == (("c-001", "c-002", "c-003"), ("c-003",))
    assert (edge.said_by, edge.last_told) == (("Bor", "Tam", "The Wire"), MAY_9)


def test_a_denial_keeps_its_speaker_days_and_claim() -> None:
    (edge,) = edges(
        related(1, DAWN, "allied-with", NORTH, MAY_3),
        related(2, NORTH, "allied-with", DAWN, MAY_9, by="Bor", stance="denies"),
    )
    (dispute,) = edge.disputes
    assert (dispute.kind, dispute.by, dispute.from_, dispute.to, dispute.claims) == (
        "denial",
        "Bor",
        MAY_9,
        None,
        ("c-002",),
    )


def test_on_a_day_only_dated_edges_of_that_day_stand() -> None:
    found = edges(
        related(1, DAWN, "allied-with", NORTH, MAY_3),
        happening(2, "split", (NORTH,), JUNE_1, recipients=(DAWN,)),
        related(3, RED, "part-of", NORTH, ""),
    )
    assert [len(stood_on(found, day)) for day in ("2021-05-02", MAY_3, "2021-05-31", JUNE_1)] == [0, 1, 1, 0]


PEOPLE = st.sampled_from([DAWN, NORTH, RED, BOR])
DAYS = st.sampled_from([MAY_3, MAY_9, JUNE_1, JUNE_9, "2021-05-01/2021-05-31", ""])
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["alliance", "pledge", "split", "defection", "battle", "part-of", "leads", "fighting"]),
        PEOPLE,
        PEOPLE,
        DAYS,
        st.sampled_from(["occurred", "negated"]),
        st.sampled_from(["asserts", "denies"]),
    ).filter(lambda row: row[1] is not row[2]),
    max_size=10,
)


def _claims(rows: list[tuple[str, ...]]) -> list[Claim]:
    made: list[Claim] = []
    for n, (what, one, other, day, factuality, stance) in enumerate(rows):
        rest = {"by": f"Speaker {n % 3}", "stance": stance, "factuality": factuality}
        if what in ("part-of", "leads", "fighting"):
            made.append(related(n, one, what, other, day, **rest))  # type: ignore[arg-type]
        else:
            made.append(happening(n, what, (one,), day, recipients=(other,), **rest))  # type: ignore[arg-type]
    return made


@given(ROWS, st.randoms())
def test_the_order_of_claims_does_not_matter(rows: list[tuple[str, ...]], chance: object) -> None:
    claims = _claims(rows)
    shuffled = list(claims)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert edges(*claims) == edges(*shuffled)


@given(ROWS)
def test_edges_end_after_they_begin_and_rest_on_claims_alone(rows: list[tuple[str, ...]]) -> None:
    claims = _claims(rows)
    known = {claim.id for claim in claims}
    for each in edges(*claims):
        assert each.claims
        assert set(each.claims) <= known
        assert each.from_ is None or each.to is None or each.from_ <= each.to
        assert (each.to is None) == (each.ended is None)
