"""Changes of a claim by a person: words picked in the text for a field, a value chosen, a part taken away.

Everything is checked by reading the changed claim back as a record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from polemos.errors import InputError, UsageError
from polemos.model import Claim, ControlClaim, EventClaim, RelationClaim, Span
from polemos.model.serial import claim_from_dict, to_dict
from polemos.service.labels import choices
from polemos.service.words import Picker

CODER = "person"
WORDS: Mapping[str, tuple[str, ...]] = {
    "event": ("trigger", "actor", "recipient", "place", "also_at", "origin", "time", "source", "killed", "wounded",
              "captured", "missing", "displaced", "hit", "instrument", "hedge"),
    "control": ("trigger", "holder", "place", "time", "source", "hedge"),
    "relation": ("trigger", "subject", "object", "title", "place", "time", "source", "hedge"),
}  # fmt: skip
"""Fields that words can be picked for, by kind of claim."""
_LISTS = {"actor": "actors", "recipient": "recipients", "also_at": "also_at", "source": "sources", "hit": "hit",
          "hedge": "hedges", "loss": "losses"}  # fmt: skip
_OPTIONAL = ("place", "time", "origin", "instrument", "holder", "object", "title")
_LABELS = {"event": "type", "control": "status", "relation": "relation"}


@dataclass(frozen=True, slots=True)
class Edit:
    """`field` with words from `start` to `end`, or with a `value`, or with neither: then it is taken away. `at` is the
    place in a list."""

    field: str
    start: int | None = None
    end: int | None = None
    at: int | None = None
    value: str | None = None


def edited(claim: Claim, edit: Edit, picker: Picker) -> Claim:
    """The claim with the change, under its old id. Raises UsageError that says what is wrong."""
    if edit.start is not None and edit.end is not None:
        changed = _with_words(claim, edit.field, picker.span(edit.start, edit.end), picker)
    elif edit.value is not None:
        changed = _with_value(claim, edit, edit.value.strip())
    else:
        changed = _without(claim, edit)
    return _checked(changed)


def found_by_person(picker: Picker, start: int, end: int, kind: str, label: str) -> Claim:
    """A new claim on words that are its trigger."""
    words, label = picker.span(start, end), _label(kind, label)
    common: dict[str, Any] = {
        "report_id": picker.report.id, "trigger": words, "sentence": picker.sentence(words), "coder": CODER,
        "confidence": 1.0,
    }  # fmt: skip
    if kind == "event":
        return _checked(EventClaim(type=label, **common)).identified()
    if kind == "control":
        return _checked(ControlClaim(status=label, **common)).identified()  # type: ignore[arg-type]
    who = picker.participant(words)
    return _checked(RelationClaim(relation=label, subject=who, **common)).identified()  # type: ignore[arg-type]


def split_off(claim: Claim, picker: Picker, start: int, end: int) -> Claim:
    """A second claim like the first on other words: for a claim that tells of two things."""
    words = picker.span(start, end)
    made = replace(claim, trigger=words, sentence=picker.sentence(words), coder=CODER, confidence=1.0)
    return _checked(made).identified()


def _with_words(claim: Claim, field: str, words: Span, picker: Picker) -> Claim:
    if field not in WORDS[claim.kind]:
        raise UsageError(f"a claim of this kind has no {field}")
    if field == "trigger":
        return replace(claim, trigger=words, sentence=picker.sentence(words))
    if field in ("actor", "recipient", "holder", "subject", "object"):
        return _put(claim, field, picker.participant(words))
    if field in ("place", "also_at", "origin"):
        return _put(claim, field, picker.place(words))
    if field == "time":
        return replace(claim, time=picker.moment(words))
    if field == "source":
        return _put(claim, field, picker.source(words))
    if field in ("killed", "wounded", "captured", "missing", "displaced"):
        return _put(claim, "loss", picker.loss(field, words))  # type: ignore[arg-type]
    return _put(claim, field, words)


def _label(kind: str, name: str) -> str:
    if name not in choices()[kind]:
        raise UsageError(f"no {kind} is called {name}; choose one that the codebook has")
    return name


def _put(claim: Claim, field: str, part: Any) -> Claim:
    """Into a list at its end, else in the place of what was there."""
    name = _LISTS.get(field)
    if name is None:
        return _set(claim, field, part)
    before = tuple(each for each in getattr(claim, name) if each != part)
    return _set(claim, name, (*before, part))


def _set(claim: Claim, name: str, value: Any) -> Claim:
    """Any field by its name; what it may hold is seen to by `_checked`."""
    changes: dict[str, Any] = {name: value}
    return replace(claim, **changes)


def _with_value(claim: Claim, edit: Edit, value: str) -> Claim:
    match edit.field:
        case "label":
            return _set(claim, _LABELS[claim.kind], _label(claim.kind, value))
        case "factuality":
            return _set(claim, "factuality", value)
        case "stance" | "figure":
            return _with_part(claim, edit, value)
        case "from" | "to" if claim.time is not None:
            day = _day(value)
            name = "from_" if edit.field == "from" else "to"
            return replace(claim, time=replace(claim.time, assumed=False, **{name: day}))  # type: ignore[arg-type]
    raise UsageError(f"{edit.field} cannot be given a value; pick words for it")


def _with_part(claim: Claim, edit: Edit, value: str) -> Claim:
    """A stance of a source, or low, best and high of a loss."""
    name = {"stance": "source", "figure": "loss"}.get(edit.field, "")
    parts, at = _list(claim, name, edit.at)
    if edit.field == "stance":
        changed = replace(parts[at], stance=value)
    else:
        low, best, high = (_count(each) for each in [*value.split(","), "", ""][:3])
        changed = replace(parts[at], low=low, best=best, high=high)
    return _set(claim, _LISTS[name], (*parts[:at], changed, *parts[at + 1 :]))


def _without(claim: Claim, edit: Edit) -> Claim:
    if edit.field in _LISTS:
        parts, at = _list(claim, edit.field, edit.at)
        return _set(claim, _LISTS[edit.field], (*parts[:at], *parts[at + 1 :]))
    if edit.field in ("place", "time", "origin", "instrument", "holder", "object", "title") and hasattr(
        claim, edit.field
    ):
        return _set(claim, edit.field, None)
    raise UsageError(f"a claim cannot be without its {edit.field}; pick other words for it")


def _list(claim: Claim, field: str, at: int | None) -> tuple[tuple[Any, ...], int]:
    parts: tuple[Any, ...] = getattr(claim, _LISTS.get(field, ""), ())
    if at is None or not 0 <= at < len(parts):
        raise UsageError(f"the claim has no such {field}")
    return parts, at


def _count(text: str) -> int | None:
    try:
        return max(0, int(text)) if text.strip() else None
    except ValueError as error:
        raise UsageError(f"{text.strip()!r} is no whole number of people") from error


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError as error:
        raise UsageError(f"{text!r} is no day; write it as 2015-02-28") from error


def _checked(claim: Claim) -> Claim:
    """As it will be read from the archive. Raises UsageError where a value is none that the field can have."""
    try:
        return claim_from_dict(to_dict(claim))
    except InputError as error:
        raise UsageError(f"that cannot be: {error}") from error
