"""Polemos as a library: texts, archives, data frames, notebooks."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import polemos
from polemos.model import EventClaim
from polemos.model.quarantine import Quarantined

TEXT = (
    "The army said on Wednesday that rebels had shelled the market in Kadugli on Tuesday, killing at least five "
    "civilians. 😀 The rebels denied shelling the market."
)


@pytest.fixture(scope="module")
def coded() -> polemos.Coded:
    return polemos.code(TEXT, published="2024-05-15", title="A market is hit", outlet="Example")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[polemos.Archive]:
    folder = tmp_path_factory.mktemp("api")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text("Rebels captured Kadugli on Thursday, residents said.", encoding="utf-8")
    (folder / "bad.bin").write_bytes(bytes(range(256)))
    made = polemos.Archive.create(folder / "k.db")
    added = made.add(folder / "a.txt", folder / "b.txt", folder / "bad.bin", published="2024-05-15", outlet="Example")
    assert len(added.added) == 2
    assert [entry.name for entry in added.quarantined] == [str(folder / "bad.bin")]
    with made:
        yield made


def test_importing_it_loads_no_parser() -> None:
    program = "import polemos, sys; sys.exit('spacy' in sys.modules or 'sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_text_gives_typed_claims_whose_words_are_in_it(coded: polemos.Coded) -> None:
    shelling = next(claim for claim in coded if isinstance(claim, EventClaim) and claim.type == "shelling")
    assert coded.text[shelling.trigger.start : shelling.trigger.end] == "shelled"
    assert [source.name for source in shelling.sources] == ["army"]
    assert shelling.time is not None
    assert shelling.time.from_ == "2024-05-14"
    assert coded.report.outlet == "Example"
    assert len(coded) == len(coded.claims) == len(list(coded))


def test_it_says_the_same_as_the_command(coded: polemos.Coded, tmp_path: Path) -> None:
    line = {"text": TEXT, "published": "2024-05-15", "title": "A market is hit", "outlet": "Example"}
    (tmp_path / "r.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "polemos", "code", str(tmp_path / "r.jsonl"), "--format", "jsonl"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == coded.to_jsonl()


def test_files_come_one_by_one_and_a_broken_one_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.bin").write_bytes(bytes(range(256)))
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    bad, good = polemos.code_files(tmp_path / "bad.bin", tmp_path / "good.txt", published="2024-05-15")
    assert isinstance(bad, Quarantined)
    assert isinstance(good, polemos.Coded)
    assert good.claims


def test_wrong_use_is_told(tmp_path: Path) -> None:
    with pytest.raises(polemos.PolemosError, match="no date"):
        polemos.code(TEXT, published="15/05/2024")
    with pytest.raises(polemos.PolemosError, match="text"):
        polemos.code("   ")
    with pytest.raises(polemos.PolemosError, match=r"init|no archive"):
        polemos.Archive.open(tmp_path / "none.db")
    with pytest.raises(AttributeError):
        polemos.nothing  # noqa: B018


def test_frames_of_claims(coded: polemos.Coded) -> None:
    frame = coded.to_pandas()
    assert frame["type"].iloc[0] == "shelling"
    assert str(frame["place_precision"].dtype) == "Int64"
    assert coded.to_polars().shape == frame.shape
    places = coded.to_geopandas()
    assert places.crs.to_epsg() == 4326
    point = places.geometry.iloc[0]
    assert (round(point.x), round(point.y)) == (30, 11)


def test_frames_of_an_archive(archive: polemos.Archive) -> None:
    incidents = archive.incidents()
    frame = incidents.to_pandas()
    assert len(frame) == len(incidents) > 0
    assert set(frame["type"]) >= {"shelling"}
    assert archive.incidents(type="shelling").to_pandas()["killed_best"].tolist() == [5]
    assert len(archive.claims(country="SD")) > 0
    assert len(archive.claims(country="FR")) == 0
    held = archive.control("Kadugli", on="2024-05-20")
    assert [(each.holder or "").lower() for each in held] == ["rebels"]
    assert held.to_geopandas().geometry.notna().all()
    assert archive.reports().to_polars().height == 2
    assert archive.contradictions().to_pandas()["field"].tolist()


def test_one_of_each_by_its_id(archive: polemos.Archive) -> None:
    incident = archive.incidents(type="shelling")[0]
    claim = archive.claim(incident.claims[0].claim_id)
    assert archive.incident(claim.id) == incident
    assert archive.report(claim.report_id).text[claim.trigger.start : claim.trigger.end] == claim.trigger.text
    told = archive.why(f"{incident.id}.losses")
    assert any("five" in each.words for value in told for each in value.evidence)
    with pytest.raises(polemos.PolemosError, match="no claim c-none"):
        archive.claim("c-none")
    with pytest.raises(TypeError, match="no filter kind"):
        archive.claims(kind="event")


def test_an_export_from_a_program(archive: polemos.Archive, tmp_path: Path) -> None:
    made = archive.export("csv", tmp_path / "out", type="shelling")
    assert (made.folder / "datapackage.json").is_file()


def test_what_a_notebook_shows_runs_nothing() -> None:
    hostile = "Rebels <img src=x onerror=alert(1)> shelled <script>alert(1)</script> Kadugli. \u202e"
    shown = polemos.code(hostile, published="2024-05-15", title="<b onclick=alert(1)>")
    html = shown._repr_html_() + shown.claims._repr_html_()
    assert "<script" not in html
    assert "<img" not in html
    assert "<b onclick" not in html
    assert "\u202e" not in html
    assert "&lt;script&gt;" in html


def test_a_notebook_shows_the_words_and_the_claims(coded: polemos.Coded) -> None:
    html = coded._repr_html_()
    assert '<mark class="trigger" title="trigger of claim 1">shelled</mark>' in html
    assert "Kadugli" in html
    assert "army" in html
    table = coded.claims._repr_html_()
    assert table.count("<tr>") == len(coded) + 1


def test_a_component_of_a_spacy_pipeline() -> None:
    import spacy
    from spacy.tokens import Doc, DocBin

    nlp = spacy.blank("en")
    nlp.add_pipe("polemos", config={"published": "2024-05-15"})
    doc = nlp(TEXT)
    assert [claim.label for claim in doc._.claims][:1] == ["shelling"]
    assert doc.spans["polemos"][0].label_ == "event:shelling"
    assert doc.spans["polemos"][0].text == "shelled"
    assert doc.spans["polemos"][0].id_ == doc._.claims[0].id
    kept = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert kept._.claims == doc._.claims
    again = list(DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab))
    assert again[0]._.claims == doc._.claims
    assert nlp("")._.claims == ()
    dated = nlp.make_doc("Rebels shelled Kadugli on Tuesday.")
    dated._.published = "2024-06-12"
    assert nlp(dated)._.claims[0].time.from_ == "2024-06-11"
