"""A claim with what incidents need of the report that tells it."""

from dataclasses import dataclass

from polemos.model import EventClaim, Place

_NOBODY_NAMED = frozenset({"activist", "local", "witness", "unnamed"})
"""Kinds of sources whose words ("residents", "officials") mean others in every report."""


@dataclass(frozen=True, slots=True)
class Told:
    """`origin` is the report that this one repeats, else its own id: copies of one text are one report."""

    claim: EventClaim
    origin: str
    published: str | None = None
    outlet: str | None = None
    setting: Place | None = None
    """The place that its report is about, where the claim names none."""

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def speaker(self) -> str:
        """Who it rests on: the innermost source, since two outlets that quote one spokesman are one source; without
        any, the outlet's own voice."""
        sources = self.claim.sources
        return sources[-1].name if sources else self.outlet or self.origin

    @property
    def voice(self) -> str:
        """Who speaks, for counting: two reports' "residents" are two, one ministry in two reports is one."""
        sources = self.claim.sources
        if sources and sources[-1].kind in _NOBODY_NAMED:
            return f"{self.speaker.lower()} in {self.origin}"
        return self.speaker.lower()
