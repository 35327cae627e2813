"""An embargo leaves nothing of newer reports in older records; profiles are checked whole."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archives import AUTHOR, clock
from datasets_of import Records, interval
from polemos.errors import UsageError
from polemos.export.datasets.dataset import Documented
from polemos.model import CodedReport, EventClaim, Loss, Moment, Report
from polemos.model.standing import Dispute
from polemos.service.dataset import dataset
from polemos.service.redaction import SHIPPED, redacted
from polemos.service.redaction.profile import profile
from polemos.store.archive import Archive
from redaction_archive import Written

TODAY = date(2020, 7, 1)


def profile_of(folder: Path, **settings: Any) -> Path:
    path = folder / "own.yaml"
    path.write_text(json.dumps({"name": "own", "persons": "none", **settings}), encoding="utf-8")
    return path


def toll(id_: str, published: str | None, killed: int, days: str = "2020-05-10") -> CodedReport:
    """One shelling of Karsa, told again with another figure."""
    words = f"Shells hit Karsa and killed {killed} people."
    text = Written(Report(id_, words, "0" * 64, published=published, outlet=f"Outlet {id_}"))
    figure = text.span(str(killed))
    claim = EventClaim(
        **{**text.common("hit", "Shells", None), "time": Moment(None, None, None, days, days, 1)},
        type="shelling", place=text.place("Karsa", latitude=1.0, longitude=2.0, country="XX"),
        losses=(Loss("killed", text.span(f"{killed} people"), figure, None, None, killed, killed, killed),),
    ).identified()  # fmt: skip
    return CodedReport(text.report, (claim,))


def told(
    folder: Path, *items: CodedReport, **settings: Any
) -> tuple[list[Documented], list[str], list[str], dict[str, int]]:
    """Incidents, days of reports, figures in claims and counts under a profile."""
    made = Archive.create(str(folder / "embargo.db"), "Ann", clock())
    made.add_all(items, AUTHOR)
    with dataset(made) as whole:
        seen = redacted(whole, profile_of(folder, **settings), TODAY)
        found = list(seen.incidents())
        days = sorted(each.published or "" for each in seen.reports())
        figures = sorted(each.losses[0].figure.text for each in seen.claims() if isinstance(each, EventClaim))
        counts = dict(seen.withheld())
    made.close()
    return found, days, figures, counts


def test_an_incident_is_derived_anew_from_what_may_be_told(tmp_path: Path) -> None:
    old, new = toll("r-old", "2020-05-11", 3), toll("r-new", "2020-06-20", 9)
    found, days, figures, counts = told(tmp_path, old, new, embargo={"days": 30})
    assert len(found) == 1, "both tell of one incident"
    loss = found[0].incident.losses[0]
    assert (loss.low, loss.best, loss.high) == (3, 3, 3), "nine is what the newer report says"
    assert (found[0].incident.reports, len(found[0].claims), len(found[0].reports)) == (1, 1, 1)
    assert found[0].incident.contested == ()
    assert (days, figures) == (["2020-05-11"], ["3"])
    assert counts == {"reports under embargo": 1, "claims under embargo": 1}


def test_without_an_embargo_both_are_told(tmp_path: Path) -> None:
    found, days, figures, counts = told(tmp_path, toll("r-old", "2020-05-11", 3), toll("r-new", "2020-06-20", 9))
    assert [each.incident.losses[0].high for each in found] == [9]
    assert (len(days), figures, counts) == (2, ["3", "9"], {})


@pytest.mark.parametrize(
    ("published", "days", "embargo", "left"),
    [
        pytest.param("2020-05-31", "2020-05-30", {"days": 30}, 1, id="the day before"),
        pytest.param("2020-06-01", "2020-05-30", {"days": 30}, 0, id="the first day under embargo"),
        pytest.param("2020-06-01T23:59:00+02:00", "2020-05-30", {"days": 30}, 0, id="with a time of day"),
        pytest.param("2020-05-20", "2020-06-15", {"days": 30}, 0, id="an old report of a day to come"),
        pytest.param(None, "2020-01-01", {"days": 30}, 0, id="a report without a date"),
        pytest.param("2020-05-20", "2020-05-19", {"from": "2020-05-20", "until": "2020-07-02"}, 0, id="until tomorrow"),
        pytest.param("2020-05-20", "2020-05-19", {"from": "2020-05-20", "until": "2020-07-01"}, 1, id="until today"),
        pytest.param("2020-05-19", "2020-05-19", {"from": "2020-05-20", "until": "2020-07-02"}, 1, id="before it"),
        pytest.param(None, "2020-01-01", "none", 1, id="no embargo"),
    ],
)  # fmt: skip
def test_days(published: str | None, days: str, embargo: Any, left: int, tmp_path: Path) -> None:
    found, _, figures, _ = told(tmp_path, toll("r-1", published, 3, days), embargo=embargo)
    assert (len(found), len(figures)) == (left, left)


def test_an_interval_is_told_by_its_older_claims(tmp_path: Path) -> None:
    old, new = toll("r-old", "2020-05-11", 3), toll("r-new", "2020-06-20", 9)
    first, second = old.claims[0].id, new.claims[0].id
    held = replace(
        interval("Karsa", 1, 1.0, 2.0), claims=tuple(sorted((first, second))), closed_by=(second,), from_="2020-05-10",
        from_latest="2020-05-10", to="2020-06-19", to_latest="2020-06-19", to_precision=1, last_told="2020-06-20",
        contested=True, disputes=(Dispute("rival", "North Brigade", None, None, ("Outlet r-new",), (second,)),),
    )  # fmt: skip
    newer = replace(held, claims=(second,))
    claims = (*old.claims, *new.claims)
    whole = Records((), claims, (old.report, new.report), (held, newer))
    seen = redacted(whole, profile_of(tmp_path, embargo={"days": 30}), TODAY)
    (found,) = seen.control()
    assert (found.from_, found.to, found.to_latest, found.to_precision, found.last_told) == ("2020-05-10", *[None] * 4)
    assert (len(found.claims), found.closed_by, found.disputes, found.contested) == (1, (), (), False)
    assert found.besieged_by == (), "nobody knows whether the newer claim names them"
    assert dict(seen.withheld())["intervals of control under embargo"] == 1


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_profiles_hold(name: str) -> None:
    made = profile(name, TODAY)
    assert made.name == name
    assert made.persons == "private"
    assert set(made.speakers) == {"witness", "local", "activist"}
    assert {kind for kind, _ in made.coarser} == {"hospitals", "camps", "shelters"}


def test_every_problem_of_a_profile_is_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(
        "persons: some\nplaces: street\nspeakers: [friend]\ncoarser: {castles: adm1, camps: near}\n"
        "embargo: {days: -1}\ntexts: yes\nwithhold_fields: [report.id, report.url]\nid_key: nowhere\nnames: x\n",
        encoding="utf-8",
    )
    with pytest.raises(UsageError) as caught:
        profile(path, TODAY)
    told_ = str(caught.value).splitlines()
    wrong = "name persons places friend castles camps embargo texts report.id nowhere names"
    for word in wrong.split():
        assert any(word in line for line in told_), word
    assert all(line.startswith(f"{path}: ") for line in told_)
    assert "report.url is not" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: [", "not YAML"),
        ("- a list", "object"),
        ("", "object"),
        ("name: x\nembargo: {from: 2020-01-01}", "embargo"),
        ("name: x\nembargo: {days: true}", "embargo"),
        ("name: x\nspeakers: witness", "list"),
    ],
)
def test_what_is_no_profile_is_refused(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        profile(path, TODAY)
    with pytest.raises(UsageError, match="public or partners, or a file"):
        profile(tmp_path / "none.yaml", TODAY)


def test_a_key_for_ids_must_be_hard_to_guess(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("short")
    with pytest.raises(UsageError, match="16 characters"):
        profile(profile_of(tmp_path, id_key="key"), TODAY)


def test_withheld_fields_are_empty_and_counted(tmp_path: Path) -> None:
    item = toll("r-1", "2020-05-11", 3)
    report = replace(item.report, url="https://x.example/1", title="Shells", topics=("war",))
    held = replace(interval("Karsa", 1, 1.0, 2.0), said_by=("Outlet r-1",))
    whole = Records((), item.claims, (report,), (held,))
    seen = redacted(
        whole, profile_of(tmp_path, withhold_fields=["report.url", "report.topics", "report.outlet"]), TODAY
    )
    (found,) = seen.reports()
    assert (found.url, found.topics, found.outlet, found.title) == (None, (), None, "Shells")
    assert [each.said_by for each in seen.control()] == [("[name withheld]",)], "an outlet speaks in intervals as well"
    assert dict(seen.withheld()) == {"fields report.url": 1, "fields report.topics": 1, "fields report.outlet": 1}
