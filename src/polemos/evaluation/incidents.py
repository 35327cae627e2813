"""Incidents against those of the gold: the joining alone, on the gold's own claims, and end to end, on coded ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from polemos.evaluation.compared import compared as in_one_form
from polemos.evaluation.evaluate import Coder, report_of
from polemos.evaluation.gold_incidents import GoldIncidents
from polemos.evaluation.grouping import Grouping, grouping
from polemos.evaluation.match import match
from polemos.incidents.build import joined
from polemos.incidents.told import Told
from polemos.model import EventClaim


@dataclass(frozen=True, slots=True)
class JoinedDocument:
    """One document's figures. `end_to_end` counts gold claims; one that no coded claim answers stands alone."""

    id: str
    alone: Grouping
    end_to_end: Grouping
    apart: Grouping
    """What leaving every claim alone reaches: B-cubed is high where few claims belong together."""


def evaluate_incidents(coder: Coder, documents: Iterable[GoldIncidents]) -> tuple[JoinedDocument, ...]:
    """Both figures of every document, in order."""
    return tuple(
        JoinedDocument(each.document.id, joining(each), end_to_end(coder, each), apart(each)) for each in documents
    )


def joining(gold: GoldIncidents) -> Grouping:
    """The gold's own claims, joined by the rules, against the gold's incidents."""
    return grouping(joined(gold.told), gold.incidents, (told.id for told in gold.told))


def apart(gold: GoldIncidents) -> Grouping:
    """Every claim alone, against the gold's incidents."""
    return grouping((), gold.incidents, (told.id for told in gold.told))


def end_to_end(coder: Coder, gold: GoldIncidents) -> Grouping:
    """The report coded and joined; each coded claim stands for the gold claim that it answers."""
    claims = coder(report_of(gold.document))
    ours = [in_one_form(claim) for claim in claims]
    ids = {id(form): claim.id for form, claim in zip(ours, claims, strict=True)}
    names = {id(gold.document.claims[n]): told.id for n, told in zip(gold.numbers, gold.told, strict=True)}
    answers = {
        ids[id(pair.coded)]: names[id(pair.gold)]
        for pair in match(ours, gold.document.claims)
        if id(pair.gold) in names
    }
    document = gold.document
    told = [Told(c, document.id, document.published, document.outlet) for c in claims if isinstance(c, EventClaim)]
    found = [[answers[claim] for claim in group if claim in answers] for group in joined(told)]
    return grouping(found, gold.incidents, names.values())
