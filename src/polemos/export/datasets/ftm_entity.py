"""An entity as FollowTheMoney's JSON has it, with values that its types take."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from polemos.export.guard import encodable

_SAFE = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?\Z")
_URL = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+\S*\Z")
_LENGTHS = {"name": 384, "string": 1024, "text": 65000}
"""The model's limits, in characters."""
_BREAKS, _JOINERS = ("Cc", "Zl", "Zp"), "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Entity:
    """`properties` of lists without doubles; what is empty is not kept."""

    id: str
    schema: str
    properties: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, values: Iterable[str | None], kind: str = "string") -> None:
        """Text of one of the model's types name, string and text."""
        tidied = [_tidy(value, _LENGTHS[kind]) for value in values if value]
        self.put(name, tidied)

    def put(self, name: str, values: Iterable[str | None]) -> None:
        """Values that are as the type wants them: dates, countries, ids."""
        known = self.properties.get(name, [])
        merged = list(dict.fromkeys([*known, *(value for value in values if value)]))
        if merged:
            self.properties[name] = merged

    def json(self) -> str:
        return json.dumps({"id": self.id, "schema": self.schema, "properties": self.properties}, ensure_ascii=False)


def key(kind: str, id_: str) -> str:
    """The same for the same record in every export. What the model's ids cannot hold stands as its digest."""
    safe = id_ if _SAFE.match(id_) else hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return f"polemos-{kind}-{safe}"


def url(address: str | None) -> str | None:
    """An address of the web; None for what the model would refuse."""
    return address if address and _URL.match(address) else None


def day(told: str | None) -> str | None:
    """The day of an ISO date or date-time; a month or a year stays one."""
    return told[:10] if told else None


def shared_date(from_: str | None, to: str | None) -> str | None:
    """What a first and a last day have in common: a day, a month or a year; None where they share none."""
    if not from_ or not to:
        return None
    parts = zip(from_[:10].split("-"), to[:10].split("-"), strict=False)
    return "-".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], parts)) or None


def _tidy(text: str, length: int) -> str:
    """On one line, without halves of characters and without signs that are not seen, which hide what a name is; those
    that join letters stay inside words."""
    kinds = ((sign, unicodedata.category(sign)) for sign in encodable(text))
    shown = (" " if kind in _BREAKS else sign for sign, kind in kinds if kind != "Cf" or sign in _JOINERS)
    return " ".join("".join(shown).split()).strip(_JOINERS)[:length].strip()
