"""The lists that pack entries choose from: knowledge/vocabulary.yaml."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Codes and slugs, each with what it means."""

    sectors: dict[str, str]
    ideologies: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    text = (files("polemos.packs") / "knowledge" / "vocabulary.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    return Vocabulary(data["sectors"], data["ideologies"])
