"""When two names, and two labels, count as the same."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Matching:
    """matching.yaml: each group is a set of labels or names that go together."""

    related: tuple[frozenset[str], ...]
    same: tuple[frozenset[str], ...]
    small_words: frozenset[str]


@cache
def matching() -> Matching:
    """The file, read once."""
    data = yaml.safe_load((resources.files("polemos.evaluation") / "matching.yaml").read_text(encoding="utf-8"))
    related = (*data["related_types"], *data["related_statuses"])
    same = tuple(frozenset(map(str, group)) for group in data["same_names"])
    return Matching(tuple(map(frozenset, related)), same, frozenset(map(str, data["small_words"])))


def related(one: str, other: str) -> bool:
    """The labels are the same or close enough to be about one happening."""
    return one == other or any(one in group and other in group for group in matching().related)


@cache
def normal(name: str) -> str:
    """A name in ASCII, lower case, without punctuation and small words; "" where nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9 ]+", " ", plain).split()
    return " ".join(word for word in words if word not in matching().small_words)


def same_name(one: str | None, other: str | None) -> bool:
    """Equal, known as the same, one inside the other by words, or half of all words shared."""
    a, b = normal(one or ""), normal(other or "")
    if not a or not b:
        return False
    if a == b or any(a in group and b in group for group in matching().same):
        return True
    words_a, words_b = set(a.split()), set(b.split())
    shared = len(words_a & words_b)
    return shared == min(len(words_a), len(words_b)) or shared / len(words_a | words_b) >= 0.5


def names_shared(coded: Sequence[str], gold: Sequence[str]) -> int:
    """How many coded names have a gold name of their own, each taking the first that is left."""
    left = list(gold)
    for name in coded:
        partner = next((i for i, other in enumerate(left) if same_name(name, other)), None)
        if partner is not None:
            left.pop(partner)
    return len(gold) - len(left)
