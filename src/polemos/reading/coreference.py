"""Which mentions stand for the same, and the fullest name of each.

No pretrained model runs offline on a laptop, so these are rules: names by their words (aliases.py), descriptions and
pronouns by what stands before them (antecedents.py).
"""

from collections.abc import Container
from dataclasses import replace

from polemos.codebook.nouns import Nouns
from polemos.model.analysis import Analysis, Mention
from polemos.reading.aliases import link_names
from polemos.reading.antecedents import Antecedents
from polemos.reading.chains import Chains
from polemos.text.names import name_words


class Coreference:
    """Links the mentions of one report; `link` returns them with chain, resolved name and kind."""

    def __init__(
        self, analysis: Analysis, mentions: list[Mention], nouns: Nouns, countries: Container[str] = ()
    ) -> None:
        self.analysis, self.nouns, self.mentions = analysis, nouns, mentions
        self.chains = Chains()
        self.heads = {mention.head: mention for mention in reversed(mentions)}
        link_names(analysis, mentions, nouns, self.chains, countries)
        self.antecedents = Antecedents(analysis, mentions, nouns, self.chains)

    def link(self) -> tuple[Mention, ...]:
        for mention in self.mentions:
            if mention.index not in self.chains:
                self.chains.put(mention, self.antecedents.of(mention))
            self.antecedents.saw(mention)
        fullest = self._fullest()
        return tuple(self._resolved(mention, fullest) for mention in self.mentions)

    def _fullest(self) -> dict[int, Mention]:
        """The mention of each chain that names it best."""
        found: dict[int, Mention] = {}
        for mention in self.mentions:
            root = self.chains.root(mention.index)
            held = found.get(root)
            if not mention.pronoun and (held is None or self._fuller(mention, held)):
                found[root] = mention
        return found

    def _resolved(self, mention: Mention, fullest: dict[int, Mention]) -> Mention:
        """The mention with its chain's fullest name; a group of two sides keeps its own words and its parts."""
        root = self.chains.root(mention.index)
        group = self._members(mention, fullest)
        if group is not None:
            return replace(mention, chain=root, name=group.name, kind=group.kind, named=True)
        full = fullest.get(root)
        parts = self.antecedents.parts.get(mention.index, ()) or self._affiliated(mention)
        if full is None or parts:
            return replace(mention, chain=root, parts=parts)
        noun = self.analysis.tokens[mention.head].pos != "ADJ"  # "Turkish" stays an actor where "Turkey" is a place
        adjective = self.analysis.tokens[full.head].pos == "ADJ"  # and "Turkey" a place where the first is "Turkish"
        same = mention.pronoun or (noun and full.named and not adjective and self._proper(mention))
        return replace(
            mention,
            chain=root,
            name=full.name,
            category=full.category if same else mention.category,
            kind=full.kind
            if mention.pronoun or (full.kind != "other" and mention.category != "place")
            else mention.kind,
            named=mention.named or full.named,
        )

    def _members(self, mention: Mention, fullest: dict[int, Mention]) -> Mention | None:
        """The group whose people these are: "ISIS fighters", "its members", "members of the FARC"."""
        analysis, tokens = self.analysis, self.analysis.tokens
        if tokens[mention.head].lemma not in self.nouns.members or mention.category not in ("people", "group"):
            return None
        wanted = {child.index for child in analysis.children(mention.head, "compound", "poss", "nmod")}
        for prep in analysis.children(mention.head, "prep"):
            if prep.lemma in ("of", "from"):  # "militants from Boko Haram"
                wanted.update(inner.index for inner in analysis.children(prep.index, "pobj"))
        if mention.first and tokens[mention.first - 1].text in (")", "]"):
            wanted.add(mention.first - 2)  # "the National Liberation Front [NLF] forces"
        for other in self.mentions[max(0, mention.index - 3) : mention.index + 6]:
            full = fullest.get(self.chains.root(other.index)) if other.head in wanted else None
            if full is not None and full.category == "group" and tokens[full.head].pos != "ADJ":
                return full
        return None

    def _affiliated(self, mention: Mention) -> tuple[int, ...]:
        """The groups that "factions affiliated with A, B and C" belong to (codebook section 3)."""
        analysis = self.analysis
        if mention.category != "group" or mention.named:
            return ()
        found: list[int] = []
        for child in analysis.children(mention.head, "acl", "amod"):
            if child.lemma not in self.nouns.affiliation:
                continue
            for prep in analysis.children(child.index, "prep"):
                for inner in analysis.children(prep.index, "pobj"):
                    found += [i for i in analysis.conjuncts(inner.index) if i in self.heads]
        groups = [self.heads[i] for i in found]
        return tuple(sorted(other.index for other in groups if other.category == "group" and other.named))

    def _fuller(self, mention: Mention, held: Mention) -> bool:
        """A proper name before a description, the longer before the shorter; the first of equals stays."""
        new, old = self._proper(mention), self._proper(held)
        if new != old:
            return new
        return new and len(name_words(mention.name)) > len(name_words(held.name))

    def _proper(self, mention: Mention) -> bool:
        return mention.named and (mention.name[:1].isupper() or self.analysis.tokens[mention.head].pos == "PROPN")
