"""Whole numbers out of ids and totals."""

import hashlib

_RANGE = 10**15
"""Fifteen digits: what a spreadsheet and a double still hold exactly."""


def number(*parts: str) -> int:
    """The same number for the same parts, whatever else an export holds. Two of a million rows meet in it with a chance
    of one in two thousand."""
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:8], "big") % _RANGE


def evenly(total: int, shares: int, first: int = 0) -> tuple[int, ...]:
    """A total in whole shares that differ by one at most; what is over goes to `first` and those after it, around."""
    each, over = divmod(total, shares)
    return tuple(each + (1 if (at - first) % shares < over else 0) for at in range(shares))
