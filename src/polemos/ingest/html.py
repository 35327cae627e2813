"""A saved page to a report: the article's paragraphs, and what the page says about it. Never fetches anything."""

import logging
from dataclasses import dataclass, replace
from typing import Any

from polemos.errors import InputError, Unreadable
from polemos.ingest.cues import fold, load_cues
from polemos.ingest.dates import checked_date
from polemos.ingest.decode import check_length
from polemos.ingest.defaults import ReportDefaults
from polemos.ingest.layout import Layout, lay_out
from polemos.ingest.nesting import measure
from polemos.ingest.plain import report_id
from polemos.ingest.strip import strip_tags
from polemos.model import Report
from polemos.settings import Settings

for _noisy in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_noisy).addHandler(logging.NullHandler())

_STANDFIRST = ("standfirst", "subheadline", "subhead", "sub-headline", "dek", "deck", "article-summary", "article-dek")
_NOT_ARTICLE = [
    "//nav", "//figcaption", "//figure", "//aside", "//form",
    "//*[" + " or ".join(f"contains(concat(' ', normalize-space(@class), ' '), ' {c} ')" for c in _STANDFIRST) + "]",
    "//*[contains(@class, 'caption')]",
    "//sup[contains(@class, 'reference')]", "//*[contains(@class, 'editsection')]",
    "//ol[contains(@class, 'references')]",
]  # fmt: skip
_FEW_WORDS = 5
"""Fewer words than this in all are no report: a page of links, an error page."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What was found on the page before its layout is read."""

    paragraphs: tuple[str, ...]
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    topics: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    truncated: bool = False


def report_from_page(page: str, sha256: str, name: str, defaults: ReportDefaults, settings: Settings) -> Report:
    """The report in a decoded page. Raises Unreadable `no-text`, TooLarge, or InputError `too-deeply-nested`."""
    extent = measure(page, settings.refused_nesting, settings.max_tags)
    if extent.depth > settings.refused_nesting:
        message = f"elements lie more than {settings.refused_nesting:,} deep, as on no page that people write; "
        raise InputError("too-deeply-nested", message + "open it in a browser and save the article as text")
    deep = extent.depth > settings.max_nesting
    found = _Page(tuple(strip_tags(page))) if deep or extent.tags > settings.max_tags else _extract(page)
    if sum(len(paragraph.split()) for paragraph in found.paragraphs) < _FEW_WORDS:
        raise Unreadable("no-text", "the page holds no article text; save the article as text and try again")
    return _report(found, sha256, name, defaults, settings)


def _report(found: _Page, sha256: str, name: str, defaults: ReportDefaults, settings: Settings) -> Report:
    layout = lay_out("\n\n".join(found.paragraphs), found.title)
    text = _article(found, layout)
    check_length(len(text), settings)
    published = found.published or layout.published or defaults.published
    return Report(
        id=report_id(text),
        text=text,
        sha256=sha256,
        url=found.url,
        outlet=found.outlet or defaults.outlet,
        title=layout.title,
        byline=found.byline or layout.byline,
        published=checked_date(published) if published else None,
        language=found.language,
        topics=found.topics or layout.topics,
        captions=tuple(dict.fromkeys(found.captions + layout.captions)),
        truncated=found.truncated or layout.truncated,
        name=name,
    )


def _article(found: _Page, layout: Layout) -> str:
    """The article alone: `text` is ours to define for a page, so what lies outside the body is left out of it."""
    whole = "\n\n".join(found.paragraphs)
    if layout.body is None:
        return whole
    return "\n\n".join(whole[start:end] for start, end in layout.body)


def _extract(page: str) -> _Page:
    """What the extractor finds; where it finds nothing (short pages), all text outside navigation."""
    try:
        found = _trafilatura(page)
    except (MemoryError, InputError):
        raise
    except Exception:  # third-party code on hostile bytes: whatever it raises, plain stripping is still there
        found = _Page(())
    if found.paragraphs:
        return found
    return replace(found, paragraphs=tuple(p for p in strip_tags(page) if p not in found.captions))


def _trafilatura(page: str) -> _Page:
    from lxml import html as lxml_html
    from trafilatura import bare_extraction

    # Our own parser: no network, no huge trees, and bytes whose encoding is certain, whatever the page declares.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    tree = lxml_html.document_fromstring(page.encode("utf-8"), parser=parser)
    captions = _captions(tree)
    truncated, language = _cut_off(tree), (tree.get("lang") or "")[:2].lower() or None
    document = bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=False,  # rows are no sentences, and pages laid out in tables are better stripped
        date_extraction_params={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"},
        prune_xpath=_NOT_ARTICLE,
    )
    if document is None or isinstance(document, dict):
        return _Page((), captions=captions, truncated=truncated, language=language)
    lines = (" ".join(line.split()).removeprefix("- ") for line in (document.text or "").split("\n"))
    return _Page(
        paragraphs=tuple(line for line in lines if line and line not in captions),
        title=_clean(document.title),
        byline=_clean(document.author),
        outlet=_clean(document.sitename) or _clean(document.hostname),
        url=_clean(document.url),
        published=_clean(document.date),
        language=language,
        topics=tuple(
            dict.fromkeys(topic for tags in document.tags or () for tag in tags.split(",") if (topic := _clean(tag)))
        ),
        captions=captions,
        truncated=truncated,
    )


def _clean(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _captions(tree: Any) -> tuple[str, ...]:
    found = tree.xpath("//figcaption | //*[contains(@class, 'caption') and not(.//p[2])]")
    texts = (" ".join(element.text_content().split()) for element in found)
    return tuple(dict.fromkeys(text for text in texts if 3 <= len(text.split()) <= 120))


def _cut_off(tree: Any) -> bool:
    """A notice outside navigation says that the rest needs a subscription."""
    cue = load_cues()["cut"]
    blocks = tree.xpath(
        "//*[self::p or self::div or self::h2 or self::h3 or self::h4 or self::span or self::section]"
        "[not(ancestor::nav or ancestor::header or ancestor::footer)][not(.//p or .//div)]"
    )
    texts = (" ".join(block.text_content().split()) for block in blocks)
    return any(cue.holds(text, fold(text)) for text in texts if len(text) < 400)
