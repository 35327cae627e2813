"""People whom a text names and no claim does: what the parser takes for a person's name."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from polemos.codebook.loader import load
from polemos.codebook.titles import titles
from polemos.errors import InputError
from polemos.gazetteer.load import with_imports
from polemos.model import Report
from polemos.model.analysis import Analysis, Token
from polemos.service.actors import shared
from polemos.service.redaction.ledger import Ledger, Role
from polemos.service.redaction.lexicon import personal
from polemos.service.redaction.profile import Profile

_BESIDE = 5
"""Tokens before or after a name within which a post makes its bearer a person in office."""


def people_in(reports: Iterable[Report], profile: Profile, ledger: Ledger) -> None:
    """Notes them for each report. No person is what the gazetteer lists in a country that the report tells of, nor a
    word that the report has in small letters too. A text that cannot be parsed is masked whole."""
    from polemos.reading.spacy_reader import SpacyReader

    reader = SpacyReader()
    posts = titles(load()).posts
    for report in reports:
        try:
            analysis = reader.read(Report(report.id, report.text, ""))
        except (InputError, ValueError, RecursionError):
            ledger.spot(report.id, 0, len(report.text))
            continue
        countries = [each.name for each in ledger.mentions(report.id) if each.role == "country"]
        small = {token.text for token in analysis.tokens if token.text.islower()}
        for name, official in _people(analysis, posts):
            if name.lower() not in small and not any(with_imports().exact(name, country) for country in countries):
                ledger.mention(report.id, _role(name, official, report.published, profile), name)


def _people(analysis: Analysis, posts: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Names with whether a post stands beside them."""
    for (person, _), group in groupby(analysis.tokens, lambda token: (token.entity == "PERSON", token.sentence)):
        if not person:
            continue
        tokens = list(group)
        name = analysis.span(tokens[0].index, tokens[-1].index + 1).text
        if personal(name):
            yield name, _has_post(analysis, tokens, posts)


def _has_post(analysis: Analysis, name: list[Token], posts: frozenset[str]) -> bool:
    """ "President X", "X, the commander of Y"; a post beyond another name is that one's."""
    first, last = name[0].index, name[-1].index + 1
    if any(token.lemma in posts for token in name):
        return True
    before = analysis.tokens[max(0, first - 2) : first]
    after = analysis.tokens[last : last + _BESIDE]
    if any(token.lemma in posts and token.sentence == name[0].sentence for token in before):
        return True
    if not after or after[0].text != ",":
        return False
    told = next((token for token in after[1:] if token.lemma in posts or token.entity == "PERSON"), None)
    return told is not None and told.entity != "PERSON" and told.sentence == name[0].sentence


def _role(name: str, official: bool, on: str | None, profile: Profile) -> Role:
    if profile.persons == "none":
        return "kept"
    if profile.persons == "all":
        return "exposed"
    found = shared().resolver.resolve(name, on, without=frozenset({"letters", "words"})).candidates
    if found and found[0].actor.kind == "person":
        return "known"
    return "office" if official else "parsed"
