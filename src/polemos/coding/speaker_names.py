"""What a speaker is called: the fullest name that the report gives it."""

from itertools import pairwise

from polemos.codebook.speech import Speech
from polemos.coding.reporting import Act
from polemos.coding.voices import Voice, Voices
from polemos.model.analysis import Analysis, Token

_LONG = 12
"""Tokens of an apposition that are read; a longer one tells a story."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


class SpeakerNames:
    """Names the speakers of one report. Falls back to the phrase's own words where nothing is resolved."""

    def __init__(self, analysis: Analysis, speech: Speech, voices: Voices, acts: list[Act]) -> None:
        self.analysis, self.speech, self.voices = analysis, speech, voices
        self._held: dict[int, set[str]] = {}
        heads = {voice.head for act in acts for voice in act.voices if voice.words is None}
        self._named: dict[Voice, str] = {}
        self._people = [t.index for t in analysis.tokens if t.pos == "PROPN" and t.entity == "PERSON"]
        self._last_names = {analysis.tokens[i].text.lower() for i in self._people}
        self._heads = sorted(heads)
        self._persons = sorted(i for i in heads if self._may_be_he(i))
        self._fullest = self._full_names()
        vehicles = (t for t in analysis.tokens if t.lemma in speech.vehicles and t.pos == "NOUN")
        self._issued = [(t.index, t.lemma, maker) for t in vehicles if (maker := voices.maker(t.index)) != t.index]

    def of(self, voice: Voice) -> str:
        """The name, worked out once for each voice."""
        if voice not in self._named:
            self._named[voice] = self._name(voice)
        return self._named[voice]

    def _name(self, voice: Voice) -> str:
        if voice.words is not None:
            return " ".join(self.analysis.span(*voice.words).text.split())
        token = self.analysis.tokens[voice.head]
        if token.lemma in self.speech.vehicles:
            return self._of_vehicle(voice.head)
        if token.pos == "PRON":
            return self._of_pronoun(voice.head)
        return self._of_phrase(voice.head)

    def _of_phrase(self, head: int) -> str:
        if not self._is_person(head) and (person := self._apposed(head) or self._holder(head)) is not None:
            head = person
        mention = self.analysis.mention_headed(head)
        own = self._words(head)
        name = mention.name if mention and mention.named else own
        if name[:1].islower() and name in own:
            name = own
        if (mention is not None and mention.category == "person") or self._is_person(head):
            name = self._full_name(name)
        return " ".join(name.split())

    def _full_name(self, name: str) -> str:
        """A person's name without titles, and in full where the text says so: "Col Salas" is "Pedro Salas"."""
        words = name.split()
        titles = [i for i, word in enumerate(words[:-1]) if word.lower() in self.speech.titles]
        bare = words[titles[-1] + 1 :] if titles else words
        if not bare[0][:1].isupper():
            return name
        return self._fullest.get(bare[0].lower(), name) if len(bare) == 1 else " ".join(bare)

    def _of_vehicle(self, head: int) -> str:
        """ "The report", again: whoever issued the last one like it, or any."""
        definite = any(child.text.lower() in _DEFINITE for child in self.analysis.children(head, "det"))
        before = [item for item in self._issued if item[0] < head] if definite else []
        alike = [item for item in before if item[1] == self.analysis.tokens[head].lemma] or before
        return self._of_phrase(alike[-1][2]) if alike else self._of_phrase(head)

    def _of_pronoun(self, head: int) -> str:
        mention = self.analysis.mention_headed(head)
        if self.analysis.tokens[head].lemma in ("he", "she"):
            before = [i for i in self._persons if i < head]
            if before and (mention is None or not mention.named):
                return self._of_phrase(before[-1])
        if mention is None or not mention.named:
            speaker = self._spoke_before(head)
            return self._of_phrase(speaker) if speaker is not None else self.analysis.tokens[head].text
        return self._full_name(mention.name) if mention.category == "person" else mention.name

    def _spoke_before(self, head: int) -> int | None:
        """Who last spoke before "they" or "it" says more, in this sentence or the one before."""
        pronoun = self.analysis.tokens[head]
        if pronoun.lemma not in ("they", "it"):
            return None
        near = [
            i
            for i in self._heads
            if i < head and 0 <= pronoun.sentence - self.analysis.tokens[i].sentence <= 1 and self._may_be(i, pronoun)
        ]
        return near[-1] if near else None

    def _may_be(self, index: int, pronoun: Token) -> bool:
        token = self.analysis.tokens[index]
        return token.pos != "PRON" and (pronoun.lemma == "they" or not self._may_be_he(index))

    def _words(self, head: int) -> str:
        first, last = self.voices.extent(head)
        if last - first > 1 and self.analysis.tokens[first].dep == "det":
            first += 1
        return self.analysis.span(first, last).text

    def _apposed(self, head: int) -> int | None:
        """The person beside a description or an office: "a spokesman for the mission, Carla Ruiz"."""
        for index in self.analysis.subtree(head):
            token = self.analysis.tokens[index]
            if token.dep == "appos" and index > head and self._is_person(index):
                return index
        return None

    def _may_be_he(self, index: int) -> bool:
        mention = self.analysis.mention_headed(index)
        described = mention is not None and mention.category == "person" and not mention.pronoun
        return described or self._is_person(index)

    def _is_person(self, index: int) -> bool:
        token = self.analysis.tokens[index]
        return token.pos == "PROPN" and token.entity == "PERSON"

    def _holder(self, head: int) -> int | None:
        """Who holds the office that speaks: "the Secretary" where "Secretary Ana Ruiz" stands elsewhere."""
        first, last = self.voices.extent(head)
        tokens = self.analysis.tokens[first:last]
        office = {t.lemma for t in tokens if t.pos != "DET"}
        definite = any(t.text.lower() in _DEFINITE for t in tokens)
        if not definite or not office & self.speech.titles:
            return None
        holders = [index for index in self._people if office <= self._offices(index)]
        before = [index for index in holders if index < head]
        return before[-1] if before else next(iter(holders), None)

    def _offices(self, person: int) -> set[str]:
        """The words of titles and offices around a person's name."""
        if person not in self._held:
            inside = [i for i in self.analysis.subtree(person) if i <= person]
            for beside in self.analysis.children(person, "appos"):
                inside.extend(self.analysis.subtree(beside.index)[:_LONG])
            if self.analysis.tokens[person].dep == "appos":
                inside.extend(range(*self.voices.extent(self.analysis.tokens[person].head)))
            self._held[person] = {self.analysis.tokens[i].lemma for i in inside}
        return self._held[person]

    def _full_names(self) -> dict[str, str]:
        """Last name to first and last name, as they first stand together in the text."""
        found: dict[str, str] = {}
        for before, token in pairwise(self.analysis.tokens):
            named = before.pos == token.pos == "PROPN" and token.text[:1].isupper()
            if not named or before.text.lower() in self.speech.titles or before.head not in (token.index, token.head):
                continue
            if token.entity == "PERSON" or before.entity == "PERSON" or token.text.lower() in self._last_names:
                found.setdefault(token.text.lower(), f"{before.text} {token.text}")
        return found
