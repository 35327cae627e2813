"""Where Polemos keeps what it made or was given, after the XDG base directory specification."""

import os
from pathlib import Path


def cache_folder() -> Path:
    """`$XDG_CACHE_HOME/polemos`, by default ~/.cache/polemos: may be deleted at any time."""
    return _under("XDG_CACHE_HOME", "~/.cache")


def data_folder() -> Path:
    """`$XDG_DATA_HOME/polemos`, by default ~/.local/share/polemos: what the user imported."""
    return _under("XDG_DATA_HOME", "~/.local/share")


def _under(variable: str, default: str) -> Path:
    root = os.environ.get(variable)
    return (Path(root) if root else Path(default).expanduser()) / "polemos"
