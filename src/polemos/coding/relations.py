"""How two actors stand to each other, where the text states it (codebook section 5)."""

from collections.abc import Iterator

from polemos.codebook.demonyms import demonyms
from polemos.codebook.loader import Codebook
from polemos.codebook.nouns import nouns
from polemos.codebook.titles import titles
from polemos.codebook.units import unit_words
from polemos.coding.context import Context
from polemos.coding.match import Match, Matcher
from polemos.coding.participants import participants
from polemos.coding.places import PlaceRules
from polemos.coding.standing import fillers, prefixed
from polemos.coding.titles import Post, TitleFinder
from polemos.coding.units import units
from polemos.model.analysis import Analysis
from polemos.model.claim import ClaimKind, Factuality, RelationClaim, RelationName
from polemos.model.participant import Participant
from polemos.model.source import Source

_SIDES = ("armed-group", "military", "government", "police", "unknown-armed")
_GLOSS = ("appos", "amod", "acl", "compound", "nmod")


class RelationRules:
    """Codes relation claims with one codebook's words."""

    def __init__(self, codebook: Codebook) -> None:
        meaning = nouns(codebook).meaning
        groups = frozenset(word for word, (category, _) in meaning.items() if category == "group")
        self.titles = titles(codebook)
        self.posts = TitleFinder(self.titles, demonyms(codebook), groups)
        kinds: tuple[ClaimKind, ...] = ("relation",)
        self.matcher = Matcher(codebook, kinds)
        self.units = unit_words(codebook)
        self.places = PlaceRules(codebook)
        self.sides = frozenset(word for word, (_, kind) in meaning.items() if kind in _SIDES)

    def code(self, analysis: Analysis, context: Context) -> list[RelationClaim]:
        """The relation claims of a report, in text order."""
        posts = list(self._posts(analysis, context))
        taken = {claim.trigger.start for claim in posts}
        stated = [c for match in self.matcher.matches(analysis) for c in self._relations(analysis, context, match)]
        found: dict[tuple[str, str, str], RelationClaim] = {}
        for claim in (*self._units(analysis, context), *stated):
            other = claim.object.name if claim.object else ""
            if claim.trigger.start not in taken:
                # "Turkish-backed rebels" all through a report states it once.
                found.setdefault((claim.relation, claim.subject.name, other), claim)
        return sorted([*posts, *found.values()], key=lambda claim: (claim.trigger.start, claim.subject.start or 0))

    def _posts(self, analysis: Analysis, context: Context) -> Iterator[RelationClaim]:
        """Each post of a person once: where it is told again it is only a form of address."""
        seen: set[tuple[str, str]] = set()
        for post in self.posts.find(analysis):
            key = (post.person.name.split()[-1].lower(), analysis.tokens[post.head].lemma)
            if key in seen or self._past(analysis, post):
                continue
            seen.add(key)
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

    def _relations(self, analysis: Analysis, context: Context, match: Match) -> Iterator[RelationClaim]:
        relation: RelationName = match.entry.label  # type: ignore[assignment]
        sources = self._sources(analysis, context, match)
        subjects, objects = self._pair(analysis, match, sources)
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
                        factuality=_standing(factuality),
                        hedges=hedges,
                        sources=sources,
                        time=context.times.moment(match.anchor),
                    )

    def _pair(
        self, analysis: Analysis, match: Match, sources: tuple[Source, ...]
    ) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        roles = fillers(analysis, match)
        subjects = participants(analysis, roles.get("subject", ()), sources, doers=True)
        objects = participants(analysis, roles.get("object", ()), sources, doers=True)
        if bool(subjects) == bool(objects):
            return subjects, objects
        before = prefixed(analysis, analysis.tokens[match.anchor], self.sides)
        missing = (before,) if before and analysis.tokens[match.anchor].dep == "amod" else ()
        return (subjects, missing) if subjects else (missing, objects)

    def _sources(self, analysis: Analysis, context: Context, match: Match) -> tuple[Source, ...]:
        """A modifier is a standing gloss: the report's own voice even inside somebody's words."""
        gloss = analysis.tokens[match.anchor].dep in _GLOSS
        return () if gloss else context.speakers.sources(match.anchor)


def _standing(factuality: Factuality) -> Factuality:
    """A standing that goes on has `occurred` (codebook section 5)."""
    return "occurred" if factuality == "ongoing" else factuality
