"""When something happened."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """An interval of whole days with UCDP's precision 1 to 5 (codebook section 10).

    `text`, `start` and `end` are None where nothing was said and the interval is assumed; `from_` and `to` (ISO dates)
    are None where the phrase gives no date ("previously") or the report's own date is not known. In JSON the first
    date is called `from`.
    """

    text: str | None = None
    start: int | None = None
    end: int | None = None
    from_: str | None = None
    to: str | None = None
    precision: int | None = None
    assumed: bool = False
