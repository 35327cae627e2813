"""What keeps a spreadsheet from running text of a report as a formula."""

from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the start of a formula, the full-width signs among it."""


def guarded(cell: Any) -> Any:
    """The cell, with an apostrophe before it where it could run; numbers stay numbers, and NUL, which breaks readers,
    goes."""
    if not isinstance(cell, str):
        return cell
    cell = cell.replace("\0", "")
    return "'" + cell if cell.startswith(_FORMULA) else cell


def encodable(text: str) -> str:
    """The text with ? for halves of characters (lone surrogates), which no UTF-8 file can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text
