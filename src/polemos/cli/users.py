"""`polemos users`: who may sign in to a workbench that more than one person uses."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from polemos.cli.archive import ArchiveOption, ByOption, problems_told
from polemos.cli.incidents import FormOption, as_table
from polemos.cli.notes import note
from polemos.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="Accounts of a workbench that several people use, with roles and tokens.")
RoleName = StrEnum("RoleName", ["viewer", "coder", "adjudicator", "admin"])
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The account's name; it signs judgements.")]


@app.command()
def add(
    name: NameArgument,
    archive: ArchiveOption = None,
    role: Annotated[RoleName, typer.Option(help="What the account may do.")] = RoleName.coder,
    password_file: Annotated[
        Path | None, typer.Option("--password-file", metavar="FILE", help="Its first line; - is standard input.")
    ] = None,
    tokens_only: Annotated[bool, typer.Option("--tokens-only", help="No password: for programs.")] = False,
    change: Annotated[bool, typer.Option("--change", help="A new role and password for an account.")] = False,
    by: ByOption = None,
) -> None:
    """Let somebody in. The password is asked for twice, or read from a file; it is kept as an argon2id hash."""
    from polemos.service import people
    from polemos.service.archive import user_name, where_is
    from polemos.store.archive import Archive

    with problems_told():
        target = Archive.open(where_is(archive))
        password = None if tokens_only else _password(password_file)
        if change:
            people.change_account(target, user_name(by), name, role=role.value, password=password)
        else:
            people.add_account(target, user_name(by), name, role.value, password)
    note(f"{name} is {'an' if role.value[0] == 'a' else 'a'} {role.value} now")


@app.command("list")
def list_(archive: ArchiveOption = None, form: FormOption = None) -> None:
    """The accounts with their roles and tokens."""
    from polemos.model.serial import to_json
    from polemos.service.archive import where_is
    from polemos.service.people import entries
    from polemos.store.archive import Archive

    with problems_told():
        found = entries(Archive.open(where_is(archive), read_only=True))
    for each in found:
        if not as_table(form):
            typer.echo(to_json(each))
            continue
        typer.echo(f"{each.name}  {each.role}  since {each.made_at[:10]}{'' if each.password else '  tokens only'}")
        for token in each.tokens:
            until = f" until {token.ends_at[:10]}" if token.ends_at else ""
            typer.echo(f"    token {token.number}{until}  {token.note}".rstrip())
    if not found:
        note("no accounts; alone on this machine none is needed")


@app.command()
def remove(name: NameArgument, archive: ArchiveOption = None, by: ByOption = None) -> None:
    """Take an account away with its sessions and tokens. What it signed stays signed."""
    from polemos.service import people
    from polemos.service.archive import user_name, where_is
    from polemos.store.archive import Archive

    with problems_told():
        people.remove_account(Archive.open(where_is(archive)), user_name(by), name)
    note(f"{name} can no longer sign in")


@app.command()
def token(
    name: NameArgument,
    archive: ArchiveOption = None,
    days: Annotated[int | None, typer.Option(metavar="N", help="How long it lasts; without, until taken back.")] = None,
    comment: Annotated[str, typer.Option("--note", metavar="TEXT", help="What it is for.")] = "",
    revoke: Annotated[int | None, typer.Option(metavar="NUMBER", help="Take this token back instead.")] = None,
    by: ByOption = None,
) -> None:
    """A token for a program of an account, printed this once: Authorization: Bearer TOKEN."""
    from polemos.service import people
    from polemos.service.archive import user_name, where_is
    from polemos.store.archive import Archive

    with problems_told():
        target = Archive.open(where_is(archive))
        if revoke is not None:
            people.revoke_token(target, user_name(by), name, revoke)
            note(f"token {revoke} is taken back")
            return
        number, secret = people.new_token(target, user_name(by), name, comment, days)
    note(f"token {number} of {name}; it is not shown again")
    typer.echo(secret)


def _password(file: Path | None) -> str:
    if file is None:
        if not sys.stdin.isatty():
            raise UsageError("no terminal to ask for a password; give --password-file FILE, or --tokens-only")
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise UsageError(f"{file} cannot be read: {error}") from error
    return text.split("\n", 1)[0].rstrip("\r")
