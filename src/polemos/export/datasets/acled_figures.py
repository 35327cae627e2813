"""Fatalities by ACLED's rule: the lowest figure reported, until another report gives the same; words by its figures."""

import re
from collections import Counter

from polemos.export.datasets.acled_rules import acled_rules
from polemos.export.datasets.dataset import Documented
from polemos.model import EventClaim, Loss
from polemos.model.incident import IncidentLoss
from polemos.text.names import sounds

_WORD = re.compile(r"[a-z]+")
SUICIDE = "suicide-bombing"


def fatalities(each: Documented) -> int:
    """Of all sides together. A figure that does not say whose people they were may be the total of the others. A
    suicide bomber counts, where nobody else is told to have died."""
    parts = whole = 0
    for loss in each.incident.losses:
        if loss.status != "killed":
            continue
        figure = _figure(each, loss)
        if loss.side or loss.civilians is not None:
            parts += figure
        else:
            whole = max(whole, figure)
    return max(parts, whole, 1 if each.incident.type == SUICIDE else 0)


def _figure(each: Documented, loss: IncidentLoss) -> int:
    """Of one heading: the lowest that two reports share, else the lowest. Copies of a report are no second one."""
    first = {report.id: report.copy_of or report.id for report in each.reports}
    told: dict[str, int] = {}
    for claim in each.claims:
        if isinstance(claim, EventClaim) and claim.id in loss.claims:
            figures = [_told(own) for own in claim.losses if _fits(own, loss, claim)]
            if figures:
                report = first.get(claim.report_id, claim.report_id)
                told[report] = min(told.get(report, sum(figures)), sum(figures))
    if not told:
        return loss.low if loss.low is not None else loss.best or 0
    shared = [figure for figure, count in Counter(told.values()).items() if count > 1]
    return min(shared or told.values())


def _fits(own: Loss, loss: IncidentLoss, claim: EventClaim) -> bool:
    """Whether a claim's figure goes under the heading; what it leaves open contradicts nothing. Parts of a total that
    is told are in it already."""
    if own.status != "killed" or (own.part_of and own.part_of in {other.figure for other in claim.losses}):
        return False
    same_side = not own.side or sounds(own.side) == sounds(loss.side or "")
    return same_side and own.civilians in (None, loss.civilians)


def _told(loss: Loss) -> int:
    rules = acled_rules()
    if loss.best is not None:
        return loss.best if loss.low is None else loss.low
    words = _WORD.findall(loss.figure.text.lower())
    named = [rules.words[word] for word in words if word in rules.words]
    if named:
        return max(named)
    if loss.low is not None:
        return loss.low
    return 0 if loss.high is not None or any(word in rules.no_death for word in words) else rules.plural
