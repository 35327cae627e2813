"""`polemos resolve text`: all places, actors and times that a text names."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from polemos.cli.notes import note
from polemos.cli.resolve.lines import Form, Item, answer_lines, show
from polemos.errors import PolemosError

if TYPE_CHECKING:
    from polemos.service.texts import ResolvedText, TextResolver


def text(
    words: Annotated[str, typer.Argument(metavar="TEXT", help="A text, in quotes; - reads lines of JSON.")],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of the report, for its relative dates.")
    ] = None,
    form: Annotated[Form | None, typer.Option("--format", help="By default table on a terminal, else jsonl.")] = None,
) -> None:
    """Which places, actors and times a text names, with offsets, ids, points and dates.

    Exit status: 0 answered; 1 some lines were wrong; 2 wrong use.
    """
    from polemos.service.options import checked_date
    from polemos.service.texts import TextResolver

    try:
        day = checked_date(published) if published is not None else None
        resolver = TextResolver()
        if words == "-":
            raise typer.Exit(_lines(resolver, day))
        answer = resolver.resolve(words, day)
    except PolemosError as error:
        note(f"polemos: {error}")
        raise typer.Exit(2) from error
    show(answer, form, _table)


def _lines(resolver: "TextResolver", published: str | None) -> int:
    from polemos.service.options import checked_date

    def answered(item: Item) -> "ResolvedText":
        day = checked_date(item["published"]) if item.get("published") else published
        return resolver.resolve(item["text"], day, item.get("id"))

    return answer_lines(answered, "text", ("id", "published"))


def _table(answer: "ResolvedText") -> Iterator[str]:
    for place in answer.places:
        where = f"{place.latitude:.4f}, {place.longitude:.4f}" if place.latitude is not None else "none of these"
        levels = ", ".join(filter(None, (place.adm1, place.country)))
        at = f"{place.start}-{place.end}"
        yield f"place  {at}  {place.text}: {place.place_id or '-'}  {place.name} ({levels})  {where}"
    for actor in answer.actors:
        yield f"actor  {actor.start}-{actor.end}  {actor.text}: {actor.actor_id or '-'}  {actor.name} ({actor.kind})"
    for time in answer.times:
        yield f"time  {time.start}-{time.end}  {time.text}: {time.from_ or '-'} to {time.to or '-'}"
