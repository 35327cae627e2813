"""Records without what a profile withholds. Offsets stay true: a mask is as long as what it hides."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from polemos.model import (
    Claim,
    ControlClaim,
    EventClaim,
    Loss,
    Moment,
    Participant,
    Place,
    RelationClaim,
    Report,
    Source,
    Span,
)
from polemos.model.incident import ClaimRole, Contested, ContestedValue, Incident, IncidentLoss, Party
from polemos.model.standing import ControlInterval, Dispute, Standing
from polemos.service.redaction.coarse import Coarse
from polemos.service.redaction.ids import Ids
from polemos.service.redaction.ledger import Ledger
from polemos.service.redaction.masker import WITHHELD, Masker, masked
from polemos.service.redaction.profile import Profile
from polemos.service.redaction.survey import as_place

_EMPTY: dict[str, Any] = {"hedges": (), "hit": (), "captions": (), "topics": ()}


class Records:
    """Changes records under one profile. `known` tells whether the packs have an actor who may be named."""

    def __init__(
        self,
        profile: Profile,
        coarse: Coarse,
        masker: Masker,
        ids: Ids,
        ledger: Ledger,
        voices: frozenset[str],
        known: Callable[[str], bool],
    ) -> None:
        self._profile, self._coarse, self._masker, self._ids, self._ledger = profile, coarse, masker, ids, ledger
        self._voices = voices
        self._known = known
        self._hides_names = profile.persons != "none" or bool(profile.speakers)
        self._hides_voices = self._hides_names or "report.outlet" in profile.fields

    def report(self, report: Report) -> Report:
        """Its id new, its digest gone: with the masked text at hand, it would prove a guessed name."""
        own = report.id
        withhold = self._profile.texts == "withhold"

        def told(text: str | None) -> str | None:
            return None if text is None else masked(text, 0, self._masker.ranges(own, text))

        def address(text: str | None) -> str | None:
            return None if text is None or self._masker.holds(own, text) else text

        made = replace(
            report,
            id=self._ids.report(own),
            text="" if withhold else masked(report.text, 0, self._ledger.ranges_of(own)),
            body=None if withhold else report.body,
            sha256="",
            url=address(report.url),
            name=address(report.name),
            title=told(report.title),
            byline=WITHHELD if report.byline and self._hides_names else report.byline,
            topics=tuple(each for each in map(told, report.topics) if each),
            captions=() if withhold else tuple(each for each in map(told, report.captions) if each),
            copy_of=self._ids.report(report.copy_of) if report.copy_of else None,
        )
        return replace(made, **self._left_out("report", made))

    def claim(self, claim: Claim) -> Claim:
        own = claim.report_id
        common: dict[str, Any] = {
            "id": self._ids.claim(claim.id),
            "report_id": self._ids.report(own),
            "trigger": self._span(own, claim.trigger),
            "sentence": self._sentence(own, claim.sentence),
            "place": self._place(own, claim.place, held=isinstance(claim, ControlClaim)),
            "hedges": self._spans(own, claim.hedges),
            "sources": tuple(self._source(own, each) for each in claim.sources),
            "time": self._moment(own, claim.time),
        }
        made = replace(claim, **common, **self._special(own, claim))
        return replace(made, **self._left_out("claim", made))

    def incident(self, incident: Incident) -> Incident:
        return replace(
            incident,
            id=self._ids.incident(incident.id),
            place=self._incident_place(incident.place),
            parties=tuple(self._party(each) for each in incident.parties),
            losses=tuple(self._incident_loss(each) for each in incident.losses),
            claims=tuple(ClaimRole(self._ids.claim(each.claim_id), each.role) for each in incident.claims),
            contested=tuple(each for each in map(self._contested, incident.contested) if each),
        )

    def control(self, each: ControlInterval) -> ControlInterval:
        """A place that is withheld becomes "a place in" its unit, without a point: that somebody holds a village says
        nothing of the province around it."""
        name, id_ = self._named(each.holder, each.holder_id)
        told = self._coarse.place(place := as_place(each))
        where: dict[str, Any] = {"place": self._masker.field(each.place)}
        if told is not place:
            where = {
                "place": _inside(told), "place_id": None, "latitude": None, "longitude": None,
                "place_precision": told.precision,
            }  # fmt: skip
        return replace(
            each, **where, holder=name, holder_id=id_,
            besieged_by=tuple(sorted({self._masker.field(who) for who in each.besieged_by})), **self._evidence(each),
        )  # fmt: skip

    def standing(self, each: Standing) -> Standing:
        subject, subject_id = self._named(each.subject, each.subject_id)
        object_, object_id = self._named(each.object, each.object_id)
        return replace(
            each, subject=subject or WITHHELD, subject_id=subject_id, object=object_ or WITHHELD, object_id=object_id,
            titles=tuple(sorted({self._masker.field(title) for title in each.titles})), **self._evidence(each),
        )  # fmt: skip

    def field(self, text: str) -> str:
        return self._masker.field(text)

    def _special(self, own: str, claim: Claim) -> dict[str, Any]:
        """The fields of its kind."""
        if isinstance(claim, EventClaim):
            return {
                "actors": tuple(self._participant(own, each) for each in claim.actors),
                "recipients": tuple(self._participant(own, each) for each in claim.recipients),
                "also_at": tuple(p for p in (self._place(own, each) for each in claim.also_at) if p),
                "origin": self._place(own, claim.origin),
                "hit": self._spans(own, claim.hit),
                "instrument": self._span(own, claim.instrument) if claim.instrument else None,
                "losses": tuple(self._loss(own, each) for each in claim.losses),
            }
        if isinstance(claim, ControlClaim):
            return {"holder": self._participant(own, claim.holder) if claim.holder else None}
        assert isinstance(claim, RelationClaim)
        return {
            "subject": self._participant(own, claim.subject),
            "object": self._participant(own, claim.object) if claim.object else None,
            "title": self._span(own, claim.title) if claim.title else None,
        }

    def _words(self, own: str, text: str, start: int | None, end: int | None) -> str:
        """Words of a report, by their offsets where they have some; else by the names in them."""
        if start is not None and end is not None and end - start == len(text):
            return masked(text, start, self._ledger.ranges_of(own))
        return masked(text, 0, self._masker.ranges(own, text))

    def _span(self, own: str, span: Span) -> Span:
        return replace(span, text=self._words(own, span.text, span.start, span.end))

    def _spans(self, own: str, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(self._span(own, each) for each in spans)

    def _sentence(self, own: str, span: Span) -> Span:
        return replace(span, text="") if self._profile.texts == "withhold" else self._span(own, span)

    def _moment(self, own: str, time: Moment | None) -> Moment | None:
        return time and (replace(time, text=self._words(own, time.text, time.start, time.end)) if time.text else time)

    def _named(self, name: str | None, id_: str | None) -> tuple[str | None, str | None]:
        """A name with its actor's id. One of the packs is no secret, even if a withheld place is a part of it."""
        if name is None or (id_ is not None and self._known(id_)):
            return name, id_
        told = self._masker.field(name)
        return told, None if told == WITHHELD else id_

    def _participant(self, own: str, who: Participant) -> Participant:
        name, id_ = self._named(who.name, who.actor_id)
        text = self._words(own, who.text, who.start, who.end)
        return replace(who, name=name or WITHHELD, text=text, actor_id=id_)

    def _source(self, own: str, source: Source) -> Source:
        name, id_ = self._named(source.name, source.actor_id)
        text = self._words(own, source.text, source.start, source.end)
        aligned, aligned_id = self._named(source.aligned_with, source.aligned_id)
        cue = self._span(own, source.cue) if source.cue else None
        return replace(
            source, name=name or WITHHELD, text=text, actor_id=id_, aligned_with=aligned, aligned_id=aligned_id, cue=cue
        )

    def _loss(self, own: str, loss: Loss) -> Loss:
        return replace(
            loss,
            who=self._span(own, loss.who),
            figure=self._span(own, loss.figure),
            side=self._masker.field(loss.side) if loss.side else None,
            part_of=self._span(own, loss.part_of) if loss.part_of else None,
            named=tuple(self._masker.field(name) for name in loss.named),
        )

    def _place(self, own: str, place: Place | None, *, held: bool = False) -> Place | None:
        if place is None:
            return None
        told = self._coarse.place(place)
        text = self._words(own, place.text, place.start, place.end)
        if told is place:
            relation = masked(place.relation, 0, self._masker.ranges(own, place.relation)) if place.relation else None
            return replace(place, name=self._masker.field(place.name), text=text, relation=relation)
        if held:
            return replace(told, name=_inside(told), text=text, place_id=None, latitude=None, longitude=None)
        return replace(told, text=text)

    def _incident_place(self, place: Place | None) -> Place | None:
        if place is None:
            return None
        told = self._coarse.place(place)
        name = told.name if told is not place else self._masker.field(place.name)
        return replace(
            told, name=name, text=name, relation=self._masker.field(told.relation) if told.relation else None
        )

    def _party(self, each: Party) -> Party:
        name, id_ = self._named(each.name, each.actor_id)
        return replace(each, name=name or WITHHELD, actor_id=id_, claims=self._ids.claims(each.claims))

    def _incident_loss(self, each: IncidentLoss) -> IncidentLoss:
        rule, _, claim = each.rule.partition(":")
        return replace(
            each,
            side=self._masker.field(each.side) if each.side else None,
            rule=f"{rule}:{self._ids.claim(claim)}" if claim else rule,
            claims=self._ids.claims(each.claims),
        )

    def _contested(self, each: Contested) -> Contested | None:
        """Values that are one when they are told less exactly contest each other no longer."""
        merged: dict[str, ContestedValue] = {}
        for value in each.values:
            told = "; ".join(self._masker.field(part) for part in value.value.split("; "))
            said_by = tuple(sorted(set(map(self._voice, value.said_by))))
            new = ContestedValue(told, said_by, self._ids.claims(value.claim_ids))
            old = merged.get(told)
            merged[told] = new if old is None else ContestedValue(
                told, tuple(sorted({*old.said_by, *said_by})), tuple(sorted({*old.claim_ids, *new.claim_ids}))
            )  # fmt: skip
        field = ".".join(self._masker.field(part) for part in each.field.split("."))
        apart = len(merged) > 1 or len(each.values) < 2
        return Contested(field, tuple(merged[key] for key in sorted(merged))) if apart else None

    def _voice(self, name: str) -> str:
        """A speaker whom some claim of the dataset names and who may be named; anybody else is withheld."""
        if self._ledger.is_voice(name):
            return self._ids.report(name)
        if self._hides_voices and name not in self._voices:
            return WITHHELD
        return self._masker.field(name)

    def _evidence(self, each: ControlInterval | Standing) -> dict[str, Any]:
        return {
            "said_by": tuple(sorted(set(map(self._voice, each.said_by)))),
            "claims": self._ids.claims(each.claims),
            "closed_by": self._ids.claims(each.closed_by),
            "disputes": tuple(self._dispute(dispute) for dispute in each.disputes),
        }

    def _dispute(self, each: Dispute) -> Dispute:
        said_by = tuple(sorted(set(map(self._voice, each.said_by))))
        by = self._voice(each.by) if each.kind == "denial" else self._masker.field(each.by)
        return replace(each, by=by, said_by=said_by, claims=self._ids.claims(each.claims))

    def _left_out(self, kind: str, record: Any) -> dict[str, Any]:
        """The fields that the profile leaves out, empty; a claim has those of its kind alone."""
        names = [each.split(".")[1] for each in self._profile.fields if each.startswith(f"{kind}.")]
        return {name: _EMPTY.get(name) for name in names if hasattr(record, name)}


def _inside(told: Place) -> str:
    return told.name if told.place_id is None else f"a place in {told.name}"
