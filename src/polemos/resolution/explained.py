"""One phrase to its moments, each with the reasons for its dates: for whoever asks about a phrase, not a report."""

from dataclasses import dataclass

from polemos.codebook.loader import Codebook
from polemos.codebook.time_reasons import TimeReasons, time_reasons
from polemos.model.moment import Moment
from polemos.model.report import Report
from polemos.resolution.chronology import Chronology
from polemos.resolution.moments import report_date
from polemos.resolution.story_rules import STORY

_LEADS = ("on ", "in ")
"""Words with which "the 12th" or "the spring", alone a number and a word, are times."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A moment and why it has its dates, or has none."""

    moment: Moment
    reasons: tuple[str, ...]


class Explainer:
    """Answers phrases by one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self.chronology = Chronology(codebook)
        self.reasons: TimeReasons = time_reasons(codebook)

    def explain(self, phrase: str, published: str | None) -> tuple[Explained, ...]:
        """The moments of a phrase in text order.

        Where it names no time, the one that is assumed for a report of that day; none where that is unknown too.
        """
        found = self.chronology.told(Report("", phrase, "", published=published)) or self._led(phrase, published)
        if found:
            return tuple(Explained(moment, self._why(moment, published)) for moment in found)
        if self._opened(phrase):
            return (Explained(Moment(phrase, 0, len(phrase)), (self.reasons.rules["unknown"],)),)
        assumed = self.chronology.moments.resolve(None, published)
        return (Explained(assumed, (self.reasons.assumed,)),) if assumed is not None else ()

    def _opened(self, phrase: str) -> bool:
        """ "after the raid": a time, without a date."""
        patterns = self.chronology.patterns
        openers = tuple(f"{words} " for words in patterns.openers | patterns.long_openers)
        return f"{' '.join(phrase.lower().split())} ".startswith(openers)

    def _led(self, phrase: str, published: str | None) -> tuple[Moment, ...]:
        """The phrase as one time, with the word that a text would put before it."""
        for lead in _LEADS:
            match = self.chronology.patterns.parse(lead + phrase)
            if match is not None and (match.start, match.end) == (0, len(lead + phrase)):
                moment = self.chronology.moments.resolve(Moment(lead + phrase), published)
                if moment is not None:
                    dates = moment.from_, moment.to, moment.precision
                    return (Moment(phrase, 0, len(phrase), *dates),)
        return ()

    def _why(self, moment: Moment, published: str | None) -> tuple[str, ...]:
        text = moment.text or ""
        match = self.chronology.patterns.parse(text)
        if match is None:
            match = next((m for lead in _LEADS if (m := self.chronology.patterns.parse(lead + text))), None)
        if match is None:
            return ()
        rule = self.reasons.rules[match.rule]
        if moment.from_ or moment.to:
            return (rule, *(self.reasons.effects[effect] for effect in match.effects))
        if self.chronology.moments.impossible(match, published):
            return (self.reasons.invalid,)
        if match.rule in STORY:
            return (self.reasons.story,)
        if match.rule == "unknown" or report_date(published) is not None:
            return (rule,)
        return (self.reasons.relative, rule)
