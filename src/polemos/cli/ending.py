"""How any command ends when its reader goes away, when Ctrl-C is pressed, or when output cannot be written."""

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from polemos.cli.notes import note

INTERRUPTED = 130
"""What a shell reports for a program ended by Ctrl-C."""
CLOSED_PIPE = 141
"""What a shell reports for a program whose reader went away (`| head`)."""


class Ending(TyperGroup):
    """The root of all commands. What ends a whole run becomes a message and an exit status, never a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            note("stopped")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            raise typer.Exit(pipe_closed()) from None
        except OSError as error:
            note(f"polemos: {error}; check the path, the disk and the folder's permissions")
            raise typer.Exit(2) from error


def pipe_closed() -> int:
    """The exit status. The interpreter would write to the closed pipe once more when it ends; here it cannot."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return CLOSED_PIPE
