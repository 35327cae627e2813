"""Bytes to reports: encodings, pages, PDF, JSON; ids, dates and the user's values."""

import hashlib
import json

import pytest

from hostile import ACCENTS, SENTENCE, pdf
from polemos import faults
from polemos.errors import InputError
from polemos.ingest.defaults import NO_DEFAULTS, ReportDefaults
from polemos.ingest.dispatch import read_reports
from polemos.ingest.jsonl import report_from_line
from polemos.model import Report
from polemos.model.serial import to_json
from polemos.settings import DEFAULTS, Settings

PARAGRAPHS = [f"{SENTENCE} It was attack number {i} of the month. Residents fled across the river." for i in range(6)]
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Rebels take bridge | Example</title>
<meta property="og:title" content="Rebels take bridge near Gao"><meta property="og:site_name" content="Example Times">
<meta name="author" content="Amina Okafor"><meta property="article:published_time" content="2013-02-03T10:30:00Z">
<meta property="article:tag" content="Mali, Gao"><link rel="canonical" href="https://example.org/a/1"></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies to improve your experience on this site. Accept all.</p></div>
<article><h1>Rebels take bridge near Gao</h1>
<p class="standfirst">Fighters crossed the river at dawn, and the army is said to be falling back towards the town.</p>
<p class="byline">By Amina Okafor</p><time datetime="2013-02-03">3 February 2013</time>
<figure><img src="x.jpg"><figcaption>Soldiers patrol the road to Gao. Photo by Somebody/Example</figcaption></figure>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}
<div class="regwall"><p>Register at no cost to continue reading this article.</p></div>
</article><aside><h3>More from Example Times</h3><ul><li><a href="/b">Floods hit the north</a></li></ul></aside>
<footer><p>© 2013 Example Times. All rights reserved.</p><p>Sign up for our newsletter</p></footer></body></html>"""


def read(data: bytes | str, name: str, defaults: ReportDefaults = NO_DEFAULTS, settings: Settings = DEFAULTS) -> Report:
    return read_reports(data.encode() if isinstance(data, str) else data, name, defaults, settings)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_in_any_usual_encoding_is_the_same_text(codec: str) -> None:
    report = read(ACCENTS.encode(codec), "a.txt")
    assert report.text == ACCENTS
    assert report.sha256 == hashlib.sha256(ACCENTS.encode(codec)).hexdigest()
    assert report.id == "r-" + hashlib.sha256(ACCENTS.encode()).hexdigest()[:16]


@pytest.mark.parametrize("label", ["windows-1251", "koi8-r", "iso-8859-5"])
def test_a_declared_charset_is_followed_where_the_bytes_are_not_utf8(label: str) -> None:
    text = "Войска заняли город в понедельник, сообщил губернатор области."
    page = f'<html><head><meta charset="{label}"></head><body><p>{text}</p></body></html>'
    assert read(page.encode(label), "a.html").text == text


def test_line_ends_are_kept() -> None:
    assert read("One army.\r\nTwo armies.\r\n", "a.txt").text == "One army.\r\nTwo armies.\r\n"


def test_a_page_gives_the_article_and_what_it_says_of_it() -> None:
    report = read(PAGE, "a.html")
    assert report.text == "\n\n".join(PARAGRAPHS)
    assert (report.title, report.byline, report.outlet) == (
        "Rebels take bridge near Gao",
        "Amina Okafor",
        "Example Times",
    )
    assert (report.published, report.language, report.url) == ("2013-02-03", "en", "https://example.org/a/1")
    assert report.topics == ("Mali", "Gao")
    assert report.captions == ("Soldiers patrol the road to Gao. Photo by Somebody/Example",)
    assert report.truncated
    assert report.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


def test_a_page_is_told_by_its_content_without_a_name() -> None:
    assert read(PAGE, "-").text == read(PAGE, "a.html").text


def test_a_text_that_speaks_of_pages_is_text() -> None:
    text = "The leaflet read: <html> is a mark. Rebels attacked Gao on Sunday."
    assert read(text, "-").text == text
    assert read(text, "a.txt").text == text


def test_a_page_without_notice_is_whole() -> None:
    page = PAGE.replace('<div class="regwall"><p>Register at no cost to continue reading this article.</p></div>', "")
    assert not read(page, "a.html").truncated


def test_a_short_page_is_read_without_its_navigation() -> None:
    page = f"<html><body><nav><a>Home</a></nav><p>{SENTENCE}</p><script>x()</script><footer>About us</footer></html>"
    assert read(page, "a.html").text == SENTENCE


def test_an_old_page_laid_out_in_a_table_gives_paragraphs() -> None:
    cells = (
        "<tr><td><a href='/'>Home</a> | <a href='/a'>Africa</a></td></tr><tr><td><b>Rebels take bridge near Gao</b><br>"
    )
    page = f"<html><body><table>{cells}12 Feb 2014<br><br>{'<br><br>'.join(PARAGRAPHS)}</td></tr></table></body></html>"
    report = read(page, "a.html")
    assert report.text == "\n\n".join(PARAGRAPHS)
    assert report.published == "2014-02-12"


def test_reference_marks_and_edit_links_are_no_words() -> None:
    mark = '<sup class="reference"><a href="#c">[1]</a></sup>'
    heading = '<h2>Aftermath<span class="mw-editsection">[edit]</span></h2>'
    marked = "".join(f"<p>{paragraph}{mark}</p>" for paragraph in PARAGRAPHS)
    page = f"<html><body><main>{marked}{heading}<p>{SENTENCE}</p></main></body></html>"
    assert read(page, "a.html").text == "\n\n".join([*PARAGRAPHS, "Aftermath", SENTENCE])


def test_what_the_page_says_wins_over_the_users_values() -> None:
    defaults = ReportDefaults(published="2020-01-01", outlet="Other")
    report = read(PAGE, "a.html", defaults)
    assert (report.published, report.outlet) == ("2013-02-03", "Example Times")
    bare = read(f"<html><body><p>{SENTENCE}</p></body></html>", "a.html", defaults)
    assert (bare.published, bare.outlet) == ("2020-01-01", "Other")


def test_a_page_with_too_many_tags_is_stripped() -> None:
    report = read(PAGE, "a.html", settings=Settings(max_tags=10))
    assert PARAGRAPHS[3] in report.text
    assert "Home" not in report.text
    assert report.truncated


def test_a_pdf_gives_paragraphs_with_broken_words_joined() -> None:
    first = [
        "Rebels attacked an army post near Gao on Sunday, killing five sol-",
        "diers, a spokesman for the govern-",
        "ment said.",
    ]
    second = ["The army said that it had retaken the post and that the road to the", "north was open."]
    pages = [
        ["Example Review", *first, "1"],
        ["Example Review", *second, "2"],
        ["Example Review", "Nothing more was known.", "3"],
    ]
    report = read(pdf(pages), "a.pdf")
    assert report.text == (
        "Rebels attacked an army post near Gao on Sunday, killing five soldiers, a spokesman for the "
        "government said.\n\n"
        "The army said that it had retaken the post and that the road to the north was open.\n\nNothing more was known."
    )


def test_a_locked_pdf_says_so() -> None:
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf([[SENTENCE]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(InputError, match="password") as caught:
        read(out.getvalue(), "a.pdf")
    assert caught.value.reason == "encrypted"


def test_a_line_gives_its_own_values_and_leaves_out_what_no_report_has() -> None:
    line = json.dumps(
        {"id": "x1", "text": SENTENCE, "title": "T", "published": "2013-02-03 10:30:00Z", "licence": "CC0", "score": 3}
    )
    report = report_from_line(line.encode(), "a.jsonl:4", ReportDefaults(published="2020-01-01", outlet="Other"))
    assert (report.id, report.title, report.licence, report.name) == ("x1", "T", "CC0", "a.jsonl:4")
    assert (report.published, report.outlet) == ("2013-02-03T10:30:00+00:00", "Other")
    assert report.sha256 == hashlib.sha256(line.encode()).hexdigest()


def test_a_report_comes_back_from_its_own_json() -> None:
    for data, name in (
        (PAGE, "a.html"),
        (f"Rebels take bridge near Gao\n\nFeb 12, 2014\n\n{SENTENCE}\n\n{SENTENCE}", "a.txt"),
    ):
        report = read(data, name)
        assert report_from_line(to_json(report).encode(), name) == report


def test_characters_that_no_file_can_hold_are_marked_and_offsets_stay() -> None:
    report = report_from_line(b'{"text": "War \\ud83d\\u0000 in Gao, \\ud83d\\ude00."}', "a.jsonl:1")
    assert report.text == "War \ufffd\ufffd in Gao, \U0001f600."


def test_one_object_in_a_json_file_is_one_report() -> None:
    assert read('{\n  "text": "War in Gao."\n}\n', "a.json").text == "War in Gao."
    assert read('{"text": "War in Gao."}', "-").text == "War in Gao."


def test_layout_is_told_inside_a_line_too() -> None:
    text = f"Rebels take bridge near Gao\n\nFeb 12, 2014\n\n{SENTENCE}"
    report = report_from_line(json.dumps({"text": text}).encode(), "a.jsonl:1")
    assert report.published == "2014-02-12"
    assert report.body == ((text.index(SENTENCE), len(text)),)


@pytest.mark.parametrize(
    ("data", "name", "limits", "reason"),
    [
        (b"12345678901", "a.txt", {"max_bytes": 10}, "too-large"),
        (b"12345678901", "a.txt", {"max_text": 10}, "too-long"),
        (b'{"text": "12345678901"}', "a.jsonl", {"max_text": 10}, "too-long"),
        (PAGE.encode(), "a.html", {"max_text": 100}, "too-long"),
        (pdf([[SENTENCE]]), "a.pdf", {"max_text": 20}, "too-long"),
        (b'{"text": "War.", "m": [[]]}', "a.jsonl", {"max_json_nesting": 2}, "too-deeply-nested"),
    ],
)
def test_each_limit_refuses_what_is_over_it(data: bytes, name: str, limits: dict[str, int], reason: str) -> None:
    read(data, name)
    with pytest.raises(InputError) as caught:
        read(data, name, settings=Settings(**limits))
    assert caught.value.reason == reason


def test_a_users_date_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="2014-02-12") as caught:
        read("War in Gao.", "a.txt", ReportDefaults(published="12.2.2014"))
    assert caught.value.reason == "bad-date"


def test_a_planted_fault_fails_one_input() -> None:
    faults.PLANTED["decode:b.txt"] = "input"
    try:
        assert read("War in Gao.", "a.txt").text
        with pytest.raises(InputError):
            read("War in Gao.", "b.txt")
    finally:
        faults.PLANTED.clear()


def test_reading_a_page_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert read(PAGE, "a.html").title
