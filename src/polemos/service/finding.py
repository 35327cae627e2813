"""Finding in an archive: incidents by filter, claims and reports by words."""

from polemos.service.incidents import refresh
from polemos.store.archive import Archive
from polemos.store.incident_search import Found, IncidentQuery, find, find_ids, types
from polemos.store.report_search import ReportEntry, ReportQuery, find_reports
from polemos.store.search import Page, Query, search

__all__ = [
    "Found", "IncidentQuery", "Page", "Query", "ReportEntry", "ReportQuery", "find", "find_ids", "find_reports",
    "newest", "search", "types",
]  # fmt: skip


def newest(archive: Archive, most: int) -> Found:
    """All incidents, the newest first, as the claims and judgements are now."""
    refresh(archive)
    return find(archive, IncidentQuery(), most)
