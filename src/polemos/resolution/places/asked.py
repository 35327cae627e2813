"""A place that is asked for, and what is answered."""

from dataclasses import dataclass

from polemos.model.gazetteer import GazetteerPlace
from polemos.resolution.places.relative import Area


@dataclass(frozen=True, slots=True)
class Asked:
    """A name as a report has it, with what is known beside it; all but the name may be left out.

    `country` is a code of two or three letters or a name, `adm1` and `adm2` names of units in any spelling, `near` a
    point (latitude, longitude), `feature` a GeoNames feature code or its beginning, `theatre` the alpha-2 codes of the
    countries that the report is about, which count for less than `country`.
    """

    name: str
    country: str | None = None
    adm1: str | None = None
    adm2: str | None = None
    near: tuple[float, float] | None = None
    feature: str | None = None
    theatre: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place that may be meant. `how` the name met it: exact, key, skeleton, fuzzy; `score` 0 to 1, comparable between
    the candidates of one name only. Where the name tells a place by others ("20 km north of A"), `place` is the first
    of these, `relation` the words and `area` the point meant; else both are None.
    """

    place: GazetteerPlace
    score: float
    how: str
    reasons: tuple[str, ...]
    relation: str | None = None
    area: Area | None = None

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude of what is meant."""
        at = self.area or self.place
        return at.latitude, at.longitude
