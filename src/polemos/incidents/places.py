"""How the places of two claims lie to each other (codebook section 11)."""

from typing import Literal

from polemos.gazetteer.distance import kilometres as great_circle
from polemos.model import Place
from polemos.text.romanisation import fold, marks, sound_key

Lie = Literal["same", "inside", "near", "apart", "named_otherwise", "unknown"]
_RADIUS = {1: 3.0, 2: 25.0, 3: 40.0, 4: 100.0, 5: 60.0, 6: 500.0, 7: 500.0}
"""Kilometres around the point of a place told with UCDP's precision 1 to 7 in which it can lie."""
_PROVINCE = 4


def lie(one: Place | None, other: Place | None) -> Lie:
    """Compared by gazetteer id, then by distance against what each precision allows, then by name."""
    if one is None or other is None:
        return "unknown"
    levels = one.precision or 1, other.precision or 1
    if one.place_id is not None and one.place_id == other.place_id and levels[0] == levels[1]:
        return "same"
    by_name = _names(one.name, other.name)
    if by_name == "same" and max(levels) == _PROVINCE and not (one.relation or other.relation):
        return "same"  # "Kunduz" is read as the province where a text does not tell (codebook section 11)
    if one.place_id is not None and one.place_id == other.place_id:
        return "inside"
    distance = kilometres(one, other)
    if distance is None:
        return by_name if by_name != "named_otherwise" or max(levels) < 4 else "unknown"
    if max(levels) >= 4:
        return _with_area(one, other, distance, levels)
    if distance <= 5.0 and max(levels) == 1:
        return "same" if by_name == "same" or distance <= 1.0 else "near"
    return "near" if distance <= _RADIUS[levels[0]] + _RADIUS[levels[1]] else "apart"


def kilometres(one: Place, other: Place) -> float | None:
    """The distance of two points on the globe; None where a place has none."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    return great_circle(one.latitude, one.longitude, other.latitude, other.longitude)


def _with_area(one: Place, other: Place, distance: float, levels: tuple[int, int]) -> Lie:
    """A point lies inside a province or country if they share it; two areas are the same or apart."""
    if one.country and other.country and one.country != other.country:
        return "apart"
    if max(levels) >= 6 and one.country and one.country == other.country:
        return "inside"
    if one.adm1 and other.adm1:
        return "inside" if one.adm1 == other.adm1 else "apart"
    return "inside" if distance <= max(_RADIUS[level] for level in levels) else "apart"


def _names(one: str, other: str) -> Lie:
    """ "Mezzeh" is inside "Mezzeh airport", or the other way round: the shorter name's words all in the longer."""
    a, b = _key(one), _key(other)
    if a == b:
        return "same"
    if a and b and (a <= b or b <= a):
        return "inside"
    return "named_otherwise" if a and b else "unknown"


def _key(name: str) -> frozenset[str]:
    """The words of a name; none for a description ("a military airport"), which may be any place of its kind."""
    words = [word for word in marks(name) if word[:1].isupper() or not word.isascii()]
    return frozenset(sound_key(fold(word)) for word in words if fold(word) not in _SMALL)


_SMALL = frozenset({"the", "al", "el", "of", "in", "city", "town", "village", "province", "governorate", "district"})
