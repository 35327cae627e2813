"""Searches files for what the planted archive of redaction_archive holds."""

import io
import re
import unicodedata
import zipfile
from pathlib import Path

import pyarrow.parquet as pq

from redaction_archive import planted

PERSONS = {
    "the victim": r"qas+im|farha+d|فرهاد|القاسمي",
    "the witness": r"zamani|latifa",
    "the author": r"nilofar",
    "the hospital's name": r"amal\b",
    "addresses and numbers": r"mail\.example|944\W*123|pictures\.example",
}
PLACES = {"the village": r"khan\W*sh\w{2,3}kh", "the village's point": r"35\.4421|36\.6510?\b|gn:168325"}
NEW = {"the event under embargo": r"zabrak|jamshid|\btolo\b|2020-06-28"}
TRACES = {
    "ids that hash a name": "|".join(claim.id for each in planted() for claim in each.claims),
    "digests of texts": "5{64}|6{64}|7{64}",
    "ids of reports": r"farhad-al-qasimi-1|\br-again\b|\br-new\b",
}
ALL = PERSONS | PLACES | NEW | TRACES


def words(path: Path) -> str:
    """Everything that a file says: of a workbook each of its parts, of Parquet each cell and its metadata, of escapes
    what they stand for; without accents, in small letters, on one line."""
    data = path.read_bytes()
    if path.suffix == ".parquet":
        file = pq.ParquetFile(io.BytesIO(data))
        table = file.read()
        text = repr(file.metadata.metadata) + repr(file.schema_arrow) + "\n".join(map(repr, table.to_pylist()))
    elif data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            text = "\n".join(name + book.read(name).decode("utf-8", "replace") for name in book.namelist())
    else:
        text = data.decode("utf-8", "replace")
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
    text = text.replace("\\n", " ").replace("\u00ad", "")
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(plain.lower().split())


def leaks(folder: Path, secrets: dict[str, str]) -> dict[str, list[str]]:
    """What is found in which file, its name included."""
    found: dict[str, list[str]] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        told = words(path) + " " + path.name.lower()
        for what, pattern in secrets.items():
            plain = "".join(c for c in unicodedata.normalize("NFKD", pattern) if not unicodedata.combining(c))
            if match := re.search(plain, told):
                found.setdefault(what, []).append(f"{path.name}: {told[max(0, match.start() - 60) : match.end() + 20]}")
    return found
