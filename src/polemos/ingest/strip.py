"""Plain tag stripping: text from pages that the extractor cannot take (nested too deep, too large) or gives up on."""

import html
import re

_DROPPED = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "figure",
    "head",
    "svg",
)
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd"}
    | {
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
    }
)
_NAME = re.compile(r"/?([a-z!?][a-z0-9:_-]{0,40})")


def strip_tags(page: str) -> list[str]:
    """Paragraphs of a page in order; what stands in navigation, headers, footers, forms and scripts is left out."""
    lower = page.lower()
    if len(lower) != len(page):  # a few letters grow when they are made small, and offsets would no longer agree
        lower = page
    pieces: list[str] = []
    unclosed: set[str] = set()
    at = 0
    while True:
        opening = lower.find("<", at)
        pieces.append(page[at : opening if opening >= 0 else len(page)])
        if opening < 0:
            break
        at = _skip(lower, opening, pieces, unclosed)
        if at <= opening:
            break
    lines = html.unescape("".join(pieces)).split("\n\n")
    return [line for line in (" ".join(paragraph.split()) for paragraph in lines) if line]


def _skip(page: str, opening: int, pieces: list[str], unclosed: set[str]) -> int:
    """The offset after this tag, comment or dropped element, 0 if it never ends; a block adds a paragraph break."""
    if page.startswith("<!--", opening):
        closing = page.find("-->", opening)
        return closing + 3 if closing >= 0 else 0
    found = _NAME.match(page, opening + 1)
    if not found:  # "5 < 6"
        pieces.append("<")
        return opening + 1
    name = found[1]
    end = page.find(">", opening) + 1
    if name not in _INLINE:
        pieces.append("\n\n")
    if name in _DROPPED and name not in unclosed and page[opening + 1] != "/":
        closing = page.find("</" + name, end)
        if closing >= 0:
            return page.find(">", closing) + 1
        # It would swallow the page, so only its tag goes; noted, or a million of them would each search to the end.
        unclosed.add(name)
        return 0 if name in ("script", "style") else end
    return end
