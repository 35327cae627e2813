"""`polemos bench-archive`: how an archive grows, is searched, and stands kills and crowds."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from polemos.cli.archive import problems_told


def bench_archive(
    reports: Annotated[int, typer.Option(metavar="N", help="Reports to add; at least 2,000.", min=2000)] = 10_000,
    claims: Annotated[int, typer.Option(metavar="N", help="Claims a report.", min=1)] = 15,
    kills: Annotated[int, typer.Option(metavar="N", help="How often a writer is killed.")] = 200,
    writers: Annotated[int, typer.Option(metavar="N", help="Writers at once.")] = 8,
    adds: Annotated[int, typer.Option(metavar="N", help="Reports a writer.")] = 200,
    archive: Annotated[
        list[str] | None,
        typer.Option("--archive", metavar="URL", help="Three empty PostgreSQL databases, each named once; else files."),
    ] = None,
) -> None:
    """Measure an archive on made-up reports. It never fails for being slow; a lost report is exit status 1."""
    from polemos.service import bench_archive as bench
    from polemos.store.archive import Archive

    with problems_told(), tempfile.TemporaryDirectory() as folder:
        places = archive or [str(Path(folder) / f"{name}.db") for name in ("growth", "kills", "crowd")]
        if len(places) != 3:
            raise typer.BadParameter("name three empty databases: for growth, for kills, for the crowd")
        grown = Archive.create(places[0], "bench")
        growth = bench.growth(grown, reports, claims)
        typer.echo(f"growth: {growth.reports:,} reports with {growth.claims:,} claims")
        typer.echo(
            f"  reports a second: first thousand {growth.first:.0f}, last {growth.last:.0f}, {growth.ratio:.2f} of it"
        )
        found = bench.searches(grown)
        typer.echo(f"search: {found.searches} searches, in milliseconds")
        median, p95, worst = (1000 * value for value in (found.median, found.p95, found.worst))
        typer.echo(f"  median {median:.1f}, 95th percentile {p95:.1f}, worst {worst:.1f}")
        Archive.create(places[1], "bench")
        killed = bench.killed(places[1], kills)
        typer.echo(f"kills: {killed.rounds}")
        typer.echo(f"  {killed.acknowledged} reports acknowledged, {killed.lost} lost, {killed.torn} torn")
        Archive.create(places[2], "bench")
        crowd = bench.crowded(places[2], writers, adds)
        typer.echo(f"crowd: {crowd.rounds} writers, {adds} reports and judgements each")
        typer.echo(f"  {crowd.acknowledged} acknowledged, {crowd.lost} lost, {crowd.torn} torn")
    if killed.lost or killed.torn or crowd.lost or crowd.torn:
        raise typer.Exit(1)
