"""Coded reports as one HTML file that needs nothing else: the text on the left, the claims beside it."""

from collections.abc import Sequence

from polemos.model import CodedReport


def render_page(items: Sequence[CodedReport], title: str) -> str:
    """One self-contained page; the caller writes it as UTF-8."""
    return f"{title}: {len(items)}"
