"""`polemos resolve place`: where a name is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from polemos.cli.notes import note
from polemos.cli.resolve.lines import Form, Item, answer_lines, show
from polemos.errors import PolemosError, UsageError

if TYPE_CHECKING:
    from polemos.resolution.places.asked import Asked
    from polemos.service.places import PlaceAnswer


def place(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name as a report has it; - reads lines of JSON.")],
    country: Annotated[str | None, typer.Option(metavar="CC", help="Where it is: SY, SYR or Syria.")] = None,
    adm1: Annotated[str | None, typer.Option(metavar="X", help="The province that it is in, in any spelling.")] = None,
    adm2: Annotated[str | None, typer.Option(metavar="X", help="The district that it is in.")] = None,
    near: Annotated[
        str | None, typer.Option(metavar="LAT,LON", help="A point that it is near, in degrees: 36.2,37.1.")
    ] = None,
    form: Annotated[Form | None, typer.Option("--format", help="By default table on a terminal, else jsonl.")] = None,
) -> None:
    """Where a name is: candidates, best first, with reasons; none where it is none of these.

    Exit status: 0 answered; 1 some lines were wrong; 2 wrong use.
    """
    from polemos.resolution.places.asked import Asked
    from polemos.service.places import places, point, resolved_place

    try:
        given = Asked("", country, adm1, adm2, point(near) if near else None)
        if name == "-":
            raise typer.Exit(_lines(given))
        answer = resolved_place(places(), _asked(given, {"name": name}), name)
    except PolemosError as error:
        note(f"polemos: {error}")
        raise typer.Exit(2) from error
    show(answer, form, _table)


def _lines(given: "Asked") -> int:
    """A line's own values win over those of the command line."""
    from polemos.service.places import places, resolved_place

    resolver = places()
    return answer_lines(
        lambda item: resolved_place(resolver, _asked(given, item), item.get("id")),
        "name",
        ("country", "adm1", "adm2"),
    )


def _asked(given: "Asked", item: Item) -> "Asked":
    from dataclasses import replace

    told: dict[str, Any] = {key: item[key] for key in ("country", "adm1", "adm2") if item.get(key)}
    if item.get("near") is not None:
        told["near"] = _near(item["near"])
    return replace(given, name=item["name"], **told)


def _near(value: Any) -> tuple[float, float]:
    """A point as "36.2,37.1" or as [36.2, 37.1]. Raises UsageError."""
    from polemos.service.places import point

    if isinstance(value, list):
        value = ",".join(map(str, value))
    if not isinstance(value, str):
        raise UsageError("near must be a point, [latitude, longitude]")
    return point(value)


def _table(answer: "PlaceAnswer") -> Iterator[str]:
    if not answer.candidates:
        yield "none of these" + (f"; in {answer.around.name}" if answer.around else "")
    for found in answer.candidates:
        where = ", ".join(filter(None, (found.adm2, found.adm1, found.country)))
        relation = f"{found.relation} " if found.relation and found.name not in found.relation else ""
        point = f"{found.latitude:.4f},{found.longitude:.4f}"
        yield f"{found.score:.2f}  {found.place_id}  {relation}{found.name} ({found.feature}; {where})  {point}"
        yield f"      {'; '.join(found.reasons)}"
