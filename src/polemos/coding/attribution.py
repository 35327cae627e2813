"""Who says so, for every word of a report (codebook section 7)."""

from polemos.codebook.loader import Codebook
from polemos.codebook.speech import Speech, speech
from polemos.coding.quotes import Quoted
from polemos.coding.reporting import Act, Reports
from polemos.coding.source_kinds import SourceKinds, aligned
from polemos.coding.speaker_names import SpeakerNames
from polemos.coding.statements import statements
from polemos.coding.voices import Voice, Voices
from polemos.model.analysis import Analysis, Mention
from polemos.model.source import Source
from polemos.model.span import Span


class Attribution:
    """The rules of one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self.speech = speech(codebook)
        self.kinds = SourceKinds(self.speech)

    def of(self, analysis: Analysis) -> "Speakers":
        """Everything the report attributes, found once; ask it token by token."""
        voices = Voices(analysis, self.speech)
        grammar = Reports(analysis, self.speech, voices).acts()
        quoted = Quoted(analysis, voices, grammar)
        acts = [*grammar, *quoted.acts()]
        acts.extend(statements(analysis, self.speech, grammar, quoted))
        return Speakers(analysis, self.speech, self.kinds, voices, acts)


class Speakers:
    """The acts of saying of one report."""

    def __init__(self, analysis: Analysis, tables: Speech, kinds: SourceKinds, voices: Voices, acts: list[Act]) -> None:
        self.analysis, self.speech, self.kinds, self.voices = analysis, tables, kinds, voices
        # The widest content is said outermost.
        self._acts = sorted((act for act in acts if act.scope and act.voices), key=lambda a: (-len(a.scope), a.cue))
        self._names = SpeakerNames(analysis, tables, voices, self._acts)

    def sources(self, token: int, speech_actor: bool = False) -> tuple[Source, ...]:
        """The sources of a claim with this trigger, outermost first.

        `speech_actor`: the claim is itself a speech act, so that whoever speaks by this very word is its actor and only
        those who report the speech are sources.
        """
        found: list[Source] = []
        for act in self._covering(token):
            if speech_actor and (act.cue == token or self._speaks_here(token, act)):
                continue
            for voice in act.voices:
                source = self._source(voice, act)
                if not any(_same(source.name, other.name) for other in found):
                    found.append(source)
        return tuple(found)

    def _covering(self, token: int) -> list[Act]:
        covering = [act for act in self._acts if token in act.scope]
        if not covering or self._title(token):
            return []
        return [act for act in covering if act.quote or not self._gloss(token, act)]

    def _title(self, token: int) -> bool:
        """Whether the token stands before a name as a title or label ("President Diop", "rebel-held Aleppo")."""
        word = self.analysis.tokens[token]
        return word.dep in ("compound", "amod", "nmod") and self.analysis.tokens[word.head].pos == "PROPN"

    def _gloss(self, token: int, act: Act) -> bool:
        """Whether the token stands in an apposition inside the content: the report's own explanation."""
        current = self.analysis.tokens[token]
        while current.index in act.scope and current.head != current.index:
            if current.dep == "appos" or self._named_post(current.index):
                return True
            current = self.analysis.tokens[current.head]
        return False

    def _named_post(self, index: int) -> bool:
        """Whether the token is a post beside its holder's name ("the envoy, Carla Ruiz")."""
        return any(child.entity == "PERSON" and child.index > index for child in self.analysis.children(index, "appos"))

    def _speaks_here(self, token: int, act: Act) -> bool:
        """Whether a demand or threat in a quotation is the quoted speaker's own: its subject is "I" or "we", or nobody
        ("it is vital that")."""
        word = self.analysis.tokens[token]
        if not act.quote or word.pos in ("NOUN", "PROPN"):
            return False
        subjects = self.analysis.children(token, "nsubj", "nsubjpass") or self.analysis.children(word.head, "nsubj")
        return not any(
            self.voices.able(child.index) and child.lemma not in self.speech.first_person for child in subjects
        )

    def _source(self, voice: Voice, act: Act) -> Source:
        first, last = voice.words or self.voices.extent(voice.head)
        span = self.analysis.span(first, last)
        mention = None if voice.words else self._mention(voice.head)
        name = self._names.of(voice)
        participant = mention.kind if mention else "other"
        named = mention.named if mention else any(t.pos == "PROPN" for t in self.analysis.tokens[first:last])
        kind = self.kinds.of(self._words(voice, span), name, participant, named)
        cue = self.analysis.span(act.cue, act.cue + 1)
        inner = [m.name for m in self._inside(first, last, voice.head)]
        return Source(
            name, span.text, span.start, span.end, kind, act.stance, participant, None, aligned(kind, inner), cue
        )

    def _mention(self, head: int) -> Mention | None:
        return self.analysis.mention_headed(head)

    def _words(self, voice: Voice, span: Span) -> str:
        """The phrase with its appositions: "Peter Cook, the Pentagon press secretary"."""
        appositions = [
            self.analysis.span(*self.voices.extent(child.index)).text
            for child in self.analysis.children(voice.head, "appos")
        ]
        return " ".join((span.text, *appositions))

    def _inside(self, first: int, last: int, head: int) -> list[Mention]:
        found = [self.analysis.mention_headed(i) for i in range(first, last) if i != head]
        return [m for m in found if m is not None and m.named and m.category == "group"]


def _same(one: str, other: str) -> bool:
    """Whether one name is a part of the other ("Amadou Diop", "Diop"): the same speaker said it."""
    a, b = set(one.lower().split()), set(other.lower().split())
    return a <= b or b <= a
