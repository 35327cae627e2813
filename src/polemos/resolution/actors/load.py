"""The packs, read and indexed, or as kept from the last time."""

import gc
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from polemos.codebook.demonyms import packaged_adjectives
from polemos.errors import PackError
from polemos.model.actor import Actor, Post
from polemos.packs.entries import Header
from polemos.packs.kept import kept
from polemos.packs.lexicon import Countries, countries, generic, name_words
from polemos.packs.reader import PackText, pack_text, packaged, read_pack
from polemos.packs.registry import Registry, assemble
from polemos.resolution.actors.index import Index, build
from polemos.resolution.actors.phrase import Phrases
from polemos.resolution.actors.resolver import ActorResolver
from polemos.text.romanisation import fold


@dataclass(frozen=True)
class Actors:
    """All actors of the packs that hold. `problems` is what is wrong with the packs that were left out."""

    index: Index
    packs: tuple[Header, ...]
    problems: tuple[str, ...]
    joined: dict[str, str]

    @cached_property
    def countries(self) -> Countries:
        return countries(packaged_adjectives())

    @cached_property
    def resolver(self) -> ActorResolver:
        return ActorResolver(self.index, self.countries, name_words(), generic())

    @cached_property
    def registry(self) -> Registry:
        return Registry(tuple(self.index.actors), self.packs, self.problems, self.joined)

    def get(self, id_: str) -> Actor | None:
        return self.registry.by_id.get(id_)

    def posts(self, actor: Actor) -> tuple[Post, ...]:
        return self.registry.posts(actor)


def load(extra: Sequence[Path] = (), *, with_packaged: bool = True) -> Actors:
    """The packaged packs and further ones, each a file or a folder. Raises PackError where one cannot be read."""
    texts = [*(packaged() if with_packaged else ()), *map(_text, extra)]
    data = kept([f"{text.where}\0{text.digest}" for text in texts], lambda: _made_at_once(texts))
    return Actors(
        Index(data["rows"], data["names"], data["keys"]),
        tuple(Header(**header) for header in data["packs"]),
        tuple(data["problems"]),
        data["joined"],
    )


def is_group(name: str) -> bool:
    """Whether an armed group of the packaged packs bears the very name."""
    return fold(name) in _groups()


@cache
def _groups() -> frozenset[str]:
    index = load().index
    bearers = ((key, actor, name) for key, at in index.keys["exact"].items() for actor, name in map(index.named, at))
    return frozenset(key for key, actor, name in bearers if actor.kind == "armed-group" and name.kind != "generic")


def load_own(extra: Sequence[Path]) -> Actors:
    """The same, where every further pack must hold. Raises PackError with all that is wrong in them."""
    found = load(extra)
    if found.problems:
        # What is wrong with a packaged pack by itself is not the user's fault.
        known = set(load().problems)
        own = [problem for problem in found.problems if problem not in known]
        if own:
            raise PackError(own)
    return found


def of_actors(actors: Sequence[Actor]) -> Actors:
    """Actors from elsewhere than a pack, indexed here and now."""
    phrases = Phrases(countries(packaged_adjectives()), name_words())
    return Actors(build(actors, phrases), (), (), {})


def _text(path: Path) -> PackText:
    try:
        return pack_text(path, path.name)
    except OSError as error:
        raise PackError([f"{path}: cannot be read: {error.strerror or error}"]) from error


def _made_at_once(texts: Sequence[PackText]) -> dict[str, Any]:
    """The same without collecting garbage, which takes a fifth of the time and finds none."""
    running = gc.isenabled()
    gc.disable()
    try:
        return _made(texts)
    finally:
        if running:
            gc.enable()


def _made(texts: Sequence[PackText]) -> dict[str, Any]:
    registry = assemble([read_pack(text) for text in texts])
    index = build(registry.actors, Phrases(countries(packaged_adjectives()), name_words()))
    return {
        "rows": index.rows,
        "names": index.names,
        "keys": index.keys,
        "packs": [asdict(header) for header in registry.packs],
        "problems": registry.problems,
        "joined": registry.joined,
    }
