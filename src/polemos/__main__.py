"""`python -m polemos`: the command of the same name."""

from polemos.cli.main import run

if __name__ == "__main__":
    run()
