"""What every coder of claims is given with the analysed text."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from polemos.model.analysis import Analysis

if TYPE_CHECKING:
    from polemos.coding.attribution import Speakers
    from polemos.coding.factuality import FactualityRules
    from polemos.coding.times import Times


@dataclass(frozen=True)
class Context:
    """One report's analysis with who speaks where, the times it names, and the name that goes into `claim.coder`."""

    analysis: Analysis
    speakers: "Speakers"
    times: "Times"
    factuality: "FactualityRules"
    coder: str
