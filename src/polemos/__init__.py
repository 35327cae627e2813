"""Polemos turns reports of armed conflict into claims tied to their words and to who says so.

import polemos

coded = polemos.code("Rebels shelled the market in Kadugli on Tuesday.", published="2024-05-15")
archive = polemos.Archive.open("polemos.db")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from polemos.version import __version__

if TYPE_CHECKING:
    from polemos.api.archive import Additions, Archive
    from polemos.api.code import code, code_files
    from polemos.api.coded import Coded
    from polemos.api.records import Records
    from polemos.errors import PolemosError

__all__ = ["Additions", "Archive", "Coded", "PolemosError", "Records", "__version__", "code", "code_files"]

_WHERE = {
    "Additions": "polemos.api.archive",
    "Archive": "polemos.api.archive",
    "Coded": "polemos.api.coded",
    "PolemosError": "polemos.errors",
    "Records": "polemos.api.records",
    "code": "polemos.api.code",
    "code_files": "polemos.api.code",
}


def __getattr__(name: str) -> Any:
    """Loaded at first use, so that `polemos --help` and `import polemos` cost nothing."""
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'polemos' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
