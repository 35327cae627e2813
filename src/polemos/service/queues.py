"""What waits on a desk: reports, decisions, and inputs that could not be coded."""

from polemos.store.reviews import ReportLine, ReportPage, latest, outlets, quarantined, reports

__all__ = ["ReportLine", "ReportPage", "latest", "outlets", "quarantined", "reports"]
