"""Incidents with the claims they rest on, made by hand: what exports to other people's columns are tried on."""

from dataclasses import replace

from datasets_of import Records, at
from polemos.export.datasets.dataset import Documented
from polemos.model import EventClaim, Loss, Participant, Place, Report, Source, Span
from polemos.model.actor import Actor, Name
from polemos.model.incident import ClaimRole, Incident, IncidentLoss, Party

SPAN = Span(0, 1, "x")
KINDS = {
    "Army": "military",
    "Navy of Taria": "military",
    "Karsa Front": "armed-group",
    "North Brigade": "armed-group",
    "West Brigade": "armed-group",
    "gunmen": "unknown-armed",
    "villagers": "civilians",
    "marchers": "civilians",
    "Peace Force": "international",
    "dam": "other",
}
ACTORS = (
    Actor("gov-xa", "government", (Name("Government of Xandria"),), "SY", ids=(("ucdp", "7001"),)),
    Actor("gov-sy", "government", (Name("Government of Syria"),), "SY", ids=(("ucdp", "118"),)),
    Actor("army-sy", "military", (Name("Syrian Army"), Name("the regime's troops")), "SY", parent="gov-sy"),
    Actor("gov-tr", "government", (Name("Government of Turkey"),), "TR", ids=(("ucdp", "115"),)),
    Actor("army-tr", "military", (Name("Turkish Army"),), "TR", parent="gov-tr"),
    Actor("council", "government", (Name("Rebel Council"),), "SY", sector="PRE"),
    Actor("karsa", "armed-group", (Name("Karsa Front"),), "SY", ids=(("ucdp", "5005"),), side="karsa"),
    Actor("north", "armed-group", (Name("North Brigade"),), "SY", side="opposition"),
    Actor("west", "armed-group", (Name("West Brigade"),), "SY", side="opposition"),
)
IDS = {
    "Syrian Army": "army-sy", "Turkish Army": "army-tr", "Rebel Council": "council", "Karsa Front": "karsa",
    "North Brigade": "north", "West Brigade": "west",
}  # fmt: skip
HOMS = at("Homs", 1, 34.73, 36.71, "SY", "Homs", "gn:169577")


def dead(
    best: int | None, side: str | None = None, civilians: bool | None = None, *, low: int | None = None,
    high: int | None = None, claims: tuple[str, ...] = (),
) -> IncidentLoss:  # fmt: skip
    least = best if low is None else low
    return IncidentLoss("killed", side, civilians, least, best, best if high is None else high, "test", claims)


def told(
    number: int, type_: str = "attack", actors: tuple[str, ...] = (), recipients: tuple[str, ...] = (),
    losses: tuple[IncidentLoss, ...] = (), *, place: Place | None = HOMS, from_: str | None = "2021-03-04",
    to: str | None = None, precision: int | None = 1, factuality: str = "occurred", role: str = "supports",
    status: str = "reported", also_at: tuple[Place, ...] = (), by: tuple[Source, ...] = (),
    said: tuple[tuple[Loss, ...], ...] = ((),), trigger: str = "x", outlets: tuple[str, ...] = ("The Wire",),
) -> Documented:  # fmt: skip
    """One claim for each entry of `said` (losses as each claim gives them), each in a report of its own outlet."""
    parties = (
        *(Party(name, "actor", IDS.get(name)) for name in actors),
        *(Party(name, "recipient", IDS.get(name)) for name in recipients),
    )
    outlets = outlets * len(said) if len(outlets) == 1 else outlets
    claims = tuple(
        replace(
            EventClaim(
                report_id=f"r-{number}-{at}", trigger=Span(0, len(trigger), trigger), sentence=SPAN, coder="test",
                confidence=0.9, type=type_, place=place, also_at=also_at, sources=by, factuality=factuality,  # type: ignore[arg-type]
                actors=tuple(map(_who, actors)), recipients=tuple(map(_who, recipients)), losses=found,
            ),
            id=f"c-{number}-{at}",
        )
        for at, found in enumerate(said)
    )  # fmt: skip
    reports = tuple(
        Report(f"r-{number}-{at}", "Text.", "0", outlet=outlet, title=f"News {at}", published="2021-03-05")
        for at, outlet in enumerate(outlets)
    )
    roles = tuple(ClaimRole(claim.id, role) for claim in claims)  # type: ignore[arg-type]
    made = Incident(
        f"i-{number}", type_, from_, to or from_, precision if from_ else None, place, parties, losses, roles,
        len(reports), len({report.outlet for report in reports}), (), status, "test/1",  # type: ignore[arg-type]
    )  # fmt: skip
    return Documented(made, claims, reports)


def records(*found: Documented) -> Records:
    claims = tuple(claim for each in found for claim in each.claims)
    reports = tuple(report for each in found for report in each.reports)
    return Records(found, told=claims, read=reports, actors=ACTORS)


def _who(name: str) -> Participant:
    return Participant(name, name, None, None, KINDS.get(name, "military"), IDS.get(name))  # type: ignore[arg-type]
