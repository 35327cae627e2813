"""The same input gives the same bytes, run after run and whatever the hash seed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = """Rebels take bridge near Gao

Feb 3, 2013

Rebels of the Northern Front and their allies attacked an army base near Gao on Sunday, killing at least five soldiers
and wounding dozens of civilians, a spokesman for the governor said. The group denied that it had executed prisoners,
and said that its fighters had seized the bridge, the market and two villages.

The army, which controls the airport, shelled the villages of Ansongo and Bourem before it withdrew from the town.
According to residents, the rebels are preparing to march on Kidal. Colonel Idrissa Diallo, the commander of the base,
was captured; the United Nations called on both sides to agree on a ceasefire.
"""
LINE = "Soldiers and police arrested 20 protesters, two journalists and a union leader in Khartoum."
REPORTS = {"a.txt": ARTICLE, "b.jsonl": json.dumps({"text": LINE, "published": "2019-04-11"})}


def run(folder: Path, seed: str) -> bytes:
    """What `polemos code` writes for all reports."""
    done = subprocess.run(
        [sys.executable, "-m", "polemos", "code", *sorted(REPORTS), "--format", "jsonl"],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=folder,
        capture_output=True,
        check=True,
        timeout=120,
    )
    return done.stdout


@pytest.mark.parametrize("seed", ["1", "2"])
def test_claims_are_the_same_bytes_for_every_hash_seed(tmp_path: Path, seed: str) -> None:
    for name, content in REPORTS.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    first = run(tmp_path, "0")
    assert first.count(b"\n") > 8
    assert run(tmp_path, seed) == first
