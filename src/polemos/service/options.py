"""What users write on the command line, checked: dates and limits."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, datetime

from polemos.errors import UsageError
from polemos.settings import DEFAULTS, Settings


def checked_date(value: str) -> str:
    """An ISO date or date-time, as it was given. Raises UsageError."""
    try:
        date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{value!r} is no date; write it as 2014-02-12 or 2014-02-12T09:30:00+02:00") from None
    return value


def settings(changes: Iterable[str]) -> Settings:
    """The default settings with changes like "report_seconds=30". Raises UsageError that names the right ones."""
    known = {field.name: type(getattr(DEFAULTS, field.name)) for field in fields(Settings)}
    values: dict[str, int | float] = {}
    for change in changes:
        name, equals, value = change.partition("=")
        if not equals or name not in known:
            raise UsageError(f"{change!r} sets nothing; write NAME=VALUE with one of {', '.join(known)}")
        try:
            values[name] = known[name](value)
        except ValueError:
            raise UsageError(f"{name} needs a number, not {value!r}") from None
        if not 0 <= values[name] < float("inf") or (name == "tries" and values[name] < 1):
            raise UsageError(f"{name} cannot be {value}; it is {getattr(DEFAULTS, name)} by default")
    return replace(DEFAULTS, **values)  # type: ignore[arg-type]
