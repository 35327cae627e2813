"""Where something happened."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """The smallest place that the text gives, with UCDP's precision 1 to 7 (codebook section 11)."""

    name: str
    text: str
    start: int
    end: int
    precision: int | None = None
    relation: str | None = None
    """The words that make it vague: "countryside of", "20 km north of"."""
    place_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    adm1: str | None = None
