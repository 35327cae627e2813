"""The coder: the codebook's words and the grammar around them, weighed by a learned judge where one is given."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from polemos import faults
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
from polemos.version import __version__

if TYPE_CHECKING:
    from polemos.coding.learned.judge import Judge


class RuleCoder:
    """Events, control and relations by rule. Built once for a codebook; `name` carries its fingerprint and the
    judge's."""

    def __init__(self, codebook: Codebook, settings: Settings = DEFAULTS, judge: "Judge | None" = None) -> None:
        self.name = f"rules-{__version__}-{codebook.fingerprint}"
        if judge is not None:
            self.name += f"+tagger-{judge.tagger.fingerprint}"
        self.settings = settings
        self.judge = judge
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
        opinion = self.judge.read(analysis) if self.judge is not None else None
        claims: list[Claim] = [*self.events.code(context, self.losses.find(analysis), opinion)]
        others: list[Claim] = [*self.control.code(analysis, context), *self.relations.code(analysis, context)]
        claims += opinion.weighed(others) if opinion is not None else others
        return _ordered(claim for claim in claims if claim.confidence >= self.settings.min_confidence)


def _ordered(claims: Iterable[Claim]) -> list[Claim]:
    """With their ids, in reading order, none twice."""
    found = {claim.id: claim for claim in (claim.identified() for claim in claims)}
    return sorted(found.values(), key=lambda c: (c.trigger.start, c.trigger.end, c.kind, c.label, c.id))
