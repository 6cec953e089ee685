"""Random damage against everything that reads a file from outside; `python tests/fuzz/package_fuzz.py 600` for longer.

Whatever comes in, each reader gives a result or a refusal in words: nothing else is raised, nothing takes long, and
what is accepted keeps the reader's promise.
"""

from __future__ import annotations

import dataclasses
import datetime
import io
import json
import pathlib
import random
import sys
import time
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping

import openpyxl

sys.path.insert(0, str(pathlib.Path(__file__).parents[2]))

from tests.export.makers import (
    CASE,
    CENTRE_KEY,
    CREATED,
    PARTNER,
    PARTNER_KEY,
    PDF,
    a_child,
    a_child_with_sealed_section,
    closed_again,
    inside_of,
    mutated,
    opened,
    sealed,
    signed_zip,
)
from transit_desk.domain.errors import Refusal
from transit_desk.export import ages
from transit_desk.export.manifest import read_manifest, sign
from transit_desk.export.receipt import Outcome, read_receipt, receipt_for
from transit_desk.export.sheets import read_list
from transit_desk.export.strict_json import read_json, write_json
from transit_desk.export.tables import to_csv, to_xlsx
from transit_desk.export.zips import lawful_path, read_zip, write_zip

SLOWEST = 10.0  # seconds for one input
MOST_MEMORY = 600 * 1024 * 1024

NASTY = (
    b"\xff" * 8,
    b"\0" * 8,
    b"../" * 4,
    b"PK\x05\x06" + bytes(18),
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"-> scrypt AAAA 99\n",
    b"--- ",
    b"[" * 64,
    b"{" * 64,
    b'"\\ud800"',
    b"9" * 400,
    b"1e999",
    b"NaN",
    b"<!DOCTYPE x>",
    b"=cmd|' /C calc'!A0",
    b"\xef\xbb\xbf",
    "\u202e".encode(),
)


@dataclasses.dataclass(frozen=True)
class Target:
    """One reader, what it is fed, and what holds of anything it accepts."""

    seeds: tuple[bytes, ...]
    read: Callable[[bytes], object]


def _read_json(blob: bytes) -> object:
    value = read_json(blob)
    assert read_json(write_json(value)) == value, "what was read does not read back"
    return value


def _read_zip(blob: bytes) -> object:
    entries = read_zip(blob)
    assert all(lawful_path(path) for path in entries)
    return entries


def _read_header(blob: bytes) -> object:
    header = ages.read_header(blob)
    assert header.work_factor is None or header.work_factor <= 20
    assert len(header.stanzas) <= 20
    return header


def _read_list(blob: bytes) -> object:
    read = read_list(blob, "liste")
    assert all(len(row) == len(read.headings) for row in read.rows)
    return read


def _workbook_with(part: str, workbook: bytes) -> Target:
    """Damage within a part of a workbook, where no checksum of the archive hides it from the reader of XML."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {path: archive.read(path) for path in archive.namelist()}
    return Target((parts[part],), lambda changed: _read_list(write_zip({**parts, part: changed}.items())))


def targets() -> Mapping[str, Target]:
    """Every reader with whole inputs to begin from."""
    blob = sealed(a_child(), a_child_with_sealed_section())
    inside = inside_of(blob)
    entries = read_zip(inside)
    exact = entries["manifest.json"]
    rest = {path: content for path, content in entries.items() if not path.startswith("manifest.")}
    small = write_zip([("manifest.json", b"{}"), ("children/0123456789abcdef/x.json", b"[1]"), ("papers/1.pdf", PDF)])
    got = opened(blob)
    receipt = receipt_for(got, PARTNER_KEY, PARTNER, CREATED, {got.children[0].local_id: Outcome.TAKEN})
    workbook = io.BytesIO()
    book = openpyxl.Workbook()
    for row in (("Nom", "Âge", "Né le"), ("Furaha", 15, datetime.date(1997, 7, 14)), ("Amani", 16, True)):
        book.worksheets[0].append(row)
    book.save(workbook)
    rows = [("Furaha", "15", "Kavu"), ("Amani", "16", "Numbi")]
    return {
        "package": Target((blob,), opened),
        "header": Target(
            (blob[:400], b"age-encryption.org/v1\n-> scrypt AAAA 18\nAAAA\n--- " + b"A" * 43), _read_header
        ),
        "zip": Target((small,), _read_zip),
        "inside": Target((small, inside[:8192]), lambda changed: opened(closed_again(changed))),
        "manifest": Target((exact,), lambda changed: read_manifest(changed, sign(changed, CENTRE_KEY))),
        "signed": Target((exact,), lambda changed: opened(closed_again(signed_zip(changed, rest)))),
        "json": Target(
            (json.dumps(CASE).encode(), write_json(CASE), b'{"a":[1,-2.5,null,true,"\\u00e9"]}'), _read_json
        ),
        "receipt": Target((receipt,), lambda changed: read_receipt(changed, got.manifest_hash, {})),
        "list": Target(
            (to_csv(["Nom", "Âge", "Village"], rows), to_xlsx(["Nom", "Âge", "Village"], rows, "x")), _read_list
        ),
        "sheet": _workbook_with("xl/worksheets/sheet1.xml", workbook.getvalue()),
        "book": _workbook_with("xl/workbook.xml", workbook.getvalue()),
        "styles": _workbook_with("xl/styles.xml", workbook.getvalue()),
    }


def damaged(blob: bytes, chance: random.Random) -> bytes:
    """One to eight small changes, now and then with something known to hurt."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        if not blob:
            return blob
        if chance.random() < 0.3:
            at = chance.randrange(len(blob))
            blob = blob[:at] + chance.choice(NASTY) + blob[at + chance.choice((0, 0, 4, 16)) :]
        elif chance.random() < 0.05:
            blob = blob[: chance.randrange(len(blob))]
        else:
            blob = mutated(blob, chance)
    return blob


def attack(name: str, target: Target, seed: int, rounds: int) -> Counter[str]:
    """So many damaged inputs to one reader; raises where a promise is broken, with the seed that repeats it."""
    chance = random.Random(seed)
    told: Counter[str] = Counter()
    for turn in range(rounds):
        blob = damaged(chance.choice(target.seeds), chance)
        start = time.monotonic()
        try:
            target.read(blob)
            told["accepted"] += 1
        except Refusal as refused:
            told["refused" if str(refused) else "without words"] += 1
        except Exception as error:
            error.add_note(f"{name}: seed {seed}, turn {turn}, {len(blob)} bytes")
            raise
        took = time.monotonic() - start
        assert took < SLOWEST, f"{name}: {took:.1f} s, seed {seed}, turn {turn}"
    assert not told["without words"], f"{name}: seed {seed}"
    return told


def main(seconds: float) -> None:
    """Go on until the time is over, each round with a seed of its own."""
    end = time.monotonic() + seconds
    every = targets()
    totals: dict[str, Counter[str]] = {name: Counter() for name in every}
    tracemalloc.start()
    seed = 0
    while time.monotonic() < end:
        seed += 1
        for name, target in every.items():
            totals[name] += attack(name, target, seed, 200)
            peak = tracemalloc.get_traced_memory()[1]
            assert peak < MOST_MEMORY, f"{name}: {peak} bytes, seed {seed}"
            tracemalloc.reset_peak()
    for name, counted in totals.items():
        print(f"{name:10} {dict(counted)}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0)
