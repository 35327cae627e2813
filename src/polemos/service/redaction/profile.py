"""Redaction profiles: what an export keeps back, as a YAML file that is checked before anything is read."""

from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from polemos.errors import UsageError
from polemos.model import Report
from polemos.service.redaction.words import words

Persons = Literal["private", "all", "none"]
Finest = Literal["exact", "adm2", "adm1", "country"]
Texts = Literal["masked", "parsed", "withhold"]
SHIPPED = ("public", "partners")
REPORT_FIELDS = tuple(
    f"report.{each.name}"
    for each in fields(Report)
    if each.default in (None, ()) and each.name not in ("body", "copy_of")
)
CLAIM_FIELDS = ("claim.hedges", "claim.instrument", "claim.hit", "claim.title")
FIELDS = (*REPORT_FIELDS, *CLAIM_FIELDS)
"""What can be left out without a trace elsewhere."""
_SPEAKERS = ("witness", "local", "activist", "civil", "unnamed", "media", "monitor")
_KEYS = ("name", "about", "persons", "speakers", "places", "coarser", "embargo", "texts", "withhold_fields", "id_key")
_YEARS = 36_500
_SECRET = 16
"""Bytes of a key of one's own at least."""


@dataclass(frozen=True, slots=True)
class Embargo:
    """What is told of `first` or later is left out."""

    first: str


@dataclass(frozen=True, slots=True)
class Profile:
    """`persons` whose names are withheld; `speakers` the kinds of sources whose names are withheld too; `places` the
    finest unit that a place is told by, `coarser` that of kinds of places; `texts` "masked" of the names that claims
    have, "parsed" of every name that the parser takes for a person's as well; `fields` left out altogether; `id_key`
    the bytes of a secret file, None for a fresh secret with each export."""

    name: str
    persons: Persons = "private"
    speakers: tuple[str, ...] = ()
    places: Finest = "exact"
    coarser: tuple[tuple[str, Finest], ...] = ()
    embargo: Embargo | None = None
    texts: Texts = "masked"
    fields: tuple[str, ...] = ()
    id_key: bytes | None = field(default=None, repr=False)


def profile(which: Path | str, today: date) -> Profile:
    """A shipped profile by its name, or one's own by its file; days are counted back from `today`.

    Raises UsageError that names every problem.
    """
    where, beside = str(which), Path(which).parent
    try:
        if where in SHIPPED:
            text = files("polemos.service.redaction").joinpath("profiles", f"{where}.yaml").read_text(encoding="utf-8")
        else:
            text = Path(which).read_text(encoding="utf-8")
        data = yaml.safe_load(text)
    except OSError as error:
        known = " or ".join(SHIPPED)
        raise UsageError(
            f"the redaction profile {where} cannot be read: {error.strerror}; name {known}, or a file"
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"the redaction profile {where} is not YAML: {error}") from error
    problems: list[str] = []
    made = _profile(data, beside, today, problems)
    if made is None or problems:
        raise UsageError("\n".join(f"{where}: {problem}" for problem in problems))
    return made


def _profile(data: Any, beside: Path, today: date, problems: list[str]) -> Profile | None:
    if not isinstance(data, dict):
        problems.append(f"a profile is an object with {', '.join(_KEYS)}")
        return None
    problems += [f"unknown key {key!r}; known are {', '.join(_KEYS)}" for key in data if key not in _KEYS]
    name = data.get("name")
    if not isinstance(name, str) or not name.strip():
        problems.append("`name` is missing: what the export says it was redacted by")
    return Profile(
        name=str(name),
        persons=_one_of(data, "persons", get_args(Persons), "private", problems),
        speakers=_list(data, "speakers", _SPEAKERS, problems),
        places=_one_of(data, "places", get_args(Finest), "exact", problems),
        coarser=_coarser(data.get("coarser"), problems),
        embargo=_embargo(data.get("embargo"), today, problems),
        texts=_one_of(data, "texts", get_args(Texts), "masked", problems),
        fields=_list(data, "withhold_fields", FIELDS, problems),
        id_key=_id_key(data.get("id_key"), beside, problems),
    )


def _one_of(data: dict[Any, Any], key: str, known: tuple[str, ...], default: str, problems: list[str]) -> Any:
    value = data.get(key, default)
    if value not in known:
        problems.append(f"`{key}` must be one of {', '.join(known)}, not {value!r}")
        return default
    return value


def _list(data: dict[Any, Any], key: str, known: tuple[str, ...], problems: list[str]) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list):
        problems.append(f"`{key}` must be a list")
        return ()
    problems += [f"`{key}`: {each!r} is not one of {', '.join(known)}" for each in value if each not in known]
    return tuple(each for each in value if each in known)


def _coarser(value: Any, problems: list[str]) -> tuple[tuple[str, Finest], ...]:
    if value is None:
        return ()
    kinds, finest = tuple(words().sensitive), get_args(Finest)
    if not isinstance(value, dict):
        problems.append(f"`coarser` must be an object of kinds ({', '.join(kinds)}) and units ({', '.join(finest)})")
        return ()
    for kind, unit in value.items():
        if kind not in kinds:
            problems.append(f"`coarser`: {kind!r} is not one of {', '.join(kinds)}")
        if unit not in finest:
            problems.append(f"`coarser.{kind}` must be one of {', '.join(finest)}, not {unit!r}")
    return tuple((kind, unit) for kind, unit in value.items() if kind in kinds and unit in finest)


def _embargo(value: Any, today: date, problems: list[str]) -> Embargo | None:
    """{days: N}: the last N days; {from: DAY, until: DAY}: what is told of `from` or later, until that other day."""
    if value in (None, "none"):
        return None
    if isinstance(value, dict) and set(value) == {"days"}:
        days = value["days"]
        if isinstance(days, int) and not isinstance(days, bool) and 0 < days < _YEARS:
            return Embargo((today - timedelta(days=days)).isoformat())
    if isinstance(value, dict) and set(value) == {"from", "until"}:
        first, until = _day(value["from"]), _day(value["until"])
        if first and until:
            return Embargo(first.isoformat()) if today < until else None
    problems.append("`embargo` must be none, {days: N} or {from: YYYY-MM-DD, until: YYYY-MM-DD}")
    return None


def _day(value: Any) -> date | None:
    """YAML reads days as dates; a time of day is refused."""
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _id_key(value: Any, beside: Path, problems: list[str]) -> bytes | None:
    if value is None:
        return None
    try:
        secret = (beside / str(value)).read_bytes().strip()
    except OSError as error:
        problems.append(f"`id_key`: {value} cannot be read: {error.strerror}")
        return None
    if len(secret) < _SECRET:
        problems.append(f"`id_key`: {value} must hold {_SECRET} characters or more that nobody can guess")
    return secret
