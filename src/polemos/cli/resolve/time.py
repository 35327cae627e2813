"""`polemos resolve time`: the dates that a phrase stands for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from polemos.cli.notes import note
from polemos.cli.resolve.lines import Form, Item, answer_lines, show
from polemos.errors import PolemosError

if TYPE_CHECKING:
    from polemos.service.times import ResolvedTime


def time(
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", help="Words that say when; - reads lines of JSON.")],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of the report, from which relative words count.")
    ] = None,
    form: Annotated[Form | None, typer.Option("--format", help="By default table on a terminal, else jsonl.")] = None,
) -> None:
    """When that is, for a report of a day: first and last day, precision and reasons.

    Exit status: 0 answered; 1 some lines were wrong; 2 wrong use.
    """
    from polemos.service.options import checked_date
    from polemos.service.times import resolved_time

    try:
        day = checked_date(published) if published is not None else None
        if phrase == "-":
            raise typer.Exit(_lines(day))
        answer = resolved_time(phrase, day, phrase)
    except PolemosError as error:
        note(f"polemos: {error}")
        raise typer.Exit(2) from error
    show(answer, form, _table)


def _lines(published: str | None) -> int:
    from polemos.service.options import checked_date
    from polemos.service.times import resolved_time

    def answered(item: Item) -> "ResolvedTime":
        day = checked_date(item["published"]) if item.get("published") else published
        return resolved_time(item["phrase"], day, item.get("id"))

    return answer_lines(answered, "phrase", ("published",))


def _table(answer: "ResolvedTime") -> Iterator[str]:
    if not answer.moments:
        yield "no time is named, and the report's date is not known"
    for moment in answer.moments:
        known = moment.from_ or moment.to
        dates = f"{moment.from_ or '...'} to {moment.to or '...'}" if known else "no date"
        precision = f", precision {moment.precision}" if moment.precision else ""
        yield f"{dates}{precision}{', assumed' if moment.assumed else ''}: {moment.text or 'nothing said'}"
        yield f"      {'; '.join(moment.reasons)}"
