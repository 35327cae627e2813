"""Keeps hostile stretches of text from the tokenizer, without moving a single character."""

import re

from polemos.settings import Settings


def tame(text: str, settings: Settings) -> str:
    """The text, of the same length, with over-long runs blanked.

    A run of one punctuation mark beyond `max_run` and a token beyond `max_token` characters become spaces past the
    limit: the tokenizer's time grows with the square of the first (measured: 4,000 brackets take 1.6 s).
    """
    run, token = settings.max_run, settings.max_token
    if re.search(rf"([^\w\s])\1{{{run}}}", text):
        text = re.sub(rf"([^\w\s])\1{{{run},}}", lambda m: _cut(m, run), text)
    if re.search(rf"\S{{{token + 1}}}", text):
        text = re.sub(rf"\S{{{token + 1},}}", lambda m: _cut(m, token), text)
    # Lone newlines inside a paragraph are layout, not the end of a sentence.
    return re.sub(r"[\n\r\t\u00a0\u2028\u2029]", " ", text)


def _cut(match: "re.Match[str]", keep: int) -> str:
    found = match.group()
    return found[:keep] + " " * (len(found) - keep)
