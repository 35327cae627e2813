"""Finding in an archive: incidents by filter, claims and reports by words."""

from polemos.store.incident_search import Found, IncidentQuery, find, types
from polemos.store.search import Page, Query, search

__all__ = ["Found", "IncidentQuery", "Page", "Query", "find", "search", "types"]
