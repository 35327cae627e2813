"""Rules and tagger together: the codebook's words propose, the tagger adds what no entry names, and one regression says
how sure each claim is.

The regression was fitted on reports that the tagger had not seen, so that its probabilities hold (model/card.md).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from polemos.codebook.loader import Codebook
from polemos.coding.learned.features import Candidate, candidates, claim_features
from polemos.coding.learned.proposals import Proposals
from polemos.coding.learned.tagger import FOLDER, Tagger, Tags
from polemos.coding.learned.weights import Weights
from polemos.coding.match import Match, Matcher
from polemos.model.analysis import Analysis
from polemos.model.claim import Claim

ADDS = 0.3
"""From this probability on a word that no entry names makes a claim."""
WEIGHTS = "weights.json"


@dataclass(frozen=True, slots=True)
class Judge:
    """Built once; knows the labels that the tagger has learnt, and leaves those of other codebooks alone."""

    tagger: Tagger
    events: Weights
    others: Weights
    codebook: Codebook
    proposals: Proposals

    def read(self, analysis: Analysis) -> "Opinion":
        """What the tagger says of one report."""
        return Opinion(self, analysis, self.tagger.tag(analysis))

    def knows(self, kind: str, label: str) -> bool:
        return f"{kind}:{label}" in self.tagger.labels


@dataclass(frozen=True, slots=True)
class Opinion:
    """The tagger's word on one report."""

    judge: Judge
    analysis: Analysis
    tags: Tags

    def matches(self, found: Sequence[Match], matcher: Matcher) -> list[Match]:
        """The matches with their probabilities, and matches for the words that only the tagger names; in text order.

        Where entry and tagger name different types, the likelier one holds.
        """
        best: dict[int, tuple[float, Candidate]] = {}
        for candidate in candidates(self.analysis, found, self.tags, self.judge.codebook.types):
            if self.judge.knows("event", candidate.label):
                chance = self.judge.events.chance(candidate.features)
                if candidate.token not in best or chance > best[candidate.token][0]:
                    best[candidate.token] = (chance, candidate)
        weighed = [match for match in found if not self.judge.knows("event", match.entry.label)]
        for chance, candidate in best.values():
            named = candidate.match.entry.label if candidate.match is not None else candidate.label
            match = self._match(candidate, chance, matcher) if self.judge.knows("event", named) else None
            if match is not None:
                weighed.append(replace(match, weighed=round(chance, 3)))
        return sorted(weighed, key=lambda match: match.anchor)

    def _match(self, candidate: Candidate, chance: float, matcher: Matcher) -> Match | None:
        if candidate.match is None:
            return self.judge.proposals.match(self.analysis, candidate, matcher) if chance >= ADDS else None
        if candidate.match.entry.label == candidate.label:
            return candidate.match
        return replace(candidate.match, entry=replace(candidate.match.entry, label=candidate.label))

    def weighed(self, claims: Iterable[Claim]) -> list[Claim]:
        """Claims of control and relations with their probabilities."""
        found: list[Claim] = []
        for claim in claims:
            if self.judge.knows(claim.kind, claim.label):
                features = claim_features(self.analysis, claim, self.tags)
                claim = replace(claim, confidence=round(self.judge.others.chance(features), 3))
            found.append(claim)
        return found


def load_judge(codebook: Codebook, folder: Path | None = None) -> Judge:
    """The judge of the packaged model, or of another folder that `polemos train` wrote."""
    root = folder if folder is not None else files("polemos.coding.learned") / FOLDER
    data = json.loads((root / WEIGHTS).read_text(encoding="utf-8"))
    events, others = Weights.from_data(data["events"]), Weights.from_data(data["others"])
    return Judge(Tagger(folder), events, others, codebook, Proposals(codebook))
