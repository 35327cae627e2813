"""How a speaker is written: a report that is without an outlet speaks under its id, which tells a reader nothing."""

import re

from polemos.store.archive import Archive

_ID = re.compile(r"r-[0-9a-f]{16}")
"""As ingest/plain.py makes ids of reports that bring none."""


class Voices:
    """Called with a speaker's name. What was looked up once for a page is not looked up again."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._told: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """The report's title in quotes where the name is the id of one that has a title, else the name."""
        if not _ID.fullmatch(name):
            return name
        if name not in self._told:
            report = self._archive.report(name)
            self._told[name] = f"“{report.title}”" if report and report.title else name
        return self._told[name]
