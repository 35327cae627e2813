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
from polemos.coding.rules import RuleCoder
from polemos.errors import UsageError
from polemos.evaluation.compared import Compared
from polemos.evaluation.evaluate import Evaluation, judge, report_of
from polemos.evaluation.gold import GoldDocument, read_gold
from polemos.ingest.defaults import ReportDefaults
from polemos.ingest.plain import report_from_text
from polemos.training.base import base_model
from polemos.training.batches import Window, batches, first_pieces
from polemos.training.card import Facts, card
from polemos.training.cross import Crossed
from polemos.training.encoder import Course
from polemos.training.examples import Example, anchor, label_counts, of_gold, of_rules
from polemos.training.fit import Read, Taught, fit
from polemos.training.score import Score
from polemos.training.split import family, fold
from polemos.training.texts import texts

if TYPE_CHECKING:
    from polemos.codebook.loader import Codebook
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
    (gold,) = read_gold(gold_folder(tmp_path / "gold"))
    return of_gold(gold, reader.parser.read(report_of(gold)))


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
    gold = GoldDocument("d", TEXT, None, None, ())
    found = of_gold(gold, reader.parser.read(report_of(gold)))
    assert (found.labels, found.factuality) == ({}, {})
    assert len(found.words) == 20


def test_labels_are_counted_by_name(read: Example) -> None:
    assert list(label_counts([read, read]).items()) == [
        ("control:holds", 2),
        ("event:attack", 2),
        ("event:killing", 2),
        ("event:seizure", 2),
    ]


def test_what_the_rules_code_is_an_example_too(reader: "Reader", codebook: "Codebook") -> None:
    analysis = reader.read(report_from_text(TEXT, "0" * 64, "d", ReportDefaults()))
    found = of_rules(analysis, RuleCoder(codebook).code(analysis))
    said = {found.words[index]: labels for index, labels in found.labels.items()}
    assert said["opened"] == {"event:attack"}
    assert said["held"] == {"control:holds"}


def test_parts_of_one_article_are_left_out_together() -> None:
    assert family("battle-of-x-p12") == family("battle-of-x") == "battle-of-x"
    names = [f"report-{number}" for number in range(3000)]
    counts = [sum(fold(name, 3) == number for name in names) for number in range(3)]
    assert sum(counts) == 3000
    assert min(counts) > 900
    assert all(fold(f"{name}-p2", 3) == fold(name, 3) for name in names)
    # Fixed for ever: were others left out, the scores of two trainings could not be compared.
    assert [fold(name, 3) for name in names[:8]] == [1, 0, 2, 0, 0, 2, 1, 0]


def test_a_word_that_one_family_alone_teaches_is_told_from_others(reader: "Reader") -> None:
    def document(name: str, trigger: str, label: str) -> Read:
        start = TEXT.index(trigger)
        claim = Compared(
            kind="event",
            label=label,
            start=start,
            span=(0, len(TEXT)),
            trigger=trigger,
            quote=TEXT,
            factuality="occurred",
        )
        gold = GoldDocument(name, TEXT, None, None, (claim,))
        analysis = reader.parser.read(report_of(gold))
        return Read(gold, analysis, of_gold(gold, analysis))

    taught = Taught([document("a-p1", "held", "seizure"), document("a-p2", "held", "seizure")])
    assert taught.only_by("a-p3", "hold", "seizure")
    assert not taught.only_by("b", "hold", "seizure")
    assert not taught.only_by("a", "hold", "aid")  # no family teaches this: the codebook has it from elsewhere
    both = Taught([document("a", "held", "seizure"), document("b", "held", "attack")])
    assert not both.only_by("a", "hold", "seizure")  # an attack is close enough to a seizure


def test_weights_follow_the_evidence() -> None:
    rows = [({"rule": 1.0}, number > 1) for number in range(10)] + [({"rule": 0.0}, number > 7) for number in range(10)]
    weights = fit(rows * 100)
    assert weights.chance({"rule": 1.0}) == pytest.approx(0.8, abs=0.01)
    assert weights.chance({"rule": 0.0}) == pytest.approx(0.2, abs=0.01)


def test_rows_that_all_agree_teach_their_number_alone() -> None:
    assert fit([({"rule": 1.0}, True)] * 9).chance({"rule": 1.0}) == pytest.approx(10 / 11)
    assert fit([]).chance({"rule": 1.0}) == 0.5


def test_texts_of_corpora_leave_out_what_is_gold(tmp_path: Path) -> None:
    (tmp_path / "muc4").mkdir()
    known, other = (
        "Rebels attacked the town of Ain on Monday, " * 3,
        "Gunmen took two aid workers near Gao on Sunday, " * 3,
    )
    rows = [{"text": "\u201c" + known}, {"text": other}, {"text": "too short"}, {"text": other.upper()}, {"no": "text"}]
    lines = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "muc4" / "dev.jsonl").write_text(lines, encoding="utf-8")
    assert [report.text.strip() for report in texts(tmp_path, [known])] == [other.strip()]


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
    claim = Compared(kind="event", label="attack", start=0, span=(0, 9), trigger="shot", quote="shot", confidence=0.83)
    one = Evaluation((judge(GoldDocument("d", "shot at X", None, None, (claim,)), [claim]),))
    crossed = Crossed(([], []), Evaluation(()), one)
    told = card(Facts("2026-01-02", "abc123", 7, {"event:attack": 31}, Course(3, 2, 5), 4, crossed))
    for said in (
        "2026-01-02",
        "7 reports coded by hand, fingerprint abc123",
        "| event:attack | 31 |",
        "Apache-2.0",
        "| 3, 5 |",
        "4 folds",
        "| both | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 |",
        "| 0.8 to 0.9 | 1 | 0.83 | 1.00 |",
        "0.170 apart",
    ):
        assert said in told
    assert "date not given" in card(Facts(None, "a", 1, {}, Course(), 3, crossed))


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
def test_a_model_that_was_trained_loads_and_a_second_training_gives_the_same(
    tmp_path: Path, reader: "Reader", codebook: "Codebook"
) -> None:
    from polemos.coding.learned.judge import load_judge
    from polemos.coding.learned.tagger import Tagger

    gold = gold_folder(tmp_path / "gold", 6)
    for name in ("one", "two"):
        words = ["train", str(gold), "-o", str(tmp_path / name), "--epochs", "6", "--folds", "2", "--threads", "1"]
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 0, result.stderr
        assert result.stderr.count("epoch ") == 18  # two folds and the whole
    tagger = Tagger(tmp_path / "one")
    assert tagger.labels == ["control:holds", "event:attack", "event:killing", "event:seizure"]
    analysis = reader.read(report_from_text(TEXT, "0" * 64, "d", ReportDefaults()))
    tags = tagger.tag(analysis)
    assert max(tags, key=lambda index: tags[index].get("event:attack", 0.0)) == 1
    for name in ("model.onnx", "weights.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    coder = RuleCoder(codebook, judge=load_judge(codebook, tmp_path / "one"))
    assert coder.name.endswith(tagger.fingerprint)
    assert "attack" in [claim.label for claim in coder.code(analysis)]
