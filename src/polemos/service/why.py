"""From any value of an incident, of control or of standing to the characters of the reports it rests on."""

from polemos.service.evidence import Evidence, Why
from polemos.service.incidents import show, stored
from polemos.service.picture import Picture, evidence, picture
from polemos.service.why_incident import FIELDS, why_incident
from polemos.service.why_picture import why_control, why_standing
from polemos.store.archive import Archive

__all__ = ["FIELDS", "Evidence", "Why", "why"]


def why(archive: Archive, path: str, drawn: Picture | None = None) -> tuple[Why, ...]:
    """`INCIDENT[.field]`, `control:PLACE[@DATE]` or `standing:A[/B][@DATE]`.

    `drawn` saves deriving the picture anew for each of many paths, and takes the incidents as last derived. Raises
    ArchiveError for what is not there.
    """
    kind, found, rest = path.partition(":")
    if found and kind == "control":
        return why_control(drawn or picture(archive), rest)
    if found and kind == "standing":
        return why_standing(drawn or picture(archive), rest)
    incident_id, *field = path.split(".")
    incident = stored(archive, incident_id) if drawn else show(archive, incident_id)
    return why_incident(incident, drawn.told if drawn else evidence(archive), field)
