"""Who says it according to the reports."""

from polemos.export.datasets.dataset import Documented
from polemos.model import Source


def speakers(each: Documented) -> tuple[Source, ...]:
    """The innermost speaker of each claim, every name once, in the order of the claims."""
    found: dict[str, Source] = {}
    for claim in each.claims:
        if claim.sources:
            found.setdefault(claim.sources[-1].name, claim.sources[-1])
    return tuple(found.values())
