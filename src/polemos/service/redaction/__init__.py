"""Redaction: names, places and texts that an export keeps back, by a profile (docs/redaction.md)."""

from datetime import date
from pathlib import Path

from polemos.export.datasets.dataset import Dataset
from polemos.service.redaction.dataset import RedactedDataset
from polemos.service.redaction.profile import SHIPPED, profile

__all__ = ["SHIPPED", "redacted"]


def redacted(dataset: Dataset, profile_path: Path | str, today: date | None = None) -> RedactedDataset:
    """The dataset without what a profile withholds: a shipped one by its name, or a file. `today` is what an embargo
    of days counts back from.

    Raises UsageError that names every problem of the profile.
    """
    return RedactedDataset(dataset, profile(profile_path, today or date.today()))
