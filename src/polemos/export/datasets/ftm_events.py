"""Incidents as events, with a link from each report that tells of them."""

from collections.abc import Iterator

from polemos.export.datasets.dataset import Documented
from polemos.export.datasets.ftm_actors import Actors
from polemos.export.datasets.ftm_entity import Entity, day, key, shared_date, url
from polemos.export.datasets.ftm_rules import ftm_rules
from polemos.model import Report
from polemos.model.incident import Contested, IncidentLoss


def article(report: Report) -> Entity:
    """A report without its text."""
    made = Entity(key("report", report.id), "Article")
    made.add("title", [report.title or report.url or report.id])
    made.add("author", [report.byline])
    made.add("publisher", [report.outlet])
    made.put("publishedAt", [day(report.published)])
    made.put("retrievedAt", [day(report.fetched)])
    made.put("sourceUrl", [url(report.url)])
    made.put("language", [ftm_rules().languages.get((report.language or "")[:2].lower())])
    made.add("notes", [f"Licence: {report.licence}" if report.licence else None], "text")
    return made


def event(each: Documented, actors: Actors) -> Entity:
    """Whom the packs have is `involved`; other names are only mentioned."""
    told, place = each.incident, each.incident.place
    made = Entity(key("incident", told.id), "Event")
    days = shared_date(told.from_, told.to)
    where = " ".join(filter(None, (place.relation, place.name))) if place else None
    made.add("name", [", ".join(filter(None, (told.type.replace("-", " "), where, days)))], "name")
    made.put("date", [days])
    if told.from_ != told.to:
        made.put("startDate", [day(told.from_)])
        made.put("endDate", [day(told.to)])
    made.add("location", [where])
    made.put("country", [place.country.lower() if place and place.country else None])
    made.put("involved", (key("actor", p.actor_id) for p in told.parties if p.actor_id and actors.known(p.actor_id)))
    made.add("namesMentioned", (p.name for p in told.parties if not actors.known(p.actor_id)), "name")
    made.add("summary", ["; ".join(_figures(loss) for loss in told.losses)], "text")
    made.add("description", _description(each), "text")
    made.add("notes", map(_disagreement, told.contested), "text")
    made.add("keywords", [told.type, told.status])
    made.add("recordId", [told.id])
    made.put("proof", (key("report", report.id) for report in each.reports))
    return made


def links(each: Documented) -> Iterator[Entity]:
    """One for each report of an event; who says it stands in the summary."""
    words = ftm_rules().documents
    roles = {role.claim_id: role.role for role in each.incident.claims}
    for report in each.reports:
        own = [claim for claim in each.claims if claim.report_id == report.id]
        made = Entity(key("documentation", f"{each.incident.id}.{report.id}"), "Documentation")
        made.put("document", [key("report", report.id)])
        made.put("entity", [key("incident", each.incident.id)])
        made.add("role", (words[roles[claim.id]] for claim in own))
        made.put("date", [day(report.published)])
        speakers = (f"according to {claim.sources[-1].name}" for claim in own if claim.sources)
        made.add("summary", speakers, "text")
        made.add("recordId", (claim.id for claim in own))
        yield made


def _description(each: Documented) -> Iterator[str]:
    told, place = each.incident, each.incident.place
    for side, words in (("actor", "By"), ("recipient", "To")):
        names = ", ".join(party.name for party in told.parties if party.side == side)
        if names:
            yield f"{words}: {names}."
    if place and place.latitude is not None:
        yield f"Place: {place.latitude}, {place.longitude}, precision {place.precision} of 7 (UCDP)."
    if told.date_precision:
        yield f"Dates: precision {told.date_precision} of 5 (UCDP)."
    yield f"{len(told.claims)} claims in {told.reports} reports from {told.independent_sources} sources: {told.status}."


def _figures(loss: IncidentLoss) -> str:
    of = " ".join(filter(None, ("civilians" if loss.civilians else None, f"of {loss.side}" if loss.side else None)))
    figures = (("low", loss.low), ("best", loss.best), ("high", loss.high))
    told = ", ".join(f"{name} {value}" for name, value in figures if value is not None)
    return f"{loss.status}{f' {of}' if of else ''}: {told or 'number not told'}"


def _disagreement(field: Contested) -> str:
    told = "; ".join(f"{value.value} ({', '.join(value.said_by)})" for value in field.values)
    return f"Contested, {field.field}: {told}"
