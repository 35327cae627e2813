"""The version of an archive's tables: makes them, brings them up to date, refuses what is newer than this program."""

from functools import cache
from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from polemos.errors import ArchiveError
from polemos.store.database import reading, writing


def revision(connection: Connection) -> str | None:
    """The version of the tables; None where there are none."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def newest() -> str:
    """The version that this program writes."""
    head = _scripts().get_current_head()
    assert head is not None
    return head


def check(engine: Engine) -> None:
    """Raises ArchiveError for no tables, older ones (`migrate`) and newer ones (a newer Polemos)."""
    with reading(engine) as connection:
        found = revision(connection)
    if found is None:
        raise ArchiveError("no-archive", "there is no archive of Polemos there; make one: polemos init")
    if found == newest():
        return
    if found in {script.revision for script in _scripts().walk_revisions()}:
        raise ArchiveError(
            "old-schema", f"the archive has tables of version {found}; run polemos migrate (it backs up first)"
        )
    raise ArchiveError(
        "new-schema", f"a newer Polemos wrote this archive (tables {found}); install that version, nothing was touched"
    )


def upgrade(engine: Engine) -> tuple[str | None, str]:
    """Make or bring up to date, all steps in one transaction. Gives the version before and after."""
    with writing(engine) as connection:
        before = revision(connection)
        if before is not None and before not in {script.revision for script in _scripts().walk_revisions()}:
            raise ArchiveError(
                "new-schema", f"a newer Polemos wrote this archive (tables {before}); install that version"
            )
        with as_file(files("polemos.store") / "migrations") as folder:
            config = _config(str(folder))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        after = revision(connection)
    assert after is not None
    return before, after


def _scripts() -> ScriptDirectory:
    with as_file(files("polemos.store") / "migrations") as folder:
        return ScriptDirectory.from_config(_config(str(folder)))


def _config(folder: str) -> Config:
    config = Config()
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config
