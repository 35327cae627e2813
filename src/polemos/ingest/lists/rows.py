"""One row of somebody's dataset as an event."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from polemos.gazetteer.countries import country_code
from polemos.ingest.lists.formats import Format, plain
from polemos.model.listed import ListedEvent, ListedKind

NOT_HAPPENED = "not-happened"
MOST = 10_000_000
"""Dead of one event; above it a cell is damaged."""
_MONTH = 4
_DAYS = ((1, 1), (6, 2), (7, 3), (31, _MONTH))
"""Up to so many days UCDP's code of precision; above 5."""


class NoEventError(ValueError):
    """Why a row is none: a stable short code and a message."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one file: `at` is the place of each field in a row."""

    form: Format
    at: Mapping[str, int]

    def event(self, cells: Sequence[str]) -> ListedEvent:
        """Raises NoEventError."""
        for field, values in self.form.unreal.items():
            if self.text(cells, field) in values:
                raise NoEventError(NOT_HAPPENED, f"its {field} is {self.text(cells, field)}")
        first = self._day(cells, "from")
        if first is None:
            raise NoEventError("no-date", "it has no date")
        last = self._day(cells, "to") or first
        if last < first:
            raise NoEventError("bad-date", f"it ends on {last}, before its first day {first}")
        told = self.text(cells, "date_precision")
        around = timedelta(days=self.form.days_around.get(told, 0))
        first, last = first - around, last + around
        latitude, longitude = self._point(cells)
        where = self.text(cells, "place") or None
        low, best, high = (self._count(cells, name) for name in ("low", "best", "high"))
        return ListedEvent(
            id=self.text(cells, "id"),
            label=self._label(cells),
            kind=self._kind(cells),
            from_=first.isoformat(),
            to=last.isoformat(),
            date_precision=self._code(told, self.form.date_precision) or _width(first, last),
            actors=self._names(cells, "actors"),
            recipients=self._names(cells, "recipients"),
            place=where,
            country=_country(self.text(cells, "country")),
            adm1=self.text(cells, "adm1") or None,
            latitude=latitude,
            longitude=longitude,
            place_precision=self._precision(cells) if latitude is not None else None,
            low=low,
            best=best,
            high=high,
        )

    def text(self, cells: Sequence[str], field: str) -> str:
        """A cell, "" where the file has no such column or the dataset's word for nothing stands in it."""
        where = self.at.get(field)
        value = cells[where].strip() if where is not None else ""
        value = value[1:] if value[:2] in ("'=", "'+", "'-", "'@") else value  # as our own exports guard it
        return "" if value.lower() in self.form.missing else value

    def _label(self, cells: Sequence[str]) -> str:
        told, mode = self.text(cells, "label"), self.text(cells, "mode")
        told = self.form.labels.get(told, told)
        return f"{told}-{mode}" if mode else told

    def _kind(self, cells: Sequence[str]) -> ListedKind:
        told = (self.text(cells, "kind") or self.text(cells, "label")).lower()
        kind = self.form.kinds.get(told, "other")
        if kind == "fighting":
            sectors = self.text(cells, "sectors").replace(",", ";").split(";")
            if any(sector.strip() in self.form.civilian_sectors for sector in sectors):
                return "civilians"
            kind = self.form.modes.get(self.text(cells, "mode").lower(), kind)
        return kind

    def _day(self, cells: Sequence[str], field: str) -> date | None:
        told = self.text(cells, field)
        if not told:
            return None
        try:
            return date.fromisoformat(told[:10])
        except ValueError:
            pass
        for form in self.form.dates:
            try:
                return datetime.strptime(told, form).date()
            except ValueError:
                continue
        raise NoEventError("bad-date", f"{told[:40]!r} is no date that is known")

    def _point(self, cells: Sequence[str]) -> tuple[float | None, float | None]:
        north, east = (self._number(cells, field) for field in ("latitude", "longitude"))
        if north is None or east is None:
            return None, None
        if not (-90 <= north <= 90 and -180 <= east <= 180):
            raise NoEventError("bad-place", f"{north}, {east} is no point on the earth")
        return north, east

    def _number(self, cells: Sequence[str], field: str) -> float | None:
        told = self.text(cells, field)
        if not told:
            return None
        try:
            value = float(told)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise NoEventError("bad-number", f"{field}: {told[:40]!r} is no number")
        return value

    def _count(self, cells: Sequence[str], field: str) -> int | None:
        value = self._number(cells, field)
        if value is None:
            return None
        if value < 0 or value > MOST or value != int(value):
            raise NoEventError("bad-number", f"{field}: {value:g} is no count of people")
        return int(value)

    def _precision(self, cells: Sequence[str]) -> int:
        """Where the dataset has no code of its own: by the kind of feature, else the place itself."""
        told = self._code(self.text(cells, "place_precision"), self.form.place_precision)
        if told is not None:
            return told
        feature = self.form.features.get(self.text(cells, "feature").upper())
        if feature is not None:
            return feature
        coarse = "city" in self.at and not self.text(cells, "city")
        return 1 if not coarse else _MONTH if self.text(cells, "adm1") else 6

    @staticmethod
    def _code(told: str, codes: Mapping[str, int]) -> int | None:
        told = told.removesuffix(".0")
        if codes:
            return codes.get(told)
        return int(told) if told.isdecimal() and 1 <= int(told) <= 7 else None

    def _names(self, cells: Sequence[str], field: str) -> tuple[str, ...]:
        names = (name.strip() for name in self.text(cells, field).split(";"))
        return tuple(dict.fromkeys(name for name in names if name))


def reader(form: Format, header: Sequence[str]) -> RowReader:
    """For a file with that header."""
    places = {plain(name): at for at, name in reversed(list(enumerate(header)))}
    at = {field: next((places[name] for name in names if name in places), -1) for field, names in form.columns.items()}
    return RowReader(form, {field: place for field, place in at.items() if place >= 0})


def _width(first: date, last: date) -> int:
    days = (last - first).days + 1
    return next((code for most, code in _DAYS if days <= most), 5)


def _country(told: str) -> str | None:
    """UCDP adds an older name in brackets."""
    return (country_code(told) or country_code(told.split(" (")[0])) if told else None
