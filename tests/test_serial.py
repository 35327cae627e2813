"""Records from plain data: the quick readers take and give just what the slow way with its messages does."""

import copy
import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from polemos.errors import InputError
from polemos.model import Claim
from polemos.model.reading import Wrong, reader
from polemos.model.serial import _build, claim_from_dict, from_dict, to_dict
from told_claims import at, happening, holding, related, who

CLAIMS: tuple[Claim, ...] = (
    happening(1, "seizure", (who("Dawn Front"),), "2021-05-03"),
    holding(2, "holds", who("Army of Velm", "military"), "2021-05-09", by="Officer", place=at("Velm Province", 4)),
    related(3, who("Dawn Front"), "allied-with", who("North Legion"), "2021-05-03", by="Officer", stance="denies"),
)
ODD: tuple[Any, ...] = (None, "", "x", 0, 1, 1.5, True, [], ["x"], [1, 2], {}, {"name": 3}, {"kind": "event"})


def plain(claim: Claim) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(to_dict(claim)))
    return {key: value for key, value in found.items() if key != "kind"}


def paths(data: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*before, key)
        yield from paths(value, (*before, key))


def altered(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The record with one value after the other taken out or put wrong, and with one more."""
    for path in paths(data):
        for odd in (*ODD, KeyError):
            made = copy.deepcopy(data)
            holder: Any = made
            for key in path[:-1]:
                holder = holder[key]
            if odd is KeyError:
                del holder[path[-1]]
            else:
                holder[path[-1]] = odd
            yield made
    yield {**data, "more": 1}


def slowly(record: type, data: Any) -> tuple[Any, list[str]]:
    problems: list[str] = []
    return _build(record, data, record.__name__, problems), problems


def types_of(value: Any) -> Any:
    """The value's types all the way down: 1 and 1.0 and True are equal, but not the same to a reader."""
    if isinstance(value, tuple):
        return tuple(types_of(each) for each in value)
    slots = [f.name for f in fields(value)] if hasattr(type(value), "__dataclass_fields__") else []
    return type(value), *(types_of(getattr(value, name)) for name in slots)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.kind)
def test_the_quick_way_and_the_slow_way_agree_on_every_slip(claim: Claim) -> None:
    read, refused, tried = reader(type(claim)), 0, 0
    for data in altered(plain(claim)):
        expected, problems = slowly(type(claim), data)
        tried += 1
        if problems:
            refused += 1
            with pytest.raises(Wrong):
                read(data)
        else:
            found = read(data)
            assert found == expected, data
            assert types_of(found) == types_of(expected), data
    assert 0 < refused < tried


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.kind)
def test_what_is_written_is_read_again(claim: Claim) -> None:
    assert claim_from_dict(json.loads(json.dumps(to_dict(claim)))) == claim


def test_what_is_wrong_is_said_with_its_path() -> None:
    data = plain(CLAIMS[0])
    data["confidence"], data["trigger"] = "high", {**data["trigger"], "start": None}
    with pytest.raises(InputError, match=r"EventClaim\.trigger\.start must be int.*EventClaim\.confidence must be"):
        from_dict(type(CLAIMS[0]), data)
    wrongs: tuple[Any, ...] = (None, [], "x")
    for wrong in wrongs:
        with pytest.raises(InputError, match="must be an object"):
            from_dict(type(CLAIMS[0]), wrong)
