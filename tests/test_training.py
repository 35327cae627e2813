"""The training: which word of a gold claim carries its label, who is held out, the whole way to a model that loads."""

import json
import random
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from polemos.cli.main import app
from polemos.errors import UsageError
from polemos.evaluation.gold import GoldDocument, read_gold
from polemos.ingest.defaults import ReportDefaults
from polemos.ingest.plain import report_from_text
from polemos.training.base import base_model
from polemos.training.batches import Window, batches, first_pieces
from polemos.training.card import Facts, card
from polemos.training.encoder import Course
from polemos.training.examples import Example, anchor, examples, label_counts
from polemos.training.score import Score
from polemos.training.split import held

if TYPE_CHECKING:
    from polemos.reading.reader import Reader

TEXT = "Gunmen opened fire on a patrol near Gao on Sunday. The army said that rebels held the bridge."
CLAIMS = [
    {"q": TEXT[:50], "t": "opened fire", "y": "attack", "f": "occurred"},
    {"q": TEXT[:50], "t": "fire", "y": "killing", "f": "possible"},
    {"q": TEXT[51:], "t": "held", "k": "control", "y": "holds", "f": "ongoing"},
    {"q": TEXT[51:], "t": "held", "y": "seizure"},
]


def gold_folder(folder: Path, count: int = 1) -> Path:
    folder.mkdir()
    for number in range(count):
        lines = [{"id": f"d{number}", "text": TEXT, "published": None, "outlet": None, "title": None}, *CLAIMS]
        content = "\n".join(json.dumps(line) for line in lines)
        (folder / f"d{number}.jsonl").write_text(content, encoding="utf-8")
    return folder


@pytest.fixture
def read(tmp_path: Path, reader: "Reader") -> Example:
    (found,) = examples(read_gold(gold_folder(tmp_path / "gold")), reader.parser.read)
    return found


def test_labels_stand_at_the_anchors_of_the_triggers(read: Example) -> None:
    said = {read.words[index]: labels for index, labels in read.labels.items()}
    assert said == {
        "opened": {"event:attack"},
        "fire": {"event:killing"},
        "held": {"control:holds", "event:seizure"},
    }


def test_a_word_has_the_factuality_of_its_first_claim(read: Example) -> None:
    said = {read.words[index]: factuality for index, factuality in read.factuality.items()}
    assert said == {"opened": "occurred", "fire": "possible", "held": "ongoing"}


def test_words_and_sentences_are_the_parsers(read: Example) -> None:
    assert read.id == "d0"
    assert " ".join(read.words) == TEXT.replace(".", " .")
    assert read.sentences == tuple([0] * 11 + [1] * 9)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("opened fire", "opened"),
        ("fire on a patrol", "fire"),
        ("a patrol", "patrol"),
        ("fire", "fire"),
        ("pened f", "opened"),
    ],
)
def test_the_anchor_is_the_word_whose_governor_stands_outside(reader: "Reader", words: str, expected: str) -> None:
    analysis = reader.parser.read(report_from_text(TEXT, "0" * 64, "d", ReportDefaults()))
    start = TEXT.index(words)
    index = anchor(analysis, start, start + len(words))
    assert index is not None
    assert analysis.tokens[index].text == expected


def test_a_trigger_outside_the_body_has_no_anchor(reader: "Reader") -> None:
    analysis = reader.parser.read(report_from_text(TEXT, "0" * 64, "d", ReportDefaults()))
    assert anchor(analysis, len(TEXT), len(TEXT) + 4) is None


def test_a_document_without_claims_is_an_example_too(reader: "Reader") -> None:
    (found,) = examples([GoldDocument("d", TEXT, None, None, ())], reader.parser.read)
    assert (found.labels, found.factuality) == ({}, {})
    assert len(found.words) == 20


def test_labels_are_counted_by_name(read: Example) -> None:
    assert list(label_counts([read, read]).items()) == [
        ("control:holds", 2),
        ("event:attack", 2),
        ("event:killing", 2),
        ("event:seizure", 2),
    ]


def test_who_is_held_out_depends_on_the_id_alone_and_grows_with_the_share() -> None:
    names = [f"report-{number}" for number in range(2000)]
    few, more = ({name for name in names if held(name, share)} for share in (0.15, 0.3))
    assert few < more
    assert 0.12 < len(few) / len(names) < 0.18
    assert not any(held(name, 0) for name in names)
    # Fixed for ever: were others held out, the scores of two trainings could not be compared.
    assert [name for name in names[:12] if held(name, 0.15)] == ["report-2", "report-5", "report-10", "report-11"]


def test_the_first_piece_speaks_for_a_word() -> None:
    assert first_pieces([None, 0, 0, 1, 2, 2, 2, None]) == [(1, 0), (3, 1), (4, 2)]


def test_batches_hold_every_window_once_and_like_lengths_together() -> None:
    example = Example("d", ("x",) * 40, (0,) * 40, {}, {})
    cut = [Window(example, list(range(length))) for length in (40, 1, 30, 2, 39)]
    assert [[len(w.words) for w in batch] for batch in batches(cut, 2)] == [[1, 2], [30, 39], [40]]
    shuffled = [batches(cut, 2, random.Random(3)) for _ in range(2)]
    assert shuffled[0] == shuffled[1]
    assert sorted(len(w.words) for batch in shuffled[0] for w in batch) == [1, 2, 30, 39, 40]


def test_scores_add_up() -> None:
    total = Score(3, 4, 5) + Score(0, 1, 5)
    assert (total.precision, total.recall, total.f1) == (0.6, 0.3, 0.4)
    assert Score().f1 == 0


def test_the_card_tells_what_the_model_is_made_of() -> None:
    facts = Facts("2026-01-02", "abc123", 7, 2, 40, {"event:attack": 31}, Course(3, 5), 0.2, Score(3, 4, 5))
    told = card(facts)
    for said in ("2026-01-02", "abc123", "7 learnt from, 2 held out", "31", "F1 0.667", "Apache-2.0", "| 3, 5 |"):
        assert said in told
    assert "date not given" in card(Facts(None, "a", 1, 0, 1, {}, Course(), 0, None))


def test_without_torch_the_message_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(UsageError, match=r'torch.*pip install "polemos\[train\]"'):
        base_model()
    result = CliRunner().invoke(app, ["train", "-o", str(tmp_path / "model")])
    assert result.exit_code == 2
    assert 'pip install "polemos[train]"' in result.stderr
    assert not (tmp_path / "model").exists()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(find_spec("torch") is None, reason='needs torch: pip install "polemos[train]"')
def test_a_model_that_was_trained_loads_and_a_second_training_gives_the_same(tmp_path: Path, reader: "Reader") -> None:
    from polemos.coding.learned.tagger import Tagger

    gold = gold_folder(tmp_path / "gold", 4)
    for name in ("one", "two"):
        words = ["train", str(gold), "-o", str(tmp_path / name), "--epochs", "6", "--held", "0", "--threads", "1"]
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 0, result.stderr
        assert result.stderr.count("epoch ") == 6
    tagger = Tagger(tmp_path / "one")
    assert tagger.labels == ["control:holds", "event:attack", "event:killing", "event:seizure"]
    tags = tagger.tag(reader.parser.read(report_from_text(TEXT, "0" * 64, "d", ReportDefaults())))
    assert max(tags, key=lambda index: tags[index].get("event:attack", 0.0)) == 1
    assert (tmp_path / "one" / "model.onnx").read_bytes() == (tmp_path / "two" / "model.onnx").read_bytes()
