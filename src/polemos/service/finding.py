"""Finding in an archive: incidents by filter, claims and reports by words."""

from polemos.store.incident_search import Found, IncidentQuery, find, find_ids, types
from polemos.store.report_search import ReportEntry, ReportQuery, find_reports
from polemos.store.search import Page, Query, search

__all__ = [
    "Found", "IncidentQuery", "Page", "Query", "ReportEntry", "ReportQuery", "find", "find_ids", "find_reports",
    "search", "types",
]  # fmt: skip
