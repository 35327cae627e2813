"""`polemos resolve actor`: who is meant by a name, on a day and in a country."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polemos.cli.notes import note
from polemos.cli.resolve.lines import Form, Item, answer_lines, show
from polemos.errors import PolemosError, UsageError

if TYPE_CHECKING:
    from polemos.service.actors import Actors, Resolved

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def actor(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name as a report has it; - reads lines of JSON.")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day (or month, or year) of the report.")] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CC", help="Where the report is from: SY, SYR or Syria.")
    ] = None,
    pack: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A pack of your own, beside the others.")
    ] = None,
    unresolved: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Add names that are none of these here, for polemos actors draft."),
    ] = None,
    form: Annotated[Form | None, typer.Option("--format", help="By default table on a terminal, else jsonl.")] = None,
) -> None:
    """Who is meant by a name: candidates, best first, with reasons; none where it is none of these.

    Exit status: 0 answered; 1 some lines were wrong; 2 wrong use.
    """
    from polemos.service.actors import country_code, loaded, resolved

    try:
        actors = loaded(pack or ())
        report_problems(actors)
        day, code = as_day(on), country_code(actors, country)
        if name == "-":
            raise typer.Exit(_lines(actors, day, code, unresolved))
        answer = resolved(actors, name, day, code, name)
        if not answer.candidates:
            _put_aside(unresolved, name, day, code or answer.country, None)
    except (PolemosError, OSError) as error:
        note(f"polemos: {error}")
        raise typer.Exit(2) from error
    show(answer, form, _table)


def as_day(text: str | None) -> str | None:
    """An ISO date, month or year; of a date and time, the date. Raises UsageError."""
    if text is None:
        return None
    day = text.strip()[:10]
    if not _DAY.fullmatch(day):
        raise UsageError(f"{text!r} is no date; write 2013, 2013-04 or 2013-04-08")
    return day


def report_problems(actors: "Actors") -> None:
    """Packs that were left out, on standard error."""
    for problem in actors.problems:
        note(f"polemos: a pack was left out: {problem}")


def _put_aside(path: Path | None, name: str, on: str | None, country: str | None, context: str | None) -> None:
    """A line more in the queue of unresolved names. Raises OSError."""
    from polemos.model import Unresolved
    from polemos.model.serial import to_json

    if path is not None:
        with path.open("a", encoding="utf-8") as queue:
            queue.write(to_json(Unresolved(name, on, country, context)) + "\n")


def _lines(actors: "Actors", on: str | None, country: str | None, unresolved: Path | None) -> int:
    from polemos.service.actors import country_code, resolved

    def answer(item: Item) -> "Resolved":
        where = item["country"] if item.get("country") is not None else country
        day, code = as_day(item.get("on")) or on, country_code(actors, where)
        found = resolved(actors, item["name"], day, code, item.get("id"))
        if not found.candidates:
            _put_aside(unresolved, item["name"], day, code or found.country, item.get("context"))
        return found

    return answer_lines(answer, "name", ("on", "country", "context"))


def _table(answer: "Resolved") -> Iterator[str]:
    if not answer.candidates:
        yield "none of these" + (f"; {answer.country}" if answer.country else "")
    for candidate in answer.candidates:
        yield f"{candidate.score:.2f}  {candidate.actor_id}  {candidate.name} ({candidate.kind})"
        yield f"      {'; '.join(candidate.reasons)}"
