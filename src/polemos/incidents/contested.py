"""Where the claims of one incident cannot all be true: every value with who says it, none averaged away."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from polemos.incidents.compare import denies
from polemos.incidents.figures import Figure, headings, side_shown
from polemos.incidents.kin import Kin
from polemos.incidents.knowledge import types
from polemos.incidents.people import meet
from polemos.incidents.places import lie
from polemos.incidents.told import Told
from polemos.incidents.windows import Window, stated_window
from polemos.model.incident import Contested, ContestedValue

Value = tuple[str, Told]


def contested(told: Sequence[Told], kin: Kin | None = None) -> tuple[Contested, ...]:
    """The contested fields: whether it happened, who did it, when, where, and each figure of losses. `kin` knows
    which actors belong together, so that a brigade is no rival of its army."""
    fields = (_happened(told), _doers(told, kin or Kin()), _days(told), _places(told), *_figures(told))
    return tuple(field for field in fields if field is not None)


def _happened(told: Sequence[Told]) -> Contested | None:
    values: list[Value] = []
    for each in told:
        denied = denies(each.claim)
        if denied or each.claim.factuality in ("occurred", "ongoing"):
            values.append(("denied" if denied else "happened", each))
    return _field("factuality", values, lambda one, other: one[0] != other[0])


def _doers(told: Sequence[Told], kin: Kin) -> Contested | None:
    values = [("; ".join(sorted(who.name for who in each.claim.actors)), each) for each in told if each.claim.actors]

    def rival(one: Value, other: Value) -> bool:
        some, others = one[1].claim.actors, other[1].claim.actors
        return meet(some, others) == "differ" and not any(kin.together(a, b) for a in some for b in others)

    return _field("actor", values, rival)


def _days(told: Sequence[Told]) -> Contested | None:
    """What lasts is told of on many days, and none contests the other."""
    values: list[Value] = []
    for each in told:
        found = _stated(each)
        if found is not None:
            days = found.first.isoformat() if found.days == 1 else f"{found.first} to {found.last}"
            values.append((days, each))

    def rival(one: Value, other: Value) -> bool:
        first, second = _stated(one[1]), _stated(other[1])
        return first is not None and second is not None and not first.overlaps(second)

    return _field("time", values, rival)


def _stated(told: Told) -> Window | None:
    found = stated_window(told.claim, told.published)
    return found if found is not None and found.stated and told.claim.type not in types().lasting else None


def _places(told: Sequence[Told]) -> Contested | None:
    values = [(each.claim.place.name, each) for each in told if each.claim.place]
    return _field(
        "place",
        values,
        lambda one, other: lie(one[1].claim.place, other[1].claim.place) in ("apart", "named_otherwise"),
    )


def _figures(told: Sequence[Told]) -> Iterable[Contested | None]:
    """Figures under one heading that leave no number both allow."""
    by_id = {each.id: each for each in told}
    for (status, side, civilians), figures in sorted(headings(told).items(), key=str):
        whose = side_shown(told, side)
        name = ".".join(part for part in ("losses", status, whose, "civilians" if civilians else "") if part)
        known = {figure.claim_id: figure for figure in figures if figure.exactness}
        last: dict[str, str] = {}
        for claim_id in known:
            told_ = by_id[claim_id]
            last[told_.voice] = max(last.get(told_.voice, ""), told_.published or "")
        # A toll that its own source has counted on since is no rival of anybody's.
        standing = {id_: known[id_] for id_ in known if (by_id[id_].published or "") == last[by_id[id_].voice]}
        values = [(_worded(figure), by_id[claim_id]) for claim_id, figure in sorted(known.items())]
        yield _field(name, values, partial(_rivals, standing))


def _rivals(known: Mapping[str, Figure], one: Value, other: Value) -> bool:
    first, second = known.get(one[1].id), known.get(other[1].id)
    return first is not None and second is not None and _rival(first, second)


def _rival(one: Figure, other: Figure) -> bool:
    return _least(one) > _most(other) or _least(other) > _most(one)


def _least(figure: Figure) -> float:
    return figure.low if figure.low is not None else figure.best if figure.best is not None else 0


def _most(figure: Figure) -> float:
    if figure.high is not None:
        return figure.high
    # "At least 13" leaves the top open; "about 100" (best alone) is taken as told.
    return figure.best if figure.best is not None and figure.low is None else float("inf")


def _worded(figure: Figure) -> str:
    if figure.best is not None and figure.low == figure.high == figure.best:
        return str(figure.best)
    low, high = ("?" if value is None else str(value) for value in (figure.low, figure.high))
    return f"{low} to {high}" if figure.best is None else f"{figure.best} ({low} to {high})"


def _field(name: str, values: Sequence[Value], rival: Callable[[Value, Value], bool]) -> Contested | None:
    """A field is contested if two values by different speakers rule each other out; then all of them are listed."""
    if not any(
        one[1].voice != other[1].voice and rival(one, other)
        for number, one in enumerate(values)
        for other in values[number + 1 :]
    ):
        return None
    groups: dict[str, list[Told]] = defaultdict(list)
    for value, told in values:
        groups[value].append(told)
    return Contested(
        name,
        tuple(
            ContestedValue(value, tuple(sorted({t.speaker for t in group})), tuple(sorted(t.id for t in group)))
            for value, group in sorted(groups.items())
        ),
    )
