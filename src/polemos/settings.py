"""Every limit and setting, in one table. Each limit has a test.

The figures are those of the reliability study: what a hostile page or file could otherwise cost.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits on one input and one report."""

    max_bytes: int = 20_000_000
    """Bytes of one file, or of one line of a JSONL file."""
    max_text: int = 1_000_000
    """Characters of one report's text: the parser's own bound."""
    max_nesting: int = 200
    """Depth of HTML elements; from 255 on the page extractor returns nothing and does not say why."""
    refused_nesting: int = 2_000
    """Depth from which a page is refused; between the two its text is taken without its structure."""
    max_tags: int = 20_000
    """Tags of one page; beyond, the page extractor's time grows with the square (60,000 paragraphs took 17 s)."""
    max_json_nesting: int = 50
    """Depth of JSON in one line; Python's parser overflows its stack far beyond."""
    max_token: int = 200
    """Characters without a space; what is longer is no word."""
    max_run: int = 50
    """One punctuation mark repeated; the tokenizer's time grows with the square of it."""
    report_seconds: float = 10.0
    """Time for one report, reading and coding together."""
    report_memory: int = 512 * 1024 * 1024
    """Bytes that one report may take over what the loaded program takes."""
    tries: int = 2
    """How often a report is tried that killed its worker, before it is quarantined."""
    min_confidence: float = 0.1
    """A claim below is not written."""
    actors: int = 1
    """1: participants get the ids of the packs' actors; 0: nobody is looked up."""
    places: int = 1
    """1: places get the ids and points of the gazetteer; 0: none is looked up."""
    learned: int = 1
    """1: the learned judge weighs what the rules find and adds words that no rule names; 0: the rules alone, which are
    faster and give the confidence of their entries."""


DEFAULTS = Settings()
