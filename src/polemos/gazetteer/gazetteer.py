"""Look-ups of places by name and by point."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from polemos.gazetteer.countries import countries, country_code
from polemos.gazetteer.distance import bounds, kilometres
from polemos.gazetteer.keys import families, family, fold_key, romanisation_key
from polemos.gazetteer.shapes import Polygon, Shape
from polemos.gazetteer.store import Store
from polemos.model.gazetteer import Admin, GazetteerPlace, How, NameHit
from polemos.text.romanisation import skeleton

_LIKE = 75.0
"""Spellings whose romanisation keys are less alike than this, of 100, are not proposed."""
_AROUND = (30.0, 100.0, 300.0)
"""Kilometres within which a town that tells a point's unit is sought."""
_SHORT = 4
"""Keys of fewer letters are proposed by their skeleton alone: one letter more or less makes another word of them."""


class Gazetteer:
    """One or more place lists as one; where two list the same id, the later list's place stands.

    Names are compared without case, accents and hyphens. Threads may share one.
    """

    def __init__(self, stores: Sequence[Store]) -> None:
        self._stores = tuple(stores)
        self._units: dict[tuple[str, str], str] = {}

    def exact(self, name: str, country: str | None = None) -> tuple[NameHit, ...]:
        """The places listed under this very name, in the world or in a country (alpha-2): the most populous first."""
        key = fold_key(name)
        if not key:
            return ()
        return self._hits(
            (NameHit(place, listed, "exact", 1.0) for store in self._stores for place, listed in store.folded(key)),
            country,
        )

    def sounding(self, name: str, country: str | None = None) -> tuple[NameHit, ...]:
        """The places whose listed names have this name's romanisation key; without a country, wherever keys are used.

        A country outside data/families.yaml has no such keys. Most alike first.
        """
        keys = {of: romanisation_key(name, of) for of in families().articles}
        found = []
        codes = (country,) if country is not None else tuple(families().of)
        for code in codes:
            key = keys.get(family(code) or "", "")
            for store in self._stores if key else ():
                rows = store.spoken(code, key)
                found += [_alike(name, place, listed, "key") for place, listed in store.named(rows)]
        return self._hits(found, country)

    def proposals(self, name: str, country: str, limit: int = 10) -> tuple[NameHit, ...]:
        """The places of one country that may be meant, most alike first: same consonants, or nearly the same key.

        For a person, or a weighing of the context, to choose from.
        """
        of = family(country)
        key = romanisation_key(name, of) if of else ""
        if not key:
            return ()
        found = []
        for store in self._stores:
            keys = store.keys(country)
            same = keys.skeletons.get(skeleton(key), [])
            ways: tuple[tuple[How, list[str]], ...] = (("skeleton", same), ("fuzzy", _close(keys.rows, key, limit)))
            for how, close in ways:
                rows = [row for each in close for row in keys.rows[each]][: 3 * limit]
                found += [_alike(name, place, listed, how) for place, listed in store.named(rows)]
        return self._hits(found, country)[:limit]

    def get(self, place_id: str) -> GazetteerPlace | None:
        """The place of an id, None where no list has it."""
        for store in reversed(self._stores):
            if found := store.get(place_id):
                return found
        return None

    def names(self, place_id: str) -> tuple[str, ...]:
        """Every name that a place is listed under, in all lists, sorted."""
        found = {
            place.id: (place.name, *others) for store in self._stores for place, others in store.beginning(place_id)
        }
        return tuple(sorted(set(found.get(place_id, ()))))

    def near(
        self, latitude: float, longitude: float, km: float, limit: int = 50
    ) -> tuple[tuple[GazetteerPlace, float], ...]:
        """The places within so many kilometres of a point, nearest first, each with its distance in kilometres."""
        found: dict[str, tuple[GazetteerPlace, float]] = {}
        for store in self._stores:
            for place in store.within(*bounds(latitude, longitude, km)):
                away = kilometres(latitude, longitude, place.latitude, place.longitude)
                found.pop(place.id, None)
                if away <= km:
                    found[place.id] = (place, away)
        return tuple(sorted(found.values(), key=lambda each: (each[1], each[0].id))[:limit])

    def admin_at(self, latitude: float, longitude: float) -> Admin | None:
        """The country and first-level unit around a point, None at sea. The second level is not known by polygons.

        Where the polygons are of other units than the listed ones, the nearest town tells the first level.
        """
        shape = self._stores[0].shapes.at(latitude, longitude)
        if shape is None:
            return None
        return Admin(shape.country, shape.adm1 or self._unit_near(latitude, longitude, shape.country), None)

    def outline(self, country: str, adm1: str | None = None) -> tuple[Polygon, ...]:
        """The polygons of a first-level unit by its listed name, or of a whole country; empty where none is known."""
        return self._stores[0].shapes.outline(country, adm1)

    def units(self, country: str) -> tuple[GazetteerPlace, ...]:
        """The listed first-level units of a country, by id."""
        ids = [place.id for place, _ in self._stores[0].beginning(f"a1:{country}.")]
        return tuple(place for id_ in ids if (place := self.get(id_)))

    def shape_at(self, latitude: float, longitude: float) -> Shape | None:
        """The polygon around a point, None at sea."""
        return self._stores[0].shapes.at(latitude, longitude)

    def polygons(self, shape: Shape) -> tuple[Polygon, ...]:
        """What a polygon consists of."""
        return self._stores[0].shapes.polygons(shape)

    def unit_name(self, told: str, country: str) -> str:
        """The listed name of the first-level unit told by one of its names; the one told where none or several are."""
        if (told, country) not in self._units:
            names = {hit.place.name for hit in self.exact(told, country) if hit.place.id.startswith("a1:")}
            names = names or {hit.place.name for hit in self.sounding(told, country) if hit.place.id.startswith("a1:")}
            self._units[told, country] = names.pop() if len(names) == 1 else told
        return self._units[told, country]

    def _unit_near(self, latitude: float, longitude: float, country: str) -> str | None:
        for km in _AROUND:
            for place, _ in self.near(latitude, longitude, km, limit=1000):
                if place.adm1 and place.country == country and place.id.startswith("gn:"):
                    return place.adm1
        return None

    def listings(self, country: str = "") -> Iterator[tuple[GazetteerPlace, tuple[str, ...]]]:
        """Every place of a country (of all, where none is given) with its further names."""
        for at, store in enumerate(self._stores):
            later = self._stores[at + 1 :]
            for place, others in store.listings(country):
                if not any(place.id in other.ids for other in later):
                    yield place, others

    def countries(self) -> tuple[GazetteerPlace, ...]:
        """Every country and territory, by code."""
        found = (self.get(f"cc:{country.alpha2}") for country in countries())
        return tuple(place for place in found if place is not None)

    def country_code(self, text: str) -> str | None:
        """The alpha-2 code of a country told by a code of two or three letters or by a name; None for no country."""
        return country_code(text)

    def admin_units(self, country: str, level: int) -> tuple[GazetteerPlace, ...]:
        """The first (1) or second (2) level units of a country, by id."""
        found = {place.id: place for store in self._stores for place, _ in store.beginning(f"a{level}:{country}.")}
        return tuple(found[id_] for id_ in sorted(found))

    def _hits(self, found: Iterable[NameHit], country: str | None) -> tuple[NameHit, ...]:
        """One hit a place, the best: most alike, then most populous."""
        best: dict[str, NameHit] = {}
        for hit in found:
            if country is None or hit.place.country == country:
                before = best.get(hit.place.id)
                if before is None or hit.likeness > before.likeness:
                    best[hit.place.id] = hit
        standing = (replace(hit, place=self._standing(hit.place)) for hit in best.values())
        return tuple(sorted(standing, key=lambda hit: (-hit.likeness, -hit.place.population, hit.place.id)))

    def _standing(self, place: GazetteerPlace) -> GazetteerPlace:
        """The place as the last list that has its id tells it."""
        return (self.get(place.id) or place) if any(place.id in store.ids for store in self._stores[1:]) else place


def _close(keys: Mapping[str, object], key: str, limit: int) -> list[str]:
    """The keys that are nearly this one, the nearest first."""
    from rapidfuzz import fuzz, process

    if len(key) < _SHORT:
        return []
    return [
        each for each, _, _ in process.extract(key, keys.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE, limit=limit)
    ]


def _alike(name: str, place: GazetteerPlace, listed: str, how: How) -> NameHit:
    from rapidfuzz import fuzz

    return NameHit(place, listed, how, round(fuzz.ratio(fold_key(name), fold_key(listed)) / 100, 3))
