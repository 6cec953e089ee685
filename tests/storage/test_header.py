"""The header: any change is noticed, one copy mends the other, and nothing in it names anybody."""

from __future__ import annotations

import dataclasses
import hashlib
import random
import struct
from pathlib import Path

import pytest

from transit_desk.domain import errors
from transit_desk.storage import header
from transit_desk.storage.header import Compartment, Header, Kdf, Slot

KEY = b"\x07" * 32


def a_header(seq: int = 3) -> Header:
    slots = tuple(
        Slot(f"{n:032x}", header.PERSON, f"{n:064x}", Kdf("argon2id", 19456, 1, 1), "ab" * 16, "cd" * 12, "ef" * 600)
        for n in range(12)
    )
    return Header(
        "12" * 16, seq, 1, "34" * 32, 1_700_000_000_000_000, slots=slots, compartments={"c3": Compartment("56" * 32)}
    )


def encoded(made: Header) -> bytes:
    return header.encode(made, header.mac_of(made, KEY))


def forged(change: dict[str, object]) -> bytes:
    """A copy whose digest is right and whose body is not lawful."""
    body = {**dataclasses.asdict(a_header()), **change}
    payload = header.canonical({"body": body, "mac": "00" * 32})
    return header.MAGIC + struct.pack(">I", len(payload)) + hashlib.sha256(payload).digest() + payload


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    header.write(tmp_path, a_header(), KEY)

    loaded = header.read(tmp_path)

    assert loaded.header == a_header()
    assert not loaded.repaired
    assert header.genuine(loaded.header, loaded.mac, KEY)


def test_every_flipped_bit_is_noticed() -> None:
    """All bytes of the front, and 500 places sampled over the rest."""
    data = encoded(a_header())
    chance = random.Random(1)
    places = [*range(44), *(chance.randrange(44, len(data)) for _ in range(500))]

    for place in places:
        changed = bytearray(data)
        changed[place] ^= 1 << chance.randrange(8)

        with pytest.raises(header.Damaged):
            header.decode(bytes(changed))


def test_every_cut_and_every_addition_is_noticed() -> None:
    data = encoded(a_header())
    chance = random.Random(2)

    for length in (0, 1, 43, 44, 45, len(data) - 1, *(chance.randrange(len(data)) for _ in range(100))):
        with pytest.raises(header.Damaged):
            header.decode(data[:length])
    with pytest.raises(header.Damaged):
        header.decode(data + b" ")


@pytest.mark.parametrize("copy", header.COPIES)
@pytest.mark.parametrize("harm", ["flipped", "emptied", "deleted", "cut"])
def test_one_damaged_copy_is_mended_from_the_other(tmp_path: Path, copy: str, harm: str) -> None:
    header.write(tmp_path, a_header(), KEY)
    whole = (tmp_path / copy).read_bytes()
    harmed = {"flipped": whole[:-1] + b"!", "emptied": b"", "cut": whole[:99], "deleted": b""}[harm]
    (tmp_path / copy).write_bytes(harmed)
    if harm == "deleted":
        (tmp_path / copy).unlink()

    loaded = header.read(tmp_path)

    assert loaded.header == a_header()
    assert loaded.repaired
    assert (tmp_path / copy).read_bytes() == whole
    assert (tmp_path / copy).stat().st_mode & 0o777 == 0o600


def test_both_damaged_is_said_with_what_is_safe_and_what_to_do(tmp_path: Path) -> None:
    header.write(tmp_path, a_header(), KEY)
    for name in header.COPIES:
        (tmp_path / name).write_bytes(b"TDVAULT1 and then nothing")

    with pytest.raises(errors.VaultUnreadable) as said:
        header.read(tmp_path)

    assert "not touched" in str(said.value)
    assert "backup" in str(said.value)
    assert [(tmp_path / name).read_bytes() for name in header.COPIES] == [b"TDVAULT1 and then nothing"] * 2


def test_a_cut_between_the_copies_leaves_the_newer_one_to_be_read(tmp_path: Path) -> None:
    header.write(tmp_path, a_header(3), KEY)
    (tmp_path / "header.a").write_bytes(encoded(a_header(4)))

    loaded = header.read(tmp_path)

    assert loaded.header.seq == 4
    assert [each.seq for each, _mac in loaded.candidates()] == [4, 3]
    header.settle(tmp_path, loaded, loaded.header, KEY)
    assert (tmp_path / "header.b").read_bytes() == (tmp_path / "header.a").read_bytes()


def test_a_whole_header_written_without_the_key_is_not_genuine() -> None:
    made = a_header()

    other, mac = header.decode(header.encode(dataclasses.replace(made, slots=made.slots[1:]), header.mac_of(made, KEY)))

    assert not header.genuine(other, mac, KEY)


@pytest.mark.parametrize(
    "change",
    [
        {"seq": -1},
        {"seq": True},
        {"seq": "3"},
        {"seq": 1 << 63},
        {"vault_id": "zz" * 16},
        {"vault_id": "12"},
        {"database": "../../etc/passwd"},
        {"database": "/tmp/x"},
        {"demo": 1},
        {"slots": [{"id": "x"}]},
        {"slots": 5},
        {"compartments": {"c3": {"public": "00", "generation": 1}}},
        {"further": 1},
        {"created": 1.5},
    ],
    ids=str,
)
def test_a_crafted_body_is_not_taken(change: dict[str, object]) -> None:
    with pytest.raises(header.Damaged):
        header.decode(forged(change))


def test_a_header_of_a_newer_program_is_said_to_be_too_new() -> None:
    with pytest.raises(errors.TooNew):
        header.decode(forged({"version": 2}))


def test_a_header_past_its_bound_is_not_even_hashed(tmp_path: Path) -> None:
    """A file of any size costs one megabyte of reading."""
    header.write(tmp_path, a_header(), KEY)
    with (tmp_path / "header.a").open("r+b") as stream:
        stream.truncate(1 << 34)

    loaded = header.read(tmp_path)

    assert loaded.repaired
    assert loaded.header == a_header()


def test_nothing_in_a_slot_is_shown_by_its_repr() -> None:
    assert "efef" not in repr(a_header())
