"""Where a body's name ends that the parser cuts off: "Coalition of Patriots for Change", "Al Qaeda in the Maghreb"."""

from collections.abc import Set

from polemos.model.analysis import Analysis, Token

_LINKS = ("of", "for")
_MOST = 12
"""Tokens of a name."""


def going_on(analysis: Analysis, first: int, last: int, bodies: Set[str]) -> int:
    """The end of the name that tokens `first` to `last` begin. It goes on behind "of" and "for", and behind "in the",
    where one of `bodies` is among its words so far and a capitalised word follows."""
    tokens = analysis.tokens
    sentence = tokens[first].sentence
    shouted = analysis.span(first, last).text.isupper() and last - first > 1
    if shouted or not any(token.text.lower() in bodies for token in tokens[first:last]):
        return last
    while last - first < _MOST and (start := _behind_link(tokens, last, sentence)) is not None:
        last = start + 1
        while last < len(tokens) and _capital(tokens[last], sentence):
            last += 1
    return last


def _behind_link(tokens: tuple[Token, ...], at: int, sentence: int) -> int | None:
    """The capitalised word behind "of", "for", "of the" or "in the"."""
    if at + 1 >= len(tokens) or tokens[at].sentence != sentence:
        return None
    article = tokens[at + 1].text == "the"
    if not (tokens[at].text in _LINKS or (tokens[at].text == "in" and article)):
        return None
    start = at + 1 + article
    return start if start < len(tokens) and _capital(tokens[start], sentence) else None


def _capital(token: Token, sentence: int) -> bool:
    return token.sentence == sentence and token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "ADJ")
