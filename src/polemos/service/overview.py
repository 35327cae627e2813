"""All that is drawn from an archive's claims together, of one state of it, so that its parts agree."""

from dataclasses import dataclass

from polemos.service.contradictions import Contradiction, contradictions
from polemos.service.picture import Picture, picture
from polemos.service.speakers import Speaker, told_by
from polemos.service.unnamed import Unnamed, unnamed_in
from polemos.store.archive import Archive


@dataclass(frozen=True, slots=True)
class Overview:
    """Control and standing with their evidence, what cannot all be true, who says what, and names that nobody knows."""

    picture: Picture
    contradictions: tuple[Contradiction, ...]
    speakers: tuple[Speaker, ...]
    unnamed: tuple[Unnamed, ...]


def overview(archive: Archive) -> Overview:
    """Takes seconds for a large archive; pages and the API keep it (service/kept.py)."""
    drawn, opposed = picture(archive), contradictions(archive)
    return Overview(drawn, opposed, told_by(drawn.told, opposed), unnamed_in(drawn.told.claims))
