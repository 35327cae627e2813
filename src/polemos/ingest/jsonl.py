"""A report as JSON: one line of a JSONL file, or a file with one object."""

import json
from dataclasses import fields, replace
from typing import Any

from polemos import faults
from polemos.errors import InputError, Unreadable
from polemos.ingest.dates import checked_date
from polemos.ingest.decode import check_length, check_size
from polemos.ingest.defaults import NO_DEFAULTS, ReportDefaults
from polemos.ingest.layout import lay_out
from polemos.ingest.plain import digest, report_id
from polemos.model import Report
from polemos.model.serial import from_dict
from polemos.settings import DEFAULTS, Settings

_FIELDS = frozenset(field.name for field in fields(Report)) - {"name"}
_MARK = b"\xef\xbb\xbf"
_UNREADABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")
"""NUL and lone surrogates, which JSON can spell and no file or database can hold; one mark each, so offsets stay."""


def report_from_line(
    line: bytes, name: str, defaults: ReportDefaults = NO_DEFAULTS, settings: Settings = DEFAULTS
) -> Report:
    """The report in one line of JSON; its own values win over `defaults`.

    `text` alone is needed. Fields that a report does not have are left out: reports come with all sorts of metadata.
    Raises Unreadable `empty`, `encoding` or `not-json`, TooLarge, or InputError `too-deeply-nested`, `bad-record`,
    `bad-date`.
    """
    faults.reach("decode", name)
    check_size(line, settings)
    record = _object(line, settings)
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Unreadable("empty" if isinstance(text, str) else "no-text", 'the report needs a "text" that is not empty')
    check_length(len(text), settings)
    given = {"id": report_id(text), "sha256": digest(line.strip()), **_known(record)}
    report = replace(from_dict(Report, given), name=name)
    _check_body(report)
    return _completed(report, defaults)


def _object(line: bytes, settings: Settings) -> dict[str, Any]:
    try:
        record = json.loads(line.removeprefix(_MARK).decode("utf-8"))
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 1} of the line is not UTF-8; save the file as UTF-8"
        raise Unreadable("encoding", message) from None
    except RecursionError:
        raise _too_deep(settings) from None
    except ValueError as error:
        what = (
            f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else "a number too long"
        )
        raise Unreadable("not-json", f"the line is no JSON ({what}); one report a line is needed") from None
    if not isinstance(record, dict):
        raise InputError("bad-record", f'the line is a JSON {type(record).__name__}; an object with a "text" is needed')
    _check_depth(record, settings)
    cleaned = _clean(record)
    assert isinstance(cleaned, dict)
    return cleaned


def _too_deep(settings: Settings) -> InputError:
    message = f"the JSON is nested more than {settings.max_json_nesting} deep; a report is one flat object"
    return InputError("too-deeply-nested", message)


def _check_depth(record: Any, settings: Settings) -> None:
    level, depth = [record], 0
    while level:
        depth += 1
        if depth > settings.max_json_nesting:
            raise _too_deep(settings)
        inner = (item.values() if isinstance(item, dict) else item for item in level)
        level = [value for values in inner for value in values if isinstance(value, dict | list)]


def _clean(value: Any) -> Any:
    """The same value with readable characters only."""
    if isinstance(value, str):
        return value.translate(_UNREADABLE) if not _sound(value) else value
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return {_clean(k): _clean(v) for k, v in value.items()} if isinstance(value, dict) else value


def _sound(value: str) -> bool:
    try:
        return "\0" not in value and bool(value.encode("utf-8") or True)
    except UnicodeEncodeError:
        return False


def _known(record: dict[str, Any]) -> dict[str, Any]:
    """The fields of a report; one that is null or empty counts as not given."""
    return {key: value for key, value in record.items() if key in _FIELDS and value not in (None, "", [])}


def _check_body(report: Report) -> None:
    last = 0
    for start, end in report.body or ():
        if not last <= start < end <= len(report.text):
            raise InputError("bad-record", f"body ({start}, {end}) is out of order or outside the text; leave it out")
        last = end


def _completed(report: Report, defaults: ReportDefaults) -> Report:
    """What the report leaves open, from its layout first and then from the command line."""
    layout = lay_out(report.text, report.title) if report.body is None else None
    if layout:
        report = replace(
            report,
            title=report.title or layout.title,
            byline=report.byline or layout.byline,
            published=report.published or layout.published,
            captions=report.captions or layout.captions,
            topics=report.topics or layout.topics,
            truncated=report.truncated or layout.truncated,
            body=layout.body,
        )
    published = report.published or defaults.published
    return replace(
        report,
        outlet=report.outlet or defaults.outlet,
        published=checked_date(published) if published else None,
    )
