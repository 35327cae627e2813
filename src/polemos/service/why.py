"""From any value of an incident, of control or of standing to the characters of the reports it rests on."""

from polemos.service.evidence import Evidence, Why
from polemos.service.why_incident import FIELDS, figure_words, why_incident
from polemos.service.why_picture import why_control, why_standing
from polemos.store.archive import Archive

__all__ = ["FIELDS", "Evidence", "Why", "figure_words", "why"]


def why(archive: Archive, path: str) -> tuple[Why, ...]:
    """`INCIDENT[.field]`, `control:PLACE[@DATE]` or `standing:A[/B][@DATE]`.

    Raises ArchiveError for what is not there.
    """
    kind, found, rest = path.partition(":")
    if found and kind == "control":
        return why_control(archive, rest)
    if found and kind == "standing":
        return why_standing(archive, rest)
    return why_incident(archive, path)
