"""How two actors stand to each other, where the text states it (codebook section 5)."""

from collections.abc import Iterator
from dataclasses import replace

from polemos.codebook.demonyms import demonyms
from polemos.codebook.loader import Codebook
from polemos.codebook.nouns import nouns
from polemos.codebook.titles import titles
from polemos.codebook.units import unit_words
from polemos.coding.context import Context
from polemos.coding.joined import JoinedWords
from polemos.coding.match import Match, Matcher
from polemos.coding.participants import participants
from polemos.coding.places import PlaceRules
from polemos.coding.standing import Parties, PartyWords, fillers
from polemos.coding.titles import Post, TitleFinder
from polemos.coding.units import units
from polemos.model.analysis import Analysis, Mention
from polemos.model.claim import ClaimKind, Factuality, RelationClaim, RelationName
from polemos.model.participant import Participant
from polemos.model.source import Source

_GLOSS = ("appos", "amod", "acl", "compound", "nmod")
_NAMESAKES = 20
"""Bearers of one surname and title that are told apart; more are no people but a list."""
_SUBJECTS = {"part-of": ("group", "people"), "member-of": ("person", "people")}
"""By definition a unit or group is part of a body, and a person a member of one."""


class RelationRules:
    """Codes relation claims with one codebook's words."""

    def __init__(self, codebook: Codebook) -> None:
        meaning = nouns(codebook).meaning
        groups = frozenset(word for word, (category, _) in meaning.items() if category == "group")
        self.groups = groups
        self.titles = titles(codebook)
        self.countries = demonyms(codebook)
        self.posts = TitleFinder(self.titles, self.countries, groups)
        before = self.titles.before | self.titles.ranks | self.titles.members
        callings = replace(self.titles, posts=self.titles.members, before=before, needs={}, unnamed=frozenset())
        self.callings = TitleFinder(callings, self.countries, groups)
        kinds: tuple[ClaimKind, ...] = ("relation",)
        self.matcher = Matcher(codebook, kinds)
        self.joined = JoinedWords(codebook, "relation")
        self.units = unit_words(codebook)
        self.places = PlaceRules(codebook)
        self.party_words = PartyWords(codebook)

    def code(self, analysis: Analysis, context: Context) -> list[RelationClaim]:
        """The relation claims of a report, in text order."""
        posts = list(self._posts(analysis, context))
        members = list(self._members(analysis, context))
        taken = {claim.trigger.start for claim in posts}
        called = {claim.trigger.start for claim in members}
        parties = Parties(analysis, self.party_words)
        matches = self.matcher.matches(analysis)
        stated = [
            claim
            for match in matches
            for claim in self._relations(analysis, context, match, parties)
            if claim.trigger.start not in called
        ]
        found: dict[tuple[str, str, str], RelationClaim] = {}
        for claim in (*members, *self._units(analysis, context), *self._joined(analysis, context), *stated):
            other = claim.object.name if claim.object else ""
            if claim.trigger.start not in taken:
                # "Turkish-backed rebels" all through a report states it once.
                found.setdefault((claim.relation, claim.subject.name, other), claim)
        return sorted([*posts, *found.values()], key=lambda claim: (claim.trigger.start, claim.subject.start or 0))

    def _posts(self, analysis: Analysis, context: Context) -> Iterator[RelationClaim]:
        """Each post of a person once: where it is told again it is only a form of address."""
        for post in self._told(analysis):
            if self._past(analysis, post):
                continue
            sources = context.speakers.sources(post.head) if post.stated else ()
            yield RelationClaim(
                report_id=analysis.report.id,
                trigger=post.trigger,
                sentence=analysis.sentence_span(post.head),
                coder=context.coder,
                confidence=self.titles.confidence,
                relation="leads",
                subject=post.person,
                object=post.body,
                title=post.title,
                place=self.places.build(analysis, post.place) if post.place else None,
                sources=sources,
            )

    def _members(self, analysis: Analysis, context: Context) -> Iterator[RelationClaim]:
        """ "FBI agent X": the calling of a named person with the body named before it. A country is no such body."""
        for post in self.callings.find(analysis):
            body = post.body
            if body is not None and self._calling(analysis, post, body):
                yield RelationClaim(
                    report_id=analysis.report.id,
                    trigger=post.trigger,
                    sentence=analysis.sentence_span(post.head),
                    coder=context.coder,
                    confidence=self.titles.confidence,
                    relation="member-of",
                    subject=post.person,
                    object=body,
                )

    def _calling(self, analysis: Analysis, post: Post, body: Participant) -> bool:
        """Whether a body stands before the calling and a person's name beside it; a "secretary general" has a post."""
        if post.stated or body.end is None or body.end > post.trigger.start or self._past(analysis, post):
            return False
        if body.text.lower() in self.countries or body.name in self.countries.values():
            return False
        words = [t for t in analysis.tokens if (body.start or 0) <= t.start < post.trigger.start]
        if (
            any(t.lemma in self.titles.posts for t in words)
            or analysis.tokens[words[0].index - 1].lemma in self.titles.past
        ):
            return False
        named = (t for t in analysis.tokens if t.start == post.person.start)
        return all(t.entity == "PERSON" and t.lemma not in self.groups for t in named)

    def _told(self, analysis: Analysis) -> list[Post]:
        """The first post of each person and title, with the body that a later one tells ("President X" is at first)."""
        told: dict[tuple[str, str], list[Post]] = {}
        order: list[tuple[tuple[str, str], int]] = []
        for post in self.posts.find(analysis):
            key = (analysis.tokens[post.head].lemma, post.person.name.split()[-1].lower())
            alike = told.setdefault(key, [])
            number = next((n for n, other in enumerate(alike[:_NAMESAKES]) if _same(post, other)), None)
            if number is None:
                order.append((key, len(alike)))
                alike.append(post)
            elif alike[number].body is None:
                alike[number] = replace(alike[number], body=post.body)
        return [told[key][number] for key, number in order]

    def _past(self, analysis: Analysis, post: Post) -> bool:
        """Whether the post is said to be a former one: then it leads nobody."""
        first = post.head
        while first > 0 and analysis.tokens[first - 1].start >= post.title.start:
            first -= 1
        words = analysis.tokens[max(0, first - 1) : post.head]
        return any(word.lemma in self.titles.past for word in words)

    def _units(self, analysis: Analysis, context: Context) -> Iterator[RelationClaim]:
        for head, unit, body in units(analysis, self.units):
            yield RelationClaim(
                report_id=analysis.report.id,
                trigger=analysis.span(head, head + 1),
                sentence=analysis.sentence_span(head),
                coder=context.coder,
                confidence=self.units.confidence,
                relation="part-of",
                subject=unit,
                object=body,
            )

    def _joined(self, analysis: Analysis, context: Context) -> Iterator[RelationClaim]:
        for word in self.joined.find(analysis):
            compound = analysis.tokens[word.token].text
            for subject in participants(analysis, [word.described], (), doers=True):
                name = subject.name.removeprefix(compound).strip() if word.described.named else subject.name
                yield RelationClaim(
                    report_id=analysis.report.id,
                    trigger=analysis.span(word.token, word.token + 1),
                    sentence=analysis.sentence_span(word.token),
                    coder=context.coder,
                    confidence=word.entry.confidence,
                    relation=word.entry.label,  # type: ignore[arg-type]
                    subject=replace(subject, name=name or subject.name),
                    object=word.party,
                )

    def _relations(
        self, analysis: Analysis, context: Context, match: Match, parties: Parties
    ) -> Iterator[RelationClaim]:
        relation = self._relation(analysis, match)
        sources = self._sources(analysis, context, match)
        subjects, objects = self._pair(analysis, match, relation, sources, parties)
        if not subjects or not objects:
            return
        factuality, hedges = context.factuality.judge(analysis, match.anchor)
        for subject in subjects:
            for other in objects:
                if subject.name != other.name:
                    yield RelationClaim(
                        report_id=analysis.report.id,
                        trigger=analysis.span(*match.trigger),
                        sentence=analysis.sentence_span(match.anchor),
                        coder=context.coder,
                        confidence=match.entry.confidence,
                        relation=relation,
                        subject=subject,
                        object=other,
                        factuality="negated" if parties.over(match.anchor) else _standing(factuality),
                        hedges=hedges,
                        sources=sources,
                        time=context.times.direct(match.anchor),
                    )

    def _pair(
        self,
        analysis: Analysis,
        match: Match,
        relation: RelationName,
        sources: tuple[Source, ...],
        parties: Parties,
    ) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        token = analysis.tokens[match.anchor]
        if token.pos == "VERB" and token.dep != "amod" and token.text.lower() in match.entry.adjectives:
            return (), ()  # "backed" as an adjective is "US-backed", not "they backed"
        roles = fillers(analysis, match)
        if any(analysis.tokens[mention.head].lemma in self.titles.nobody for mention in roles.get("subject", ())):
            return (), ()
        wanted = _SUBJECTS.get(relation)
        # Among people only those with a name are members: "two of the men were members of the police" counts them.
        mentions = [m for m in roles.get("subject", ()) if wanted is None or m.pronoun or _fits(m, relation, wanted)]
        if relation == "same-as":
            mentions = [m for m in mentions if m.named or not _indefinite(analysis, m)]
        subjects = participants(analysis, mentions, sources, doers=True)
        several = token.tag in ("NNS", "NNPS")
        bodies = [m for m in roles.get("object", ()) if wanted is None or _body(m, relation, several)]
        objects = participants(analysis, bodies, sources, doers=True)
        if len(subjects) > 1 and not objects and match.slots.get("between"):
            return subjects[:1], subjects[1:]
        if bool(subjects) == bool(objects):
            return subjects, objects
        before = parties.before(token)
        missing = (before,) if before and token.dep == "amod" else ()
        return (subjects, missing) if subjects else (missing, objects)

    def _relation(self, analysis: Analysis, match: Match) -> RelationName:
        """The entry's relation; with "a member of X" a person is a member of it and a group a part."""
        relation: RelationName = match.entry.label  # type: ignore[assignment]
        if relation not in _SUBJECTS or analysis.tokens[match.anchor].lemma not in self.titles.either:
            return relation
        said_of = fillers(analysis, match).get("subject", ())
        if any(m.category == "person" for m in said_of):
            return "member-of"
        return "part-of" if any(m.category == "group" or _state(m) for m in said_of) else relation

    def _sources(self, analysis: Analysis, context: Context, match: Match) -> tuple[Source, ...]:
        """A modifier is a standing gloss: the report's own voice even inside somebody's words."""
        gloss = analysis.tokens[match.anchor].dep in _GLOSS
        return () if gloss else context.speakers.sources(match.anchor)


def _fits(mention: Mention, relation: str, wanted: tuple[str, ...]) -> bool:
    """Whether it can be a member or part by its category; a state may be part of a coalition, people of a force."""
    if relation == "part-of" and (_state(mention) or mention.kind in ("military", "armed-group")):
        return True
    return mention.category in wanted and (mention.named or mention.category != "people")


def _state(mention: Mention) -> bool:
    return mention.category == "place" and mention.kind == "government"


def _indefinite(analysis: Analysis, mention: Mention) -> bool:
    """ "a group known as X" has no other name."""
    return any(child.lemma in ("a", "an") for child in analysis.children(mention.head, "det"))


def _body(mention: Mention, relation: str, several: bool) -> bool:
    """Whether somebody can be a member or part of it: a group. A name of which nothing is known may be one, but not
    after a plural ("parts of Abu Ghraib")."""
    unknown = relation == "part-of" and mention.named and mention.category == "person" and not several
    return mention.category == "group" or mention.pronoun or unknown


def _same(post: Post, other: Post) -> bool:
    """Whether posts of one surname are one person's: the surname alone stands for any ("Cristiani")."""
    words, others = post.person.name.lower().split(), other.person.name.lower().split()
    return words == others or min(len(words), len(others)) == 1


def _standing(factuality: Factuality) -> Factuality:
    """A standing that goes on, or that somebody pursues, has `occurred` (codebook section 5)."""
    return "occurred" if factuality in ("ongoing", "planned") else factuality
