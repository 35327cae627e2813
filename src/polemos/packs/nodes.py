"""Reads checked values from YAML nodes, which know their lines; every problem says file, line and what is wrong."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DATE = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass
class Sheet:
    """One YAML file being read. Values stay text: `no` is Norway here, and 2013-04-08 needs no quotes."""

    where: str
    problems: list[str] = field(default_factory=list)

    def root(self, text: str) -> yaml.Node | None:
        """The file's top node, or None with the problem noted."""
        try:
            found = yaml.compose(text, Loader=_Loader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = f":{mark.line + 1}" if mark else ""
            self.problems.append(f"{self.where}{line}: not YAML: {getattr(error, 'problem', None) or error}")
            return None
        if found is None:
            self.problems.append(f"{self.where}:1: the file is empty")
        return found

    def problem(self, node: yaml.Node, text: str) -> None:
        self.problems.append(f"{self.where}:{node.start_mark.line + 1}: {text}")

    def mapping(self, node: yaml.Node, known: Iterable[str], required: Iterable[str] = ()) -> dict[str, yaml.Node]:
        """The values of an object by key; unknown, double and missing keys are noted."""
        if not isinstance(node, yaml.MappingNode):
            self.problem(node, f"must be an object with {', '.join(required) or 'keys'}")
            return {}
        found: dict[str, yaml.Node] = {}
        names = tuple(known)
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if name not in names:
                self.problem(key, f"unknown key {name!r}{_meant(name, names)}")
            elif name in found:
                self.problem(key, f"{name!r} stands here twice")
            else:
                found[name] = value
        for name in required:
            if name not in found:
                self.problem(node, f"needs `{name}`")
        return found

    def items(self, node: yaml.Node | None) -> list[yaml.Node]:
        """The members of a list; one value alone counts as a list of one."""
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return []
        return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]

    def text(self, node: yaml.Node | None) -> str | None:
        """A word or phrase, with its spaces tidied; None where nothing stands."""
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            self.problem(node, "must be text")
            return None
        return " ".join(node.value.split()) or None

    def texts(self, node: yaml.Node | None) -> tuple[str, ...]:
        found = (self.text(item) for item in self.items(node))
        return tuple(text for text in found if text)

    def date(self, node: yaml.Node | None) -> str | None:
        """An ISO date, month or year."""
        text = self.text(node)
        if text is not None and node is not None and not _DATE.fullmatch(text):
            self.problem(node, f"{text!r} is no date; write 2013, 2013-04 or 2013-04-08")
            return None
        return text

    def choice(self, node: yaml.Node | None, options: Iterable[str], what: str) -> str | None:
        """One of the options."""
        text, known = self.text(node), tuple(options)
        if text is not None and node is not None and text not in known:
            self.problem(node, f"{text!r} is no {what}{_meant(text, known)}")
            return None
        return text

    def span(self, fields: Mapping[str, yaml.Node]) -> tuple[str | None, str | None]:
        """`from` and `to`, the first not after the second."""
        from_, to = self.date(fields.get("from")), self.date(fields.get("to"))
        if from_ and to and to[: len(from_)] < from_[: len(to)]:
            self.problem(fields["to"], f"ends on {to}, before it begins on {from_}")
        return from_, to


def _meant(name: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(name, known, 1)
    return f"; did you mean {close[0]!r}?" if close else f"; one of {', '.join(known)}" if len(known) < 30 else ""
