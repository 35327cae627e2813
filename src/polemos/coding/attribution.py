"""Who says so, for every word of a report (codebook section 7)."""

from polemos.codebook.loader import Codebook
from polemos.codebook.speech import Speech, speech
from polemos.coding.profiles import Profiles
from polemos.coding.quotes import Quoted
from polemos.coding.reporting import Act, Reports
from polemos.coding.source_kinds import SIDES, SourceKinds
from polemos.coding.speaker_names import SpeakerNames
from polemos.coding.statements import statements
from polemos.coding.voices import Voice, Voices
from polemos.model.analysis import Analysis
from polemos.model.source import Source


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
        self._profiles = Profiles(analysis, voices)
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
        if word.pos in ("NOUN", "PROPN"):
            return False
        own = self.analysis.children(token, "nsubj", "nsubjpass")
        if not act.quote:
            return any(child.lemma in self.speech.first_person for child in own)
        subjects = own or self.analysis.children(word.head, "nsubj")
        return not any(
            self.voices.able(child.index) and child.lemma not in self.speech.first_person for child in subjects
        )

    def _source(self, voice: Voice, act: Act) -> Source:
        span = self.analysis.span(*(voice.words or self.voices.extent(voice.head)))
        mention = None if voice.words else self.analysis.mention_headed(voice.head)
        name = self._names.of(voice)
        words, groups = self._profiles.of(voice, name)
        named = bool(groups) or (mention is not None and mention.named) or voice.words is not None
        participant = mention.kind if mention else "other"
        kind = self.kinds.of(words, self.analysis.tokens[voice.head], participant, named)
        return Source(
            name,
            span.text,
            span.start,
            span.end,
            kind,
            act.stance,
            participant,
            aligned_with=groups[0] if groups and kind in SIDES else None,
            cue=self.analysis.span(act.cue, act.cue + 1),
        )


def _same(one: str, other: str) -> bool:
    """Whether one name is a part of the other ("Amadou Diop", "Diop"): the same speaker said it."""
    a, b = set(one.lower().split()), set(other.lower().split())
    return a <= b or b <= a
