"""How deep and how large a page is, told before a parser sees it."""

import re
from dataclasses import dataclass

_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
    | {"!doctype", "?xml"}
)
_RAW = ("script", "style", "textarea", "title", "noscript", "template")
"""Elements whose content is no markup, or none that is read."""
_SELF_CLOSING = frozenset({"p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody"})
"""A second one closes the first."""
_NAME = re.compile(r"[a-z!?][a-z0-9:_-]{0,40}")


@dataclass(frozen=True, slots=True)
class Extent:
    """`depth` of open elements and number of `tags`; neither is counted beyond the limits that were given."""

    depth: int
    tags: int


def measure(page: str, max_depth: int, max_tags: int) -> Extent:
    """One pass from "<" to "<", in time that grows with the length alone; stops beyond a limit."""
    lower = page.lower()
    stack: list[str] = []
    opened: dict[str, int] = {}
    deepest = tags = 0
    at = lower.find("<")
    while at >= 0 and deepest <= max_depth and tags <= max_tags:
        if lower.startswith("<!--", at):
            end = lower.find("-->", at)
        else:
            end = lower.find(">", at)
            tags += _step(lower, at, end, stack, opened)
            deepest = max(deepest, len(stack))
            if stack and stack[-1] in _RAW:
                end = lower.find("</" + stack[-1], end) - 1
        if end < 0:
            break
        at = lower.find("<", end)
    return Extent(deepest, tags)


def _step(page: str, at: int, end: int, stack: list[str], opened: dict[str, int]) -> int:
    """Open or close one element; 1 if it was a tag."""
    closing = page.startswith("/", at + 1)
    found = _NAME.match(page, at + 1 + closing)
    if not found or end < 0:
        return 0
    name = found.group()
    if closing:
        if opened.get(name):
            while True:
                last = stack.pop()
                opened[last] -= 1
                if last == name:
                    break
    elif name not in _VOID and page[end - 1] != "/" and not (name in _SELF_CLOSING and stack and stack[-1] == name):
        stack.append(name)
        opened[name] = opened.get(name, 0) + 1
    return 1
