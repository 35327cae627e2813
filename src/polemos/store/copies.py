"""Near copies: the same agency text under another outlet's name, cut or lengthened a little.

A report's signature (MinHash over runs of five words) is cut into bands; reports that share a band are compared by
their whole signatures, the shorter one's share in the longer counting, since outlets cut from the end.
"""

import re
from dataclasses import dataclass

import numpy
from datasketch import MinHash
from sqlalchemy import Connection, select

from polemos.store.tables import band, report, signature

PERMUTATIONS = 128
ROWS = 4
"""Hashes a band: 32 bands of 4 find a pair that shares 4 runs in 10 with certainty 0.56, 6 in 10 with 0.99."""
RUN = 5
FEWEST = 30
"""Runs of words below which a text is too short to be told a copy by likeness; the very same text always is one."""
LIKE = 0.8
"""The shorter text's share of runs that the longer has too, from which it is a copy."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Print:
    """A text's signature; `shingles` counts its different runs of words."""

    hashes: tuple[int, ...]
    shingles: int

    @property
    def bands(self) -> tuple[str, ...]:
        """One key a band, in order."""
        return tuple(
            b"".join(value.to_bytes(8, "big") for value in self.hashes[at : at + ROWS]).hex()
            for at in range(0, PERMUTATIONS, ROWS)
        )

    def likeness(self, other: "Print") -> float:
        """The share of the shorter text's runs of words that stand in the longer one too, 0 to 1, estimated."""
        same = sum(a == b for a, b in zip(self.hashes, other.hashes, strict=True)) / PERMUTATIONS
        shared = same * (self.shingles + other.shingles) / (1 + same)
        return min(1.0, shared / max(1, min(self.shingles, other.shingles)))


def fingerprint(text: str) -> Print:
    """The signature of a text; case and punctuation do not count."""
    words = _WORD.findall(text.lower())
    runs = {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}
    made = MinHash(num_perm=PERMUTATIONS, seed=1)
    made.update_batch(run.encode("utf-8", "surrogatepass") for run in sorted(runs))
    return Print(tuple(int(value) for value in made.hashvalues), len(runs))


def original(connection: Connection, text_digest: str, mark: Print) -> tuple[str, float] | None:
    """The id of the earliest stored report that this text repeats, and how alike they are; None where it is new."""
    first = select(report.c.id).where(report.c.text_digest == text_digest).order_by(report.c.seq).limit(1)
    same = connection.execute(first).scalar()
    if same is not None:
        return str(same), 1.0
    if mark.shingles < FEWEST:
        return None
    found: set[int] = set()
    for number, key in enumerate(mark.bands):
        query = select(band.c.report).where(band.c.number == number, band.c.hash == key)
        found.update(connection.execute(query).scalars())
    query_ = select(report.c.seq, report.c.id, signature.c.hashes, signature.c.shingles).join(
        signature, signature.c.report == report.c.seq
    )
    for row in connection.execute(query_.where(report.c.seq.in_(found)).order_by(report.c.seq)) if found else ():
        other = Print(tuple(numpy.frombuffer(row.hashes, dtype=">u8").tolist()), row.shingles)
        alike = mark.likeness(other)
        if other.shingles >= FEWEST and alike >= LIKE:
            return str(row.id), round(alike, 3)
    return None


def keep(connection: Connection, seq: int, mark: Print) -> None:
    """Store an original's signature, so that later reports are compared with it. Copies are not kept: a text that
    came a thousand times costs no more to look up than one that came once."""
    hashes = numpy.array(mark.hashes, dtype=">u8").tobytes()
    connection.execute(signature.insert().values(report=seq, hashes=hashes, shingles=mark.shingles))
    if mark.shingles >= FEWEST:
        connection.execute(
            band.insert(), [{"number": number, "hash": key, "report": seq} for number, key in enumerate(mark.bands)]
        )
