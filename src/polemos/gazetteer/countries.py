"""Countries by code and by name: data/countries.csv."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from polemos.gazetteer.keys import fold_key


@dataclass(frozen=True, slots=True)
class Country:
    """Codes of ISO 3166-1 (XK for Kosovo, as GeoNames has it), the name reports use most, further names."""

    alpha2: str
    alpha3: str
    name: str
    others: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """All of them, by code."""
    text = (files("polemos.gazetteer") / "data" / "countries.csv").read_text(encoding="utf-8")
    return tuple(
        Country(row["alpha2"], row["alpha3"], row["name"], tuple(filter(None, row["other_names"].split(";"))))
        for row in csv.DictReader(text.splitlines())
    )


@cache
def country_code(text: str) -> str | None:
    """The alpha-2 code behind "SY", "syr", "Syria" or "the Syrian Arab Republic"; None where it is no country's."""
    codes = _codes(countries())
    key = fold_key(text)
    return codes.get(key) or codes.get(key.removeprefix("the"))


@cache
def _codes(listed: Iterable[Country]) -> dict[str, str]:
    found: dict[str, str] = {}
    for country in listed:
        for name in (country.alpha2, country.alpha3, country.name, *country.others):
            found[fold_key(name)] = country.alpha2
    return found
