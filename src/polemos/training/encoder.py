"""Trains the encoder: a small language model with one layer more, which gives every word a score for each label.

It learns in passing whether the happening is told as fact; that makes it a little better at the labels, and is left out
of what is exported.
"""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polemos.training.batches import FACTUALITIES, NOT_TOLD, Batch, Batcher, Window, batches
from polemos.training.examples import Example, label_counts
from polemos.training.score import Score

BATCH = 16
ENCODER_RATE = 1.5e-4
HEAD_RATE = 2e-3
"""The new layer starts from nothing and may move faster than what it stands on."""
DECAY = 0.01
WARM_UP = 0.1
LAST_RATE = 0.02
LONGEST_STEP = 1.0
"""Gradients are cut to this length."""
RARE = -4.0
"""Where the labels' scores start: hardly any word carries any label."""
FACTUALITY_SHARE = 0.3
SURE = 0.4
"""From this probability on a label counts as found in the scores."""


@dataclass(frozen=True, slots=True)
class Course:
    """How long and how: the same course on the same machine gives the same model. `before`: epochs over reports that
    the rules have coded, before those over reports that people have."""

    epochs: int = 5
    before: int = 3
    seed: int = 7
    threads: int | None = None


@dataclass(frozen=True, slots=True)
class Trained:
    """The network (a token classifier of transformers; scores of `labels` first, then of factuality) and its score on
    the held-out examples, None where there were none."""

    network: Any
    labels: list[str]
    score: Score | None


def train(
    learn: Sequence[Example],
    held: Sequence[Example],
    base: Path,
    course: Course,
    tell: Callable[[str], None],
    start: Any = None,
) -> Trained:
    """Trains on `learn` and scores on `held` after the last epoch; `tell` is told each epoch in one line.

    `start` is the Trained to go on from; its labels are kept, and others are not learnt.
    """
    import torch

    if course.threads is not None:
        torch.set_num_threads(course.threads)
    torch.manual_seed(course.seed)
    torch.use_deterministic_algorithms(True)
    labels = list(start.labels) if start is not None else list(label_counts(learn))
    batcher = Batcher(base, labels)
    cut, unseen = batcher.windows(learn), batcher.windows(held)
    network = _network(base, len(labels))
    if start is not None:
        network.load_state_dict(start.network.state_dict())
    rounds = course.epochs * math.ceil(len(cut) / BATCH)
    optimizer, schedule = _optimizer(network, rounds)
    chance = random.Random(course.seed)
    for epoch in range(1, course.epochs + 1):
        loss = _epoch(network, batcher, batches(cut, BATCH, chance), optimizer, schedule)
        tell(f"epoch {epoch} of {course.epochs}: loss {loss:.3f}")
    score = evaluate(network, batcher, unseen) if unseen else None
    return Trained(network.eval(), labels, score)


def _network(base: Path, labels: int) -> Any:
    import torch
    from transformers import AutoModelForTokenClassification, logging

    logging.set_verbosity_error()  # it would report that the last layer is new
    logging.disable_progress_bar()
    network = AutoModelForTokenClassification.from_pretrained(
        base, num_labels=labels + len(FACTUALITIES), attn_implementation="eager"
    )
    with torch.no_grad():
        network.classifier.bias[:labels] = RARE
    # Words that no report here uses must stay where they stood beside those that one does.
    network.get_input_embeddings().weight.requires_grad = False
    return network


def _optimizer(network: Any, rounds: int) -> tuple[Any, Any]:
    """Two rates; both rise over the first rounds and then fall in a line."""
    import torch

    head = list(network.classifier.parameters())
    rest = [p for name, p in network.named_parameters() if p.requires_grad and not name.startswith("classifier.")]
    groups = [{"params": rest, "lr": ENCODER_RATE}, {"params": head, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)

    def rate(done: int) -> float:
        return min(1.0, (done + 1) / max(1.0, WARM_UP * rounds)) * max(LAST_RATE, 1 - done / rounds)

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def _epoch(network: Any, batcher: Batcher, order: list[list[Window]], optimizer: Any, schedule: Any) -> float:
    """One pass over all batches; the mean loss of a batch."""
    import torch

    network.train()
    total = 0.0
    for windows in order:
        loss = _loss(network, batcher.encode(windows), len(batcher.labels))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), LONGEST_STEP)
        optimizer.step()
        schedule.step()
        total += loss.item()
    return total / max(1, len(order))


def _loss(network: Any, batch: Batch, labels: int) -> Any:
    """Summed and shared among the labels that are there, since a mean over all words would drown them."""
    from torch.nn import functional

    scores = _scores(network, batch)
    tagging = functional.binary_cross_entropy_with_logits(scores[:, :labels], batch.wanted, reduction="sum")
    told = functional.cross_entropy(scores[:, labels:], batch.factuality, ignore_index=NOT_TOLD, reduction="sum")
    triggers = int((batch.factuality != NOT_TOLD).sum())
    return tagging / max(1.0, float(batch.wanted.sum())) + FACTUALITY_SHARE * told / max(1, triggers)


def _scores(network: Any, batch: Batch) -> Any:
    """The scores of each word, read at its first piece."""
    return network(input_ids=batch.ids, attention_mask=batch.mask).logits[batch.rows, batch.columns]


def evaluate(network: Any, batcher: Batcher, cut: Sequence[Window]) -> Score:
    """How well the labels of these windows are found. Labels that the network does not know count as missed."""
    import torch

    network.eval()
    total = Score()
    with torch.no_grad():
        for windows in batches(cut, BATCH):
            batch = batcher.encode(windows)
            found = torch.sigmoid(_scores(network, batch)[:, : len(batcher.labels)]) >= SURE
            right = int((found & (batch.wanted > 0)).sum())
            gold = sum(len(example.labels.get(word, ())) for example, word in batch.words)
            total += Score(right, int(found.sum()), gold)
    return total
