"""The place names of a report, one for all toponyms that mean one place, with what may be meant."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from polemos.model.analysis import Analysis
from polemos.model.gazetteer import GazetteerPlace, NameHit
from polemos.resolution.places.containers import Within
from polemos.resolution.places.kinds import is_country
from polemos.resolution.places.plausible import Numbers
from polemos.resolution.places.relation_words import Relation
from polemos.resolution.places.told_kinds import told_kinds
from polemos.resolution.places.toponym_words import ToponymWords
from polemos.resolution.places.toponyms import Toponym
from polemos.resolution.places.vicinity import Beside
from polemos.text.romanisation import fold

_SHARPNESS = 1.2
Named = Callable[[str, str | None], Sequence[NameHit]]
"""The places that bear a name, in a country if one is given."""


@dataclass
class ReportName:
    """The toponyms of one name that mean one place: `members` are their numbers, `hits` what may be meant."""

    members: list[int]
    hits: list[NameHit]
    kinds: set[str] = field(default_factory=set)
    """Words beside it that tell what kind of place it is."""
    within: set[int] = field(default_factory=set)
    """Numbers of the names that the text puts it into."""
    firm: bool = False
    """Words say so, not a comma alone."""
    opening: set[int] = field(default_factory=set)
    """Numbers of the names with which its sentence or section opens, which mostly hold it."""
    beside: dict[int, Relation] = field(default_factory=dict)
    """Numbers of the names that it is told to be near, with the words."""
    by_name: bool = True
    """Told by its name at least once, not by adjectives and bodies alone."""
    abbreviated: bool = False
    """Written as newspapers shorten a state: such a one always contains what stands before it."""
    scores: Numbers = field(default_factory=lambda: np.zeros(0))

    @property
    def likeliest(self) -> GazetteerPlace:
        """The hit with the best score. There must be one."""
        return self.hits[int(np.argmax(self.scores))].place

    @property
    def shares(self) -> Numbers:
        """The scores as shares that add up to 1."""
        if not len(self.scores):
            return self.scores
        raised = np.exp(_SHARPNESS * (self.scores - self.scores.max()))
        return np.asarray(raised / raised.sum(), dtype=np.float64)


class ReportNames:
    """Makes the names of a report."""

    def __init__(self, named: Named, words: ToponymWords) -> None:
        self._named, self.words = named, words

    def of(
        self,
        analysis: Analysis,
        toponyms: Sequence[Toponym],
        containers: Mapping[int, Within],
        openings: Mapping[int, int],
        besides: Mapping[int, Beside],
    ) -> list[ReportName]:
        """Toponyms by name; the same name in two different places is two names."""
        groups: dict[tuple[str, str], list[int]] = defaultdict(list)
        told: dict[str, str] = {}
        keys = [fold(toponym.name) + (toponym.country or "") for toponym in toponyms]
        for index, key in enumerate(keys):
            if index in containers:
                told.setdefault(key, keys[containers[index].index])
        for index, key in enumerate(keys):
            own = keys[containers[index].index] if index in containers else told.get(key, "")
            groups[key, own].append(index)
        number = {member: i for i, members in enumerate(groups.values()) for member in members}
        names = []
        for i, members in enumerate(groups.values()):
            name = ReportName(members, self._hits(toponyms[members[0]]))
            name.within = {number[containers[m].index] for m in members if m in containers} - {i}
            name.opening = {number[openings[m]] for m in members if m in openings and m not in containers} - {i}
            name.beside = {number[besides[m].index]: besides[m].relation for m in members if m in besides}
            name.by_name = any(toponyms[m].use == "name" for m in members)
            name.firm = any(containers[m].firm for m in members if m in containers)
            name.abbreviated = any(
                toponyms[m].text.endswith(".") or toponyms[m].text.isupper() for m in members
            ) and bool(toponyms[members[0]].country)
            name.kinds = {kind for m in members for kind in told_kinds(analysis, toponyms[m], self.words)}
            names.append(name)
        return names

    def _hits(self, toponym: Toponym) -> list[NameHit]:
        if toponym.name.lower() in self.words.compass:
            return []  # "the east" of what was named before
        hits = list(self._named(toponym.name, toponym.country))
        if toponym.country and toponym.use == "name":
            return [hit for hit in hits if hit.place.feature == "ADM1"] or hits
        if toponym.use in ("adjective", "people"):
            hits = [hit for hit in hits if not hit.place.feature.startswith("PPL") or toponym.name in self.words.cities]
            return [hit for hit in hits if is_country(hit.place)] or hits if toponym.country else hits
        return hits or self._without_further_word(toponym)

    def _without_further_word(self, toponym: Toponym) -> list[NameHit]:
        """ "Eastern Ghouta" where only Ghouta is listed, "Quezon City" where only Quezon is."""
        parts = toponym.name.split()
        if len(parts) > 1 and parts[0].lower() in self.words.compass:
            return list(self._named(" ".join(parts[1:]), None))
        if len(parts) > 2 and parts[1] == "of" and parts[0].lower() in self.words.features:
            return list(self._named(" ".join(parts[2:]), None))
        known = parts[-1].lower() in self.words.added or parts[-1].lower() in self.words.features
        rest = " ".join(parts[:-1])
        if rest and known and rest.lower() not in self.words.compass:
            return list(self._named(rest, None))
        return []  # "the east bank" is not Iceland's region East
