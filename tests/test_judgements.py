"""People's decisions: kept for ever, taken back at will, the same however they came about."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archives import AUTHOR, KINDS, archive, coded, event
from polemos import faults
from polemos.errors import ArchiveError
from polemos.incidents.reviewed import reviewed
from polemos.model.judgement import Judgement, standing_judgements
from polemos.model.serial import to_dict
from polemos.service.incidents import join, show, split
from polemos.store import audit
from polemos.store.archive import Archive
from polemos.store.judgements import Decision, judge, judgements, undo

ONE = "Rebels of the Dawn Front attacked the town of Karsa on 3 May."
OTHER = "The army said that the Dawn Front attacked Karsa on 3 May."
THIRD = "Police arrested ten people in Velm on 9 June."
CLAIMS = (
    event("r-1", ONE, "attacked", "attack", actors=("Dawn Front",), place="Karsa", day="2021-05-03"),
    event("r-2", OTHER, "attacked", "attack", actors=("Dawn Front",), place="Karsa", day="2021-05-03", said_by="army"),
    event("r-3", THIRD, "arrested", "arrest", actors=("Police",), place="Velm", day="2021-06-09"),
)
ONE_ID, OTHER_ID, THIRD_ID = (claim.id for claim in CLAIMS)


@pytest.fixture(params=KINDS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    with archive(request.param, tmp_path) as made:
        made.add_all(
            [
                coded(c.report_id, t, c, outlet=f"Outlet {c.report_id}")
                for c, t in zip(CLAIMS, (ONE, OTHER, THIRD), strict=True)
            ],
            AUTHOR,
        )
        yield made


def test_a_judgement_is_kept_with_its_row_in_the_log(kept: Archive) -> None:
    made = judge(kept, "Ben", Decision("accept", (ONE_ID,), reason="read the original"))
    assert judgements(kept, ONE_ID) == (made,)
    with kept.reading() as connection:
        last = audit.rows(connection)[-1]
    assert (last.who, last.what, last.subject) == ("Ben", "accept", ONE_ID)


def test_a_judgement_that_fails_leaves_neither_itself_nor_a_row(kept: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    with kept.reading() as connection:
        before = audit.rows(connection)
    monkeypatch.setitem(faults.PLANTED, "commit", "error")
    with pytest.raises(ValueError, match="planted"):
        judge(kept, "Ben", Decision("reject", (ONE_ID,)))
    monkeypatch.delitem(faults.PLANTED, "commit")
    with kept.reading() as connection:
        assert audit.rows(connection) == before
    assert judgements(kept) == ()


def test_an_undo_takes_back_and_an_undone_undo_brings_back(kept: Archive) -> None:
    first = judge(kept, "Ben", Decision("reject", (ONE_ID,)))
    back = undo(kept, "Cleo", first.seq)
    assert standing_judgements(judgements(kept)) == ()
    with pytest.raises(ArchiveError, match="taken back already"):
        undo(kept, "Cleo", first.seq)
    undo(kept, "Ben", back.seq)
    assert standing_judgements(judgements(kept)) == (first,)
    undo(kept, "Cleo", first.seq)
    assert standing_judgements(judgements(kept)) == ()


WRONG = [
    (Decision("accept", ("c-none",)), "no claim c-none"),
    (Decision("accept", (ONE_ID, OTHER_ID)), "one claim at a time"),
    (Decision("same", (ONE_ID,)), "both sides"),
    (Decision("accept", (ONE_ID,), (OTHER_ID,)), "alone"),
    (Decision("same", (ONE_ID,), (ONE_ID,)), "on both sides"),
    (Decision("correct", (ONE_ID,)), "needs"),
    (Decision("correct", (ONE_ID,), change="{"), "cannot be kept"),
    (Decision("correct", (ONE_ID,), change='{"kind": "event"}'), "is missing"),
    (Decision("undo", (ONE_ID,)), "call of its own"),
]


@pytest.mark.parametrize(("decision", "words"), WRONG, ids=[words for _, words in WRONG])
def test_a_decision_without_sense_is_refused(kept: Archive, decision: Decision, words: str) -> None:
    with pytest.raises(ArchiveError, match=words):
        judge(kept, "Ben", decision)
    assert judgements(kept) == ()


def test_a_judgement_needs_a_name(kept: Archive) -> None:
    with pytest.raises(ArchiveError, match="needs the name"):
        judge(kept, " ", Decision("accept", (ONE_ID,)))


def test_the_two_reports_of_one_attack_are_one_incident(kept: Archive) -> None:
    found = show(kept, ONE_ID)
    assert {role.claim_id for role in found.claims} == {ONE_ID, OTHER_ID}
    assert (found.reports, found.independent_sources, found.from_) == (2, 2, "2021-05-03")


def test_a_split_holds_and_its_undo_joins_again(kept: Archive) -> None:
    made = split(kept, "Ben", show(kept, ONE_ID).id, (ONE_ID,), "another raid")
    assert show(kept, ONE_ID).id != show(kept, OTHER_ID).id
    undo(kept, "Ben", made.seq)
    assert show(kept, ONE_ID).id == show(kept, OTHER_ID).id


def test_a_join_holds_whatever_the_signs_say(kept: Archive) -> None:
    made = join(kept, "Ben", (show(kept, ONE_ID).id, show(kept, THIRD_ID).id))
    assert {role.claim_id for role in show(kept, THIRD_ID).claims} == {ONE_ID, OTHER_ID, THIRD_ID}
    undo(kept, "Ben", made.seq)
    assert len(show(kept, THIRD_ID).claims) == 1


def test_the_later_of_two_contradicting_decisions_counts(kept: Archive) -> None:
    judge(kept, "Ben", Decision("not-same", (ONE_ID,), (OTHER_ID,)))
    assert show(kept, ONE_ID).id != show(kept, OTHER_ID).id
    judge(kept, "Cleo", Decision("same", (ONE_ID,), (OTHER_ID,)))
    assert show(kept, ONE_ID).id == show(kept, OTHER_ID).id


def test_only_a_person_confirms_or_rejects_a_happening(kept: Archive) -> None:
    assert show(kept, ONE_ID).status == "reported"
    judge(kept, "Ben", Decision("confirm", (ONE_ID,)))
    assert show(kept, OTHER_ID).status == "confirmed"
    judge(kept, "Ben", Decision("refute", (ONE_ID,)))
    assert show(kept, OTHER_ID).status == "rejected"


def test_a_rejected_claim_leaves_its_incident_and_stays_in_the_archive(kept: Archive) -> None:
    judge(kept, "Ben", Decision("reject", (ONE_ID,)))
    assert {role.claim_id for role in show(kept, OTHER_ID).claims} == {OTHER_ID}
    assert kept.claim(ONE_ID) == CLAIMS[0]


def test_a_correction_counts_and_the_coders_version_stays_beside_it(kept: Archive) -> None:
    better = replace(CLAIMS[0], type="shelling")
    judge(kept, "Ben", Decision("correct", (ONE_ID,), change=json.dumps(to_dict(better))))
    judge(kept, "Ben", Decision("reject", (OTHER_ID,)))
    assert show(kept, ONE_ID).type == "shelling"
    assert kept.claim(ONE_ID) == CLAIMS[0]


def test_judgements_stay_on_a_claim_that_a_new_coding_superseded(kept: Archive) -> None:
    made = judge(kept, "Ben", Decision("accept", (ONE_ID,)))
    kept.add(coded("r-1", ONE, outlet="Outlet r-1"), AUTHOR)
    assert kept.claims("r-1") == ()
    assert judgements(kept, ONE_ID) == (made,)


def _judgement(seq: int, action: str, undoes: int | None = None) -> Judgement:
    return Judgement(seq, "2026-01-01", "Ann", action, (ONE_ID,), undoes=undoes)  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(["accept", "reject", "undo"]), max_size=12), st.data())
def test_what_is_in_force_depends_on_the_table_alone(actions: list[str], data: st.DataObject) -> None:
    """Told twice it is the same, and a judgement with an undo in force never counts."""
    table: list[Judgement] = []
    for seq, action in enumerate(actions, 1):
        undoes = data.draw(st.integers(1, seq - 1)) if action == "undo" and seq > 1 else None
        if action == "undo" and undoes is None:
            continue
        table.append(_judgement(seq, action, undoes))
    in_force = standing_judgements(tuple(table))
    assert in_force == standing_judgements(tuple(table))
    live = {each.seq for each in in_force}
    undos = [each for each in table if each.action == "undo"]
    dead = {u.undoes for u in undos if not any(v.undoes == u.seq for v in undos if v.seq > u.seq)}
    assert not live & dead
    last = [each for each in in_force if each.action in ("accept", "reject")][-1:]
    shown = reviewed(CLAIMS[:1], in_force)
    assert shown == (() if last and last[0].action == "reject" else CLAIMS[:1])
