"""A dataset as a redaction profile lets others see it."""

import secrets
from collections.abc import Iterator
from dataclasses import replace

from polemos.export.datasets.dataset import About, Dataset, Documented
from polemos.gazetteer.load import with_imports
from polemos.model import Claim, Report
from polemos.model.actor import Actor
from polemos.model.gazetteer import GazetteerPlace
from polemos.model.standing import ControlInterval, Standing
from polemos.service.redaction.coarse import Coarse
from polemos.service.redaction.counts import Counts
from polemos.service.redaction.embargo import Late
from polemos.service.redaction.ids import Ids
from polemos.service.redaction.ledger import Ledger
from polemos.service.redaction.masker import WITHHELD, Masker
from polemos.service.redaction.profile import Profile
from polemos.service.redaction.records import Records
from polemos.service.redaction.survey import survey

_SECRET = 32


class RedactedDataset:
    """A Dataset. Building it reads the whole dataset twice: for the names, and for where they stand."""

    def __init__(self, whole: Dataset, profile: Profile) -> None:
        self._whole, self._profile = whole, profile
        self._ledger = Ledger()
        self._counts = Counts()
        self._late = Late(profile.embargo.first if profile.embargo else None, self._ledger)
        if self._late.first is not None:
            self._late.note(whole.reports())
        coarse = Coarse(profile, with_imports())
        found = survey(whole, profile, coarse, self._ledger, self._late)
        people = profile.persons != "none" or bool(profile.speakers)
        masker = Masker(self._ledger, found.withheld, spots=coarse.active, people=people)
        outlets = self._read(masker)
        ids = Ids(profile.id_key or secrets.token_bytes(_SECRET))
        self._records = Records(profile, coarse, masker, ids, self._ledger, found.voices | outlets, self._known)
        self._coarse = coarse
        self._counts.found("names of persons", found.persons)
        self._counts.found("places told less exactly", found.coarser)

    def about(self) -> About:
        """What was asked for is told too, where it names nobody that is withheld."""
        about = self._whole.about()
        filters = [(name, self._asked(name, value)) for name, value in about.filters]
        if self._late.first is not None:
            filters.append(("embargo", f"from {self._late.first} on"))
        title = self._records.field(about.title)
        return replace(about, title=title, filters=tuple(filters), redaction=self._profile.name)

    def incidents(self) -> Iterator[Documented]:
        late = 0
        for each in self._whole.incidents():
            told = self._late.incident(each)
            if told is None:
                late += 1
            else:
                yield self._documented(told)
        self._counts.passed("incidents under embargo", late)

    def claims(self) -> Iterator[Claim]:
        late = 0
        for each in self._whole.claims():
            if self._late.claim(each):
                late += 1
            else:
                yield self._records.claim(each)
        self._counts.passed("claims under embargo", late)

    def reports(self) -> Iterator[Report]:
        late = 0
        for each in self._whole.reports():
            if self._late.report(each):
                late += 1
            else:
                yield self._report(each)
        self._counts.passed("reports under embargo", late)

    def control(self) -> Iterator[ControlInterval]:
        late = 0
        for each in self._whole.control():
            told = self._late.interval(each)
            if told is None:
                late += 1
            else:
                yield self._records.control(told)
        self._counts.passed("intervals of control under embargo", late)

    def standing(self) -> Iterator[Standing]:
        late = 0
        for each in self._whole.standing():
            told = self._late.interval(each)
            if told is None:
                late += 1
            else:
                yield self._records.standing(told)
        self._counts.passed("standings under embargo", late)

    def actor(self, actor_id: str) -> Actor | None:
        found = self._whole.actor(actor_id)
        if found is None or self._profile.persons != "all":
            return found
        return None if found.kind == "person" else replace(found, posts=())

    def place(self, place_id: str) -> GazetteerPlace | None:
        return self._whole.place(place_id)

    def withheld(self) -> tuple[tuple[str, int], ...]:
        return self._counts.told()

    def _known(self, actor_id: str) -> bool:
        return self.actor(actor_id) is not None

    def _read(self, masker: Masker) -> frozenset[str]:
        """Notes for every report what of its text is masked; the outlets of those that may be told, where
        these may be named."""
        outlets: set[str] = set()
        hidden = left = 0
        for report in self._whole.reports():
            if report.copy_of:
                self._ledger.copy(report.id, report.copy_of)
            ranges = masker.text_ranges(report.id, report.text)
            self._ledger.keep_ranges(report.id, ranges)
            if self._late.report(report):
                continue
            hidden += len(ranges)
            left += 1
            self._counts.fields(self._profile.fields, report)
            if report.outlet:
                outlets.add(report.outlet)
            else:
                self._ledger.voice(report.id)
        if self._profile.texts == "withhold":
            self._counts.found("texts of reports", left)
        else:
            self._counts.found("passages in texts", hidden)
        return frozenset() if "report.outlet" in self._profile.fields else frozenset(outlets)

    def _documented(self, each: Documented) -> Documented:
        return Documented(
            self._records.incident(each.incident),
            tuple(map(self._records.claim, each.claims)),
            tuple(map(self._report, each.reports)),
        )

    def _report(self, report: Report) -> Report:
        """A report that it repeats is named only where that one may be told."""
        if report.copy_of and self._ledger.embargoed(report.copy_of):
            report = replace(report, copy_of=None)
        return self._records.report(report)

    def _asked(self, name: str, value: str) -> str:
        """A filter may name the very person or place, by name or id."""
        if name == "place" and self._coarse.active:
            return WITHHELD
        return self._records.field(value)
