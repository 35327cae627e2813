"""`python -m polemos.cli`, where the command is not on the path."""

from polemos.cli.main import run

run()
