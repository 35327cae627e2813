"""Places no more exactly than a profile allows: the unit around a place stands for it."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from polemos.gazetteer.gazetteer import Gazetteer
from polemos.model import Place
from polemos.model.gazetteer import GazetteerPlace
from polemos.service.redaction.profile import Finest, Profile
from polemos.service.redaction.words import words
from polemos.text.romanisation import fold

WITHHELD = "[place withheld]"
_PRECISION: dict[Finest, int] = {"exact": 0, "adm2": 3, "adm1": 4, "country": 6}
_OF_UNIT = {"a2": 3, "a1": 4, "cc": 6, "rg": 5}
_TELLING = 5
"""Letters of a further name at least: shorter ones are words of everyday language too often."""
_LINE = 5


class Coarse:
    """Places under one profile."""

    def __init__(self, profile: Profile, gazetteer: Gazetteer) -> None:
        self._everywhere = _PRECISION[profile.places]
        self._kinds = tuple((words().sensitive[kind], _PRECISION[unit]) for kind, unit in profile.coarser)
        self._gazetteer = gazetteer
        self._unit = lru_cache(maxsize=20_000)(self._looked_up)

    @property
    def active(self) -> bool:
        return self._everywhere > 0 or bool(self._kinds)

    def place(self, place: Place) -> Place:
        """The place itself where it is coarse enough, else the unit around it with the unit's own point. Its words and
        offsets stay as they are."""
        wanted = self._wanted(place)
        if not wanted or _exactness(place) >= wanted:
            return place
        unit = self._around(place, wanted)
        if unit is None:
            return replace(
                place,
                name=WITHHELD,
                precision=None,
                relation=None,
                place_id=None,
                latitude=None,
                longitude=None,
                adm1=None,
            )
        return replace(
            place, name=unit.name, precision=_OF_UNIT[unit.id[:2]], relation=None, place_id=unit.id,
            latitude=unit.latitude, longitude=unit.longitude, country=unit.country, adm1=unit.adm1,
        )  # fmt: skip

    def sensitive(self, text: str) -> bool:
        """Whether words tell of one place of a kind that the profile protects; "hospitals" are no one place."""
        return any(_told((word for word in kind.words if word[-1] != "s"), text) for kind, _ in self._kinds)

    def names(self, place: Place) -> tuple[str, ...]:
        """What the gazetteer calls it, further names that are told from others by their length alone left out."""
        if not place.place_id:
            return ()
        return tuple(name for name in self._gazetteer.names(place.place_id) if len(name) >= _TELLING)

    def _listed(self, place: Place) -> GazetteerPlace | None:
        return self._gazetteer.get(place.place_id) if place.place_id else None

    def _wanted(self, place: Place) -> int:
        """The precision that it may have at most."""
        wanted = self._everywhere
        for kind, least in self._kinds:
            if least > wanted:
                listed = self._listed(place)
                if (listed and listed.feature in kind.features) or _told(kind.words, f"{place.name} {place.text}"):
                    wanted = least
        return wanted

    def _around(self, place: Place, wanted: int) -> GazetteerPlace | None:
        listed = self._listed(place)
        country = place.country or (listed.country if listed else "")
        adm1 = place.adm1 or (listed.adm1 if listed else None)
        if not country and place.latitude is not None and place.longitude is not None:
            found = self._gazetteer.admin_at(place.latitude, place.longitude)
            country, adm1 = (found.country, found.adm1) if found else ("", None)
        adm2 = listed.adm2 if listed and wanted <= _PRECISION["adm2"] else None
        return self._unit(country, adm1 if wanted <= _PRECISION["adm1"] else None, adm2) if country else None

    def _looked_up(self, country: str, adm1: str | None, adm2: str | None) -> GazetteerPlace | None:
        """The smallest listed one of a district in a province, a province, and a country."""
        units = self._gazetteer.admin_units(country, 2) if adm1 and adm2 else ()
        found = next((unit for unit in units if unit.adm1 == adm1 and adm2 in (unit.adm2, unit.name)), None)
        if found is None and adm1:
            found = next((unit for unit in self._gazetteer.admin_units(country, 1) if unit.name == adm1), None)
        return found or self._gazetteer.get(f"cc:{country}")


def _exactness(place: Place) -> int:
    """UCDP's precision; of an unknown one, that of the unit that it is. A line or fuzzy area may be named after two
    villages and counts as exact, unless it is a region."""
    kind = (place.place_id or "").split(":")[0]
    if place.precision is None:
        return _OF_UNIT.get(kind, 1)
    return 1 if place.precision == _LINE and kind != "rg" else place.precision


def _told(phrases: Iterable[str], text: str) -> bool:
    padded = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in fold(text)).split())} "
    return any(f" {phrase} " in padded for phrase in phrases)
