"""Rows of names whose second the parser takes for another name of the first: "Mali, the Sahel Coalition and Niger"."""

from polemos.model.analysis import Analysis, Token


def row_after(analysis: Analysis, token: int) -> list[int]:
    """The names that follow a name in such a row: an apposition with names coordinated to it, all of other chains."""
    first = analysis.tokens[token]
    for child in analysis.children(token, "appos"):
        others = [i for i in analysis.conjuncts(child.index) if _name(analysis, analysis.tokens[i])]
        if first.pos == "PROPN" and child.index in others and len(others) > 1 and _apart(analysis, [token, *others]):
            return others
    return []


def _name(analysis: Analysis, token: Token) -> bool:
    mention = analysis.mention_headed(token.index)
    return token.pos == "PROPN" and mention is not None and mention.category in ("group", "person", "place")


def _apart(analysis: Analysis, tokens: list[int]) -> bool:
    chains = [mention.chain for token in tokens if (mention := analysis.mention_headed(token)) is not None]
    persons = [m.category == "person" for token in tokens if (m := analysis.mention_headed(token)) is not None]
    # "X, Minister of Y and Z" is a person with posts, "Homs, Syria and Beirut, Lebanon" are places with countries.
    return len(set(chains)) == len(tokens) and len(set(persons)) == 1
