"""The coder that goes by the codebook's words and the grammar around them.

A learned coder will stand beside it: whatever fits the contract `Coder` of the pipeline.
"""

from collections.abc import Iterable

from polemos import __version__, faults
from polemos.codebook.loader import Codebook
from polemos.coding.attribution import Attribution
from polemos.coding.context import Context
from polemos.coding.control import ControlRules
from polemos.coding.events import EventRules
from polemos.coding.factuality import FactualityRules
from polemos.coding.losses import LossRules
from polemos.coding.places import PlaceRules
from polemos.coding.relations import RelationRules
from polemos.coding.times import TimeRules
from polemos.model.analysis import Analysis
from polemos.model.claim import Claim
from polemos.settings import DEFAULTS, Settings


class RuleCoder:
    """Events, control and relations by rule. Built once for a codebook; `name` carries its fingerprint."""

    def __init__(self, codebook: Codebook, settings: Settings = DEFAULTS) -> None:
        self.name = f"rules-{__version__}-{codebook.fingerprint}"
        self.settings = settings
        places = PlaceRules(codebook)
        self.attribution = Attribution(codebook)
        self.times = TimeRules(codebook)
        self.factuality = FactualityRules(codebook)
        self.losses = LossRules(codebook)
        self.events = EventRules(codebook, places)
        self.control = ControlRules(codebook)
        self.relations = RelationRules(codebook)

    def code(self, analysis: Analysis) -> list[Claim]:
        faults.reach("coding", analysis.report.name or analysis.report.id)
        context = Context(analysis, self.attribution.of(analysis), self.times.of(analysis), self.factuality, self.name)
        claims: list[Claim] = [*self.events.code(context, self.losses.find(analysis))]
        claims += self.control.code(analysis, context)
        claims += self.relations.code(analysis, context)
        return _ordered(claim for claim in claims if claim.confidence >= self.settings.min_confidence)


def _ordered(claims: Iterable[Claim]) -> list[Claim]:
    """With their ids, in reading order, none twice."""
    found = {claim.id: claim for claim in (claim.identified() for claim in claims)}
    return sorted(found.values(), key=lambda c: (c.trigger.start, c.trigger.end, c.kind, c.label, c.id))
