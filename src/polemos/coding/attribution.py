"""Who says so, for every word of a report (codebook section 7)."""

from collections.abc import Iterator
from dataclasses import replace

from polemos.codebook.loader import Codebook
from polemos.codebook.speech import Speech, speech
from polemos.coding.denials import Denials
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
        denials = Denials(analysis, self.speech, voices).acts(acts)
        return Speakers(analysis, self.speech, self.kinds, voices, acts, denials)


class Speakers:
    """The acts of saying of one report."""

    def __init__(
        self,
        analysis: Analysis,
        tables: Speech,
        kinds: SourceKinds,
        voices: Voices,
        acts: list[Act],
        denials: list[Act],
    ) -> None:
        self.analysis, self.speech, self.kinds, self.voices = analysis, tables, kinds, voices
        # The widest content is said outermost; a denial that points back comes after the charge.
        self._acts = [
            *sorted((act for act in acts if act.scope and act.voices), key=lambda a: (-len(a.scope), a.cue)),
            *denials,
        ]
        self._profiles = Profiles(analysis, voices)
        self._names = SpeakerNames(analysis, tables, voices, self._acts)

    def sources(self, token: int, speech_actor: bool = False) -> tuple[Source, ...]:
        """The sources of a claim with this trigger, outermost first.

        `speech_actor`: the claim is itself a speech act, so that whoever speaks by this very word is its actor and only
        those who report the speech are sources.
        """
        found: list[Source] = []
        for act, voices in self._speaking(token, speech_actor):
            for voice in voices:
                source = self._source(voice, act)
                place = next((i for i, other in enumerate(found) if _same(source.name, other.name)), None)
                if place is None:
                    found.append(source)
                elif found[place].stance == "asserts":
                    # "The ministry said the claim was false": the nearer word tells where the speaker stands.
                    found[place] = replace(found[place], stance=source.stance)
        return tuple(found)

    def _speaking(self, token: int, speech_actor: bool) -> Iterator[tuple[Act, tuple[Voice, ...]]]:
        """The acts that cover the token, with those of their voices that are sources."""
        if not speech_actor:
            yield from ((act, act.voices) for act in self._covering(token))
            return
        # Whoever was told, or broadcast it, reports the speech that this very word is.
        yield from ((act, act.voices[: act.outlets]) for act in self._acts if act.cue == token and act.outlets)
        for act in self._covering(token):
            if act.cue != token and not self._speaks_here(token, act):
                yield act, act.voices

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
            if current.dep in ("appos", "poss") or self._named_post(current.index):
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
        if voice in act.voices[: act.outlets] and kind != "party-aligned":
            kind = "media"
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
