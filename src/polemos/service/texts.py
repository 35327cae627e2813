"""What a whole text names: its places, its actors and its times, each with offsets into the text."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from polemos.codebook.loader import Codebook, load
from polemos.model import Analysis, CodedReport, EventClaim, Moment, Participant, Report, Span
from polemos.reading.reader import Reader
from polemos.resolution.actors.identify import ActorIds
from polemos.resolution.actors.load import load as packaged_actors
from polemos.resolution.chronology import Chronology
from polemos.resolution.places.in_report import Located
from polemos.resolution.places.kinds import level
from polemos.resolution.places.load import known_places
from polemos.resolution.places.locate import PlaceIds
from polemos.resolution.places.relation_words import Relation
from polemos.resolution.places.told_by import relation_before

_ACTING = ("group", "person")


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A place name. `use` is how it stands there: a "name", an "adjective" ("Turkish"), "people" ("Turks"), or in the
    name of a public "body". `name` is the gazetteer's; where none is meant, the text's own, and then there is
    no id and the point is that of the smallest known place around it."""

    name: str
    text: str
    start: int
    end: int
    place_id: str | None
    latitude: float | None
    longitude: float | None
    country: str | None
    adm1: str | None
    precision: int | None
    relation: str | None
    feature: str | None
    use: str


@dataclass(frozen=True, slots=True)
class ResolvedText:
    """All that a text names, in its order."""

    id: str | None
    places: tuple[TextPlace, ...]
    actors: tuple[Participant, ...]
    times: tuple[Moment, ...]


class TextResolver:
    """Reads texts. The parser, the gazetteer and the packs are loaded with the first."""

    @cached_property
    def _codebook(self) -> Codebook:
        return load()

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self._codebook)

    @cached_property
    def _places(self) -> PlaceIds:
        return PlaceIds(known_places)

    @cached_property
    def _actors(self) -> ActorIds:
        return ActorIds(packaged_actors)

    @cached_property
    def _times(self) -> Chronology:
        return Chronology(self._codebook)

    def resolve(self, text: str, published: str | None = None, id_: str | None = None) -> ResolvedText:
        """All that a text names. Raises InputError for a text that cannot be read."""
        key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        report = Report(id_ or "r-" + key[:16], text, key, published=published)
        analysis = self._reader.read(report)
        places = tuple(_place(one, relation_before(analysis, one.toponym)) for one in self._places.toponyms(analysis))
        return ResolvedText(id_, places, self._identified(analysis), self._times.told(report))

    def _identified(self, analysis: Analysis) -> tuple[Participant, ...]:
        """Every named group and person, with its id where a pack has it."""
        named = [m for m in analysis.mentions if m.named and not m.pronoun and m.category in _ACTING]
        parties = tuple(dict.fromkeys(mention.participant() for mention in named))
        if not parties:
            return ()
        # Ids are given to those who take part in claims; a claim without content carries everybody through.
        nothing = Span(0, 0, "")
        claim = EventClaim(
            report_id=analysis.report.id,
            trigger=nothing,
            sentence=nothing,
            coder="",
            confidence=0.0,
            type="",
            actors=parties,
        )
        found = self._actors.identify(CodedReport(analysis.report, (claim,))).claims[0].parties()[0]
        return tuple(sorted(found, key=_start))


def _start(party: Participant) -> tuple[int, int]:
    return party.start or 0, party.end or 0


def _place(one: Located, relation: Relation | None) -> TextPlace:
    known, toponym = one.place or one.around, one.toponym
    settled = 1 if one.place and relation is None else 2
    return TextPlace(
        name=one.place.name if one.place else toponym.name,
        text=toponym.text,
        start=toponym.start,
        end=toponym.end,
        place_id=one.place.id if one.place else None,
        latitude=known.latitude if known else None,
        longitude=known.longitude if known else None,
        country=(known.country or None) if known else None,
        adm1=(known.adm1 or (known.name if known.feature == "ADM1" else None)) if known else None,
        precision=(level(known) or settled) if known else None,
        relation=relation.words if relation else None,
        feature=one.place.feature if one.place else None,
        use=toponym.use,
    )
