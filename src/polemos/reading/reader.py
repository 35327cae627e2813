"""The whole reading of a report: grammar, noun phrases, what they stand for, which of them are the same."""

from dataclasses import replace

from polemos.codebook.demonyms import capitals, demonyms
from polemos.codebook.loader import Codebook
from polemos.codebook.nouns import nouns
from polemos.codebook.verb_forms import verb_forms
from polemos.gazetteer.load import packaged
from polemos.model.analysis import Analysis, Mention
from polemos.model.report import Report
from polemos.reading.coreference import Coreference
from polemos.reading.naming import Naming, Reading
from polemos.reading.phrases import Phrase, phrases
from polemos.reading.repairs import repaired
from polemos.reading.spacy_reader import SpacyReader
from polemos.reading.spelled import with_spelled_names
from polemos.settings import DEFAULTS, Settings


class Reader:
    """Report to Analysis with mentions. Loads the parser once; `version` names it."""

    def __init__(self, codebook: Codebook, settings: Settings = DEFAULTS) -> None:
        self.nouns = nouns(codebook)
        self.parser = SpacyReader(settings, self.nouns.titles, self.nouns.saying)
        self.version = self.parser.version
        self.verbs = verb_forms(codebook)
        self._places = bool(settings.places)
        self.countries, self.capitals = demonyms(codebook), capitals(codebook)

    def read(self, report: Report) -> Analysis:
        return self.with_mentions(self.parser.read(report))

    def with_mentions(self, analysis: Analysis) -> Analysis:
        """The analysis with the mentions of everybody and everything that a claim may name."""
        analysis = repaired(analysis, self.verbs, self.countries)
        found = with_spelled_names(analysis, phrases(analysis, self.nouns), self.nouns)
        found.sort(key=lambda phrase: (phrase.first, -phrase.last, phrase.head))  # outer before inner
        naming = Naming(analysis, found, self.nouns, self.countries, self.capitals, self._is_listed)
        mentions = [self._mention(analysis, number, phrase, naming) for number, phrase in enumerate(found)]
        linked = Coreference(analysis, mentions, self.nouns, self.countries).link()
        return replace(analysis, mentions=linked, _headed={}, _covering={})

    def _is_listed(self, name: str) -> bool:
        if not self._places:
            return False
        return any(hit.place.feature.startswith("PPL") for hit in packaged().exact(name))

    def _mention(self, analysis: Analysis, number: int, phrase: Phrase, naming: Naming) -> Mention:
        if phrase.pronoun:
            word = analysis.tokens[phrase.head]
            first = self.nouns.pronoun_class.get(word.lemma) == "first"
            person = self.nouns.pronoun_class.get(word.lemma) in ("person", "first")
            reading = Reading(
                "person" if person and not first else "group" if first else "thing", "other", word.text, False
            )
        else:
            reading = naming.read(phrase)
        return Mention(
            index=number,
            first=phrase.first,
            last=phrase.last,
            head=phrase.head,
            category=reading.category,
            kind=reading.kind,
            name=reading.name,
            named=reading.named,
            pronoun=phrase.pronoun,
            chain=number,
            span=analysis.span(phrase.first, phrase.last),
        )
