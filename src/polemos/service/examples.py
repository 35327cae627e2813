"""The codebook's examples as tests: parts of the claims that a text must give, and labels that it must not."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polemos.codebook.entry import Example
from polemos.model import Claim, Participant, Place, Report, Span
from polemos.pipeline.steps import Steps

LABELS = ("type", "status", "relation")
_ARTICLE = re.compile(r"^(?:the|an|a)\s+", re.IGNORECASE)
_QUOTES = str.maketrans("’‘“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold, and how."""

    example: Example
    problem: str

    def __str__(self) -> str:
        return f"{self.example.where}: {self.example.text}\n  {self.problem}"


def run_examples(examples: Iterable[Example], steps: Steps) -> Iterator[Failure]:
    """Code every example as a report of its own and compare."""
    for example in examples:
        claims = steps.claims(as_report(example), lambda stage: None)
        yield from (Failure(example, problem) for problem in problems(example, claims))


def as_report(example: Example) -> Report:
    digest = hashlib.sha256(example.text.encode()).hexdigest()
    return Report(id=f"example-{digest[:12]}", text=example.text, sha256=digest, published=example.published)


def problems(example: Example, claims: Sequence[Claim]) -> Iterator[str]:
    """What is missing or too much. Every claim that is asked for needs one of its own."""
    left = list(claims)
    for wanted in example.claims:
        best = min(left, key=lambda claim: len(differences(wanted, claim)), default=None)
        if best is not None and not differences(wanted, best):
            left.remove(best)
            continue
        yield f"no claim {_shown(wanted)}; {_nearest(wanted, best)}"
    found = {claim.label for claim in claims}
    for label in example.absent:
        if label in found:
            yield f"a claim {label} was coded, and must not be"


def differences(wanted: Mapping[str, Any], claim: Claim) -> list[str]:
    """The fields in which the claim is not what is wanted, each with what it is instead."""
    found = []
    for key, value in wanted.items():
        if key in LABELS:
            if claim.label != value or getattr(claim, key, None) is None:
                # A claim of another label is further off than any of this label.
                found += [f"{claim.kind} {claim.label}"] * 10
        elif key not in COMPARISONS:
            found.append(f"no field {key!r} can be compared; one of {', '.join((*LABELS, *COMPARISONS))}")
        elif not COMPARISONS[key](value, getattr(claim, key, None)):
            found.append(f"{key} {_shown(getattr(claim, key, None))}")
    return found


def _nearest(wanted: Mapping[str, Any], best: Claim | None) -> str:
    if best is None:
        return "nothing else was coded"
    wrong = list(dict.fromkeys(differences(wanted, best)))
    return f"nearest {best.label} at {best.trigger.text!r} has {'; '.join(wrong)}"


def _same_text(wanted: Any, found: Any) -> bool:
    """Text, or the text of a span, a participant or a place, whose resolved name will do as well."""
    if wanted is None or found is None:
        return wanted is found
    texts = [getattr(found, key) for key in ("name", "text") if hasattr(found, key)] or [found]
    return _plain(wanted) in {_plain(text) for text in texts}


def _plain(text: Any) -> str:
    return _ARTICLE.sub("", str(text).translate(_QUOTES).casefold().strip())


def _same_trigger(wanted: Any, found: Any) -> bool:
    """The same words, or one inside the other: whether "sent" or "sent troops" evokes the claim makes no difference."""
    one, other = f" {_plain(wanted)} ", f" {_plain(found.text)} "
    return one in other or other in one


def _same_list(wanted: Any, found: Any) -> bool:
    """The same members in any order. One name may stand for a list of one."""
    names = wanted if isinstance(wanted, list) else [] if wanted is None else [wanted]
    left = list(found or ())
    for name in names:
        match = next((item for item in left if _same_text(name, item)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _equal(wanted: Any, found: Any) -> bool:
    return str(wanted) == str(found) if isinstance(wanted, str) else bool(wanted == found)


def _parts(wanted: Mapping[str, Any], found: Any) -> bool:
    """Every field that is named is the same; "from" is `from_` in Python."""
    for key, value in wanted.items():
        actual = getattr(found, f"{key}_" if key == "from" else key, None)
        if isinstance(actual, tuple):
            same = _same_list(value, actual)
        elif isinstance(actual, str | Span | Participant | Place) or isinstance(value, str):
            same = _same_text(value, actual)
        else:
            same = actual is None if value is None else str(value) == str(actual)
        if not same:
            return False
    return True


def _same_sources(wanted: Any, found: Any) -> bool:
    """All of them, outermost first."""
    wanted = wanted or []
    return len(wanted) == len(found or ()) and all(_parts(w, f) for w, f in zip(wanted, found, strict=True))


def _some_losses(wanted: Any, found: Any) -> bool:
    """Each that is named, each by one of its own; none where the list is empty."""
    left = list(found or ())
    if not wanted:
        return not left
    for item in wanted:
        match = next((loss for loss in left if _parts(item, loss)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _same_moment(wanted: Any, found: Any) -> bool:
    return found is None if wanted is None else found is not None and _parts(wanted, found)


COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "trigger": _same_trigger,
    **dict.fromkeys(("place", "origin", "instrument", "holder", "subject", "object", "title"), _same_text),
    **dict.fromkeys(("actors", "recipients", "also_at", "hedges"), _same_list),
    "factuality": _equal,
    "sources": _same_sources,
    "losses": _some_losses,
    "time": _same_moment,
}


def _shown(value: Any) -> str:
    """Short enough for one line of a message."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_shown(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_shown(item) for item in value) + "]"
    name = getattr(value, "name", None) or getattr(value, "text", None)
    if name is not None and not isinstance(value, str):
        stance = getattr(value, "stance", None)
        return f"{name} ({stance})" if stance else str(name)
    return str(value)
