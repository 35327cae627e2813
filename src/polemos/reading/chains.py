"""Which mentions stand for the same thing, as sets that grow while a report is read."""

from polemos.model.analysis import Mention


class Chains:
    """Mention indexes joined into chains; the first mention of the fuller name stands for the chain."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def __contains__(self, mention: int) -> bool:
        return mention in self._parent

    def root(self, mention: int) -> int:
        while (parent := self._parent.get(mention, mention)) != mention:
            mention = parent
        return mention

    def put(self, mention: Mention, like: int | None) -> None:
        """Make the mention part of the chain of `like`, or of one of its own."""
        self._parent[mention.index] = mention.index if like is None else self.root(like)

    def join(self, short: int, full: int) -> None:
        """Make the chain of the short form part of that of the full name."""
        short, full = self.root(short), self.root(full)
        if short != full:
            self._parent[short] = full
