"""A gazetteer of a few places for tests, with two made-up provinces side by side as squares of one degree."""

import sqlite3

from polemos.gazetteer import schema
from polemos.gazetteer.gazetteer import Gazetteer
from polemos.gazetteer.shapes import SCALE, packed
from polemos.gazetteer.store import Store
from polemos.gazetteer.writer import Listing, Writer
from polemos.model.gazetteer import GazetteerPlace

SQUARES = (("SY", "Hasana", 40.0, 36.0), ("SY", "Dayriya", 41.0, 36.0), ("IQ", "Ninwa", 42.0, 36.0))
"""Country, unit, west and south."""


def place(
    id_: str,
    name: str,
    latitude: float,
    longitude: float,
    adm1: str | None = None,
    feature: str = "PPL",
    population: int = 0,
    country: str = "SY",
    adm2: str | None = None,
) -> GazetteerPlace:
    return GazetteerPlace(id_, name, latitude, longitude, country, adm1, adm2, feature, population, "a test")


LISTINGS = (
    Listing(place("cc:SY", "Syria", 35.0, 38.0, feature="PCLI", population=18_000_000)),
    Listing(place("cc:IQ", "Iraq", 33.0, 44.0, feature="PCLI", population=40_000_000, country="IQ")),
    Listing(place("cc:FR", "France", 47.0, 2.0, feature="PCLI", population=67_000_000, country="FR")),
    Listing(place("a1:SY.01", "Hasana", 36.5, 40.5, "Hasana", "ADM1"), ("Al Hasana Governorate", "Hassaneh")),
    Listing(place("a1:SY.02", "Dayriya", 36.5, 41.5, "Dayriya", "ADM1")),
    Listing(place("a1:SY.03", "Rif Damask", 35.5, 40.5, "Rif Damask", "ADM1"), ("Damask Countryside",)),
    Listing(place("t:damask", "Damask", 35.4, 40.4, "Rif Damask", "PPLC", 1_500_000)),
    Listing(place("rg:long-river", "Long River", 36.0, 40.9, None, "STM", country="")),
    Listing(place("a2:SY.01.1", "Qamra", 36.2, 40.2, "Hasana", "ADM2", adm2="Qamra")),
    Listing(place("t:hasana", "Al Ḩasana", 36.5, 40.5, "Hasana", "PPLA", 190_000), ("Hasana",)),
    Listing(place("t:kafr", "Kafr Zaytā", 36.3, 40.3, "Hasana", "PPL", 18_000, adm2="Qamra"), ("كفر زيتا",)),
    Listing(place("t:tal-1", "Tall Ḩarīs", 36.7, 40.6, "Hasana", "PPL", 900)),
    Listing(place("t:tal-2", "Tall Ḩarīs", 36.7, 41.6, "Dayriya", "PPL", 4_000)),
    Listing(place("t:edge", "Marjana", 36.5, 40.98, "Hasana", "PPL", 700)),
    Listing(place("t:jarjis", "Jarjis", 36.1, 40.1, "Hasana")),
    Listing(place("t:jarjisa", "Jarjisa", 36.9, 40.9, "Hasana")),
    Listing(place("t:gharbi", "Ghariyah al Gharbiyah", 36.4, 41.2, "Dayriya")),
    Listing(place("t:sharqi", "Ghariyah ash Sharqiyah", 36.4, 41.3, "Dayriya")),
    Listing(place("t:camp", "Handar Camp", 36.6, 41.1, "Dayriya", "RFGC")),
    Listing(place("t:base", "Taftan Air Base", 36.81, 41.51, "Dayriya", "AIRB")),
    Listing(place("t:town", "Taftan", 36.8, 41.5, "Dayriya", "PPL", 9_000)),
    Listing(place("t:called-so", "Burqana", 36.15, 40.55, "Hasana", "PPL")),
    Listing(place("t:also-called-so", "Mirwat", 36.45, 40.45, "Hasana", "PPLA3", 60_000), ("Burqana",)),
    Listing(place("t:jabal", "Jabal Arbun", 36.65, 40.2, "Hasana", "MT")),
    Listing(place("t:sinjar-sy", "Sinjār", 36.55, 41.8, "Dayriya", "PPL", 3_000)),
    Listing(place("t:sinjar-iq", "Sinjār", 36.3, 42.4, "Ninwa", "PPLA2", 40_000, "IQ")),
    Listing(place("t:lyon", "Lyon", 45.75, 4.85, "Rhone", "PPLA", 500_000, "FR")),
    Listing(place("t:liyun", "Liyuna", 36.25, 40.75, "Hasana", "PPL", 500)),
)


def small_gazetteer() -> Gazetteer:
    base = sqlite3.connect(":memory:")
    base.executescript(schema.TABLES)
    writer = Writer(base)
    writer.add(LISTINGS)
    for country, name, west, south in SQUARES:
        left, right, low, high = (round(v * SCALE) for v in (west, west + 1, south, south + 1))
        ring = ([left, right, right, left, left], [low, low, high, high, low])
        base.execute(
            "INSERT INTO shape (country, adm1, west, south, east, north, rings) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (country, writer.unit(name), left, low, right, high, packed(iter([ring]))),
        )
    writer.write_units()
    return Gazetteer((Store(base),))
