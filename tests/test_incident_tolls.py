"""A toll told right after an attack is the attack's; one told of something else is not."""

from pathlib import Path

import pytest

import polemos


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Rebels shelled the market in Kadugli on Tuesday. Residents said that nine people were killed.", True),
        ("Rebels shelled the market in Kadugli on Tuesday. In Juba, nine people were killed.", False),
        ("Talks opened in Juba on Tuesday. Residents said that nine people were killed.", False),
        ("Rebels shelled Kadugli on Tuesday." + " The weather was dry." * 20 + " Nine people were killed.", False),
    ],
)
def test_a_toll_and_what_it_is_of(text: str, together: bool, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(text, encoding="utf-8")
    with polemos.Archive.create(tmp_path / "a.db") as archive:
        archive.add(tmp_path / "r.txt", published="2024-05-15")
        (killing,) = [claim for claim in archive.claims() if claim.label == "killing"]
        members = [role.claim_id for role in archive.incident(killing.id).claims]
        assert (len(members) > 1) == together
        if together:
            killed = [loss.best for loss in archive.incident(killing.id).losses if loss.status == "killed"]
            assert killed == [9]
