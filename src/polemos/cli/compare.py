"""`polemos compare`: what two lists of events have in common, and what each has alone."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polemos.cli.archive import ArchiveOption, problems_told
from polemos.cli.incidents import FormOption, as_table
from polemos.cli.notes import note

if TYPE_CHECKING:
    from polemos.comparison.compare import Comparison, Counts

_LIST = "An archive, ARCHIVE#NAME or #NAME for an import, or a file: GED, ACLED, POLECAT, our incidents.csv."


def compare(
    one: Annotated[str, typer.Argument(metavar="A", help=_LIST)],
    other: Annotated[str, typer.Argument(metavar="B", help="As A.")],
    archive: ArchiveOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Every pair and what is alone: .csv or .jsonl."),
    ] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Not over before this day.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Begun by this day.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CC", help="In this country.")] = None,
    form: FormOption = None,
) -> None:
    """Match two lists of events by place, time, kind and actors, each as exactly as it is known."""
    from polemos.errors import UsageError
    from polemos.gazetteer.countries import country_code
    from polemos.service.archive import where_is
    from polemos.service.comparing import Limits, compared
    from polemos.service.options import checked_date
    from polemos.service.pair_rows import write_pairs

    with problems_told():
        if output is not None and output.suffix.lower() not in (".csv", ".jsonl"):
            raise UsageError(f"{output} must end in .csv or .jsonl")
        if country and country_code(country) is None:
            raise UsageError(f"no country {country!r} is known; write it as SY, SYR or Syria")
        first, last = (checked_date(day)[:10] if day else "" for day in (from_, to))
        limits = Limits(first, last, (country_code(country) or "") if country else "")
        found = compared(one, other, limits, where_is(archive))
        if output is not None:
            try:
                note(f"{output}: {write_pairs(found, output):,} rows")
            except OSError as error:
                raise UsageError(f"{output} cannot be written: {error.strerror}") from error
    if as_table(form):
        _table(found)
    else:
        typer.echo(json.dumps(_summary(found), ensure_ascii=False))


def _table(found: "Comparison") -> None:
    from polemos.comparison.compare import REASONS, deaths_agreed

    pairs, only_one, only_other = len(found.pairs), len(found.only_one), len(found.only_other)
    typer.echo(f"in both {pairs:,}, only in A {only_one:,}, only in B {only_other:,}")
    if found.left_out_one or found.left_out_other:
        missing = f"{found.left_out_one:,} of A, {found.left_out_other:,} of B"
        typer.echo(f"not compared, without a date or place or not readable: {missing}")
    for name, alone in (("A", found.only_one), ("B", found.only_other)):
        for reason, count in sorted(Counter(each.reason for each in alone).items()):
            typer.echo(f"  only in {name}, {REASONS[reason]}: {count:,}")
    dead = deaths_agreed(found)
    if dead.pairs:
        typer.echo(
            f"the dead, in {dead.pairs:,} pairs that both count them: the same number in {dead.equal:,}, ranges that "
            f"meet in {dead.overlapping:,}; in all {dead.sum_one:,} in A, {dead.sum_other:,} in B"
        )
    for title, counted in _counted(found).items():
        typer.echo(f"\n{title:12} {'both':>8} {'only A':>8} {'only B':>8}")
        for each in counted:
            typer.echo(f"{each.name:12} {each.both:8,} {each.only_one:8,} {each.only_other:8,}")


def _counted(found: "Comparison") -> "dict[str, tuple[Counts, ...]]":
    from polemos.comparison.compare import country, counts, kind, month

    return {"country": counts(found, country), "kind": counts(found, kind), "month": counts(found, month)}


def _summary(found: "Comparison") -> dict[str, object]:
    from polemos.comparison.compare import deaths_agreed

    return {
        "both": len(found.pairs),
        "only_a": len(found.only_one),
        "only_b": len(found.only_other),
        "not_compared": {"a": found.left_out_one, "b": found.left_out_other},
        "reasons_a": dict(sorted(Counter(each.reason for each in found.only_one).items())),
        "reasons_b": dict(sorted(Counter(each.reason for each in found.only_other).items())),
        "deaths": asdict(deaths_agreed(found)),
        **{f"by_{name}": [asdict(each) for each in counted] for name, counted in _counted(found).items()},
    }
