"""Inputs that a hostile or a careless world hands in, made by code. Each says what it is and what must come of it."""

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

SENTENCE = "Rebels attacked an army post near Gao on Sunday, killing at least five soldiers, a spokesman said."
ACCENTS = "Le préfet a été tué près de Ménaka, a déclaré l’armée à la télévision."
CODED = ""


@dataclass(frozen=True)
class Hostile:
    """`reasons`: what it may be quarantined for; with CODED among them it may also be read."""

    id: str
    name: str
    data: bytes
    reasons: frozenset[str]


def _case(id: str, name: str, data: bytes | str, *reasons: str) -> Hostile:
    return Hostile(id, name, data.encode() if isinstance(data, str) else data, frozenset(reasons))


def corpus() -> Iterator[Hostile]:
    """All cases."""
    yield from _nothing()
    yield from _binary()
    yield from _encodings()
    yield from _large()
    yield from _pages()
    yield from _records()
    yield from _pdfs()


def _nothing() -> Iterator[Hostile]:
    yield _case("no bytes", "a.txt", b"", "empty")
    yield _case("white space alone", "a.txt", " \r\n\t\n", "empty")
    yield _case("a byte order mark alone", "a.txt", b"\xef\xbb\xbf", "empty")
    yield _case("a page without words", "a.html", "<html><body><p></p></body></html>", "no-text")
    yield _case(
        "a page of script", "a.html", "<html><script>var a = 'one two three four five six';</script></html>", "no-text"
    )


def _binary() -> Iterator[Hostile]:
    packed = gzip.compress((SENTENCE * 50).encode(), mtime=0)
    for tenth in range(1, 10):
        yield _case(f"gzip cut at {tenth}/10", "a.txt", packed[: len(packed) * tenth // 10], "binary")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("word/document.xml", SENTENCE)
    yield _case("an office document", "a.docx", archive.getvalue(), "binary")
    yield _case("an image", "a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary")
    yield _case("an image called a page", "a.html", b"\xff\xd8\xff\xe0\0\x10JFIF", "binary")
    yield _case("NUL in a sentence", "a.txt", SENTENCE.encode() + b"\0" + SENTENCE.encode(), "binary")
    yield _case("control characters", "a.txt", bytes(range(1, 32)) * 20, "binary")
    yield _case("an executable", "a.txt", b"\x7fELF\x02\x01\x01" + bytes(64), "binary")


def _encodings() -> Iterator[Hostile]:
    for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"):
        yield _case(f"text in {codec}", "a.txt", ACCENTS.encode(codec), CODED)
    yield _case("UTF-16 cut in a letter", "a.txt", ACCENTS.encode("utf-16")[:-1], "encoding")
    yield _case("Cyrillic without a label", "a.txt", ("Войска заняли город " * 9).encode("koi8-r"), "encoding")
    yield _case("UTF-8 cut in a letter", "a.txt", ACCENTS.encode()[: ACCENTS.index("’") + 5], CODED)
    yield _case("a lone surrogate in UTF-8", "a.txt", SENTENCE.encode() + b" \xed\xa0\x80.", CODED, "encoding")
    labels = (
        "utf-8",
        "utf-16",
        "shift_jis",
        "big5",
        "koi8-r",
        "windows-1256",
        "x-user-defined",
        "rot13",
        "unicode_escape",
        "",
    )
    for label in labels:
        page = f'<html><head><meta charset="{label}"></head><body><p>{ACCENTS}</p></body></html>'
        for codec in ("utf-8", "cp1252"):
            yield _case(f"a page in {codec} that says {label}", "a.html", page.encode(codec), CODED, "encoding")


def _large() -> Iterator[Hostile]:
    yield _case("20 MB in one line", "a.txt", b"a" * 20_000_000, "too-long")
    yield _case("more than 20 MB", "a.txt", b"a " * 10_000_001, "too-large")
    yield _case("a million words", "a.txt", b"war " * 1_000_000, "too-long")
    yield _case("200,000 newlines and a word", "a.txt", b"\n" * 200_000 + b"war", CODED)
    yield _case("100,000 short lines", "a.txt", b"By A\n" * 100_000, CODED)
    yield _case("100,000 topics", "a.txt", b"Tags:\n" * 100_000 + SENTENCE.encode(), CODED)
    yield _case("brackets", "a.txt", b"[" * 300_000, CODED)
    yield _case("digits and dashes", "a.txt", b"1-" * 300_000, CODED)
    yield _case("a date that goes on", "a.txt", b"12 May " * 100_000, CODED)


def _pages() -> Iterator[Hostile]:
    for depth in (10, 100, 255, 1_000):
        page = "<html><body>" + "<div>" * depth + f"<p>{SENTENCE}</p>" + "</div>" * depth + "</body></html>"
        yield _case(f"nested {depth} deep", "a.html", page, CODED)
    deep = "<html><body>" + "<div>" * 100_000 + f"<p>{SENTENCE}</p></body></html>"
    yield _case("nested 100,000 deep", "a.html", deep, "too-deeply-nested")
    yield _case("nested 100,000 deep without words", "a.html", "<html>" + "<i>" * 100_000, "too-deeply-nested")
    yield _case("a million tags", "a.html", f"<html><body><p>{SENTENCE}</p>" + "<b>x</b> " * 500_000, "too-long", CODED)
    yield _case("100,000 links", "a.html", f"<html><body><p>{SENTENCE}</p>" + '<a href="/x">a b</a> ' * 100_000, CODED)
    yield _case("20,000 rows", "a.html", f"<html><p>{SENTENCE}</p><table>" + "<tr><td>1</td></tr>" * 20_000, CODED)
    yield _case("comments that never end", "a.html", f"<html><p>{SENTENCE}</p>" + "<!--" * 100_000, CODED)
    yield _case(
        "navigation never closed", "a.html", f"<html><p>{SENTENCE}</p>" + "<nav>" * 100_000, "too-deeply-nested"
    )
    yield _case("scripts never closed", "a.html", f"<html><p>{SENTENCE}</p>" + "<script>" * 100_000, CODED)
    yield _case("angles", "a.html", f"<html><p>{SENTENCE}</p>" + "<" * 300_000, CODED, "no-text")
    yield _case("attributes", "a.html", f"<html><p {'a=1 ' * 100_000}>{SENTENCE}</p>", CODED)
    bomb = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    for head in ('<?xml version="1.0"?>', ""):
        page = f'{head}<!DOCTYPE html [<!ENTITY a0 "ha">{bomb}]><html><body><p>{SENTENCE} &a11;</p></body></html>'
        yield _case(f"an entity bomb after {head or 'nothing'}", "a.html", page, CODED)
    outside = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>' + SENTENCE + " &x;</p></body></html>"
    )
    yield _case("an entity from outside", "a.html", outside, CODED)
    yield _case(
        "wrong claim of XML encoding",
        "a.html",
        f'<?xml version="1.0" encoding="utf-16"?><html><p>{SENTENCE}</p></html>',
        CODED,
    )


def _records() -> Iterator[Hostile]:
    yield _case("no JSON", "a.jsonl", '{"text": ', "not-json")
    yield _case("two objects", "a.jsonl", '{"text": "a"} {"text": "b"}', "not-json")
    yield _case("a list", "a.jsonl", '["text"]', "bad-record")
    yield _case("a number", "a.jsonl", "12", "bad-record")
    yield _case("a number of 5,000 digits", "a.jsonl", '{"text": "a", "n": ' + "9" * 5_000 + "}", "not-json")
    yield _case("no text", "a.jsonl", '{"title": "a"}', "no-text")
    yield _case("text null", "a.jsonl", '{"text": null}', "no-text")
    yield _case("text empty", "a.jsonl", '{"text": " "}', "empty")
    yield _case("text a list", "a.jsonl", '{"text": ["a"]}', "no-text")
    yield _case("title a number", "a.jsonl", '{"text": "War.", "title": 3}', "bad-record")
    yield _case("topics a string", "a.jsonl", '{"text": "War.", "topics": "war"}', "bad-record")
    yield _case("truncated a string", "a.jsonl", '{"text": "War.", "truncated": "no"}', "bad-record")
    yield _case("published not a number", "a.jsonl", '{"text": "War.", "published": NaN}', "bad-record")
    yield _case("body out of order", "a.jsonl", '{"text": "War and war.", "body": [[4, 7], [0, 3]]}', "bad-record")
    yield _case("body outside", "a.jsonl", '{"text": "War.", "body": [[0, 99]]}', "bad-record")
    for date in (
        "2014-02-31",
        "yesterday",
        "12/02/2014",
        "2014",
        "2014-02-12T99:00",
        "0000-00-00",
        "٢٠١٤-٠٢-١٢",
        "2014-02-12\n\n",
    ):
        reasons = (CODED,) if date.strip() == "2014-02-12" else ("bad-date",)
        yield _case(f"the date {date!r}", "a.jsonl", json.dumps({"text": "War.", "published": date}), *reasons)
    yield _case("JSON 200,000 deep", "a.jsonl", "[" * 200_000, "too-deeply-nested")
    yield _case(
        "metadata 60 deep", "a.jsonl", '{"text": "War.", "meta": ' + "[" * 60 + "]" * 60 + "}", "too-deeply-nested"
    )
    yield _case("not UTF-8", "a.jsonl", '{"text": "é"}'.encode("cp1252"), "encoding")
    yield _case("a lone surrogate", "a.jsonl", '{"text": "War \\ud83d in Gao."}', CODED)
    yield _case("NUL", "a.jsonl", '{"text": "War \\u0000 in Gao."}', CODED)


def _pdfs() -> Iterator[Hostile]:
    whole = pdf([[SENTENCE]])
    yield _case("PDF head alone", "a.pdf", b"%PDF-1.4\n", "broken-pdf")
    yield _case("PDF without text", "a.pdf", pdf([[]]), "no-text")
    for tenth in range(1, 10):
        yield _case(
            f"PDF cut at {tenth}/10", "a.pdf", whole[: len(whole) * tenth // 10], "broken-pdf", "no-text", CODED
        )


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF of these lines, in one font."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = " T* ".join(f"({line.replace('(', '').replace(')', '')}) Tj" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET".encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        resources = b"/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 600 840]"
        objects.append(b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>" % (resources, len(objects)))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, offsets = io.BytesIO(b""), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()
