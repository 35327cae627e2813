"""What an export did not write, by reason: nothing goes missing without being told."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Counts by reason while an export is written."""

    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, reason: str) -> None:
        self.reasons[reason] += 1

    def __str__(self) -> str:
        """ "3 incidents left out: 2 without a date, 1 denied"; "" where none was."""
        if not self.reasons:
            return ""
        total = sum(self.reasons.values())
        parts = ", ".join(f"{count:,} {reason}" for reason, count in sorted(self.reasons.items(), key=_order))
        return f"{total:,} {'incident' if total == 1 else 'incidents'} left out: {parts}."


def _order(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
