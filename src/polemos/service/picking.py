"""Parts of a picture that was derived as a whole: of one place or actor, of one day."""

from collections.abc import Iterable, Sequence

from polemos.incidents.control import held_on
from polemos.incidents.standings import stood_on
from polemos.model.standing import ControlInterval, Standing
from polemos.service.picture import of_place, wanted


def held(found: Iterable[ControlInterval], place: str | None, day: str | None) -> tuple[ControlInterval, ...]:
    """Who may hold what: of all places or one, of all times or on an ISO day."""
    chosen = tuple(found) if place is None else of_place(tuple(found), place)
    return chosen if day is None else tuple(held_on(chosen, day))


def stood(found: Sequence[Standing], actor: str | None, day: str | None) -> tuple[Standing, ...]:
    """How actors stand: all or one named by id, any spelling or an alias; of all times or on an ISO day."""
    asked = wanted(actor, day) if actor is not None else None
    chosen = [each for each in found if asked is None or asked.among(each)]
    return tuple(chosen) if day is None else tuple(stood_on(chosen, day))
