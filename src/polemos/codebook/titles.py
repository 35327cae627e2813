"""Reads data/mentions/titles.yaml: words for posts, ranks and membership."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from polemos.codebook.loader import Codebook, strings
from polemos.errors import CodebookError

SECTION = "mentions/titles"


@dataclass(frozen=True)
class Titles:
    """Word lists, all lemmas in lower case."""

    posts: frozenset[str]
    members: frozenset[str]
    """Ranks and callings that make a named person a member of the body named before them: "FBI agent X"."""
    needs: Mapping[str, frozenset[str]]
    """Head of a post to the words one of which must stand beside it."""
    after: frozenset[str]
    before: frozenset[str]
    ranks: frozenset[str]
    particles: frozenset[str]
    past: frozenset[str]
    unnamed: frozenset[str]
    nobody: frozenset[str]
    either: frozenset[str]
    """Words of belonging that are said of persons and of groups."""
    called: frozenset[str]
    """Verbs that say with "as" what somebody is: "identified as the leader"."""
    confidence: float


def titles(codebook: Codebook) -> Titles:
    """The lists of a loaded codebook. Raises CodebookError that names every problem."""
    problems: list[str] = []
    data: dict[str, Any] = codebook.sections.get(SECTION) or {}

    def words(key: str) -> frozenset[str]:
        return frozenset(strings(data.get(key), f"{SECTION}.{key}", problems))

    result = Titles(
        posts=words("posts"),
        members=words("members"),
        needs={
            head: frozenset(strings(value, f"{SECTION}.needs.{head}", problems))
            for head, value in (data.get("needs") or {}).items()
        },
        after=words("after"),
        before=words("before"),
        ranks=words("ranks"),
        particles=words("particles"),
        past=words("past"),
        unnamed=words("unnamed"),
        nobody=words("nobody"),
        either=words("either"),
        called=words("called"),
        confidence=float(data.get("confidence", 0.7)),
    )
    if problems:
        raise CodebookError(problems)
    return result
