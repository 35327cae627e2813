"""Control of places as GeoJSON (RFC 7946): points, for an area would claim more than the claims say."""

from collections.abc import Iterable
from typing import Any

from polemos.model.serial import to_dict
from polemos.model.standing import ControlInterval


def feature_collection(intervals: Iterable[ControlInterval]) -> dict[str, Any]:
    """One feature an interval, with all its fields.

    A place without coordinates has no geometry, as the standard has it; nor has what is told of the land around a place
    or of an area, whose one point would colour a town that no claim names.
    """
    return {"type": "FeatureCollection", "features": [_feature(each) for each in intervals]}


def _feature(each: ControlInterval) -> dict[str, Any]:
    point = None
    if each.scope == "place" and each.latitude is not None and each.longitude is not None:
        point = {"type": "Point", "coordinates": [each.longitude, each.latitude]}
    return {"type": "Feature", "geometry": point, "properties": to_dict(each)}
