"""Distances on a round earth of 6371.0088 km radius: wrong by at most 0.6 % of the way."""

from math import asin, cos, degrees, radians, sin, sqrt

EARTH = 6371.0088


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The way between two points along the great circle."""
    north, north_2 = radians(latitude), radians(other_latitude)
    half = sin((north_2 - north) / 2) ** 2
    half += cos(north) * cos(north_2) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def bounds(latitude: float, longitude: float, km: float) -> tuple[float, float, float, float]:
    """South, west, north, east of a circle. Around a pole the whole ring; west is above east across 180 degrees."""
    height = degrees(km / EARTH)
    south, north = latitude - height, latitude + height
    if south <= -90 or north >= 90:
        return max(south, -90.0), -180.0, min(north, 90.0), 180.0
    reach = sin(km / EARTH) / cos(radians(latitude))
    width = 180.0 if reach >= 1 else degrees(asin(reach))
    if width >= 180:
        return south, -180.0, north, 180.0
    return south, _turned(longitude - width), north, _turned(longitude + width)


def _turned(longitude: float) -> float:
    return (longitude + 180) % 360 - 180
