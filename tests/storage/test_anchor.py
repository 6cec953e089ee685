"""The anchor: whatever takes saved work away is noticed, whatever its age."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from transit_desk.domain import errors
from transit_desk.storage.anchor import NAME, Anchor, Mark

KEY = b"\x09" * 32
HEAD = "ab" * 32


def an_anchor(folder: Path, upto: int = 7) -> Anchor:
    made = Anchor(folder, KEY)
    for seq in range(1, upto + 1):
        made.write(seq, HEAD, 1000 + seq)
    made.close()
    return Anchor(folder, KEY)


def test_the_newest_mark_is_read_by_another_process(tmp_path: Path) -> None:
    assert an_anchor(tmp_path).read() == Mark(7, HEAD, 1007, 1)


def test_the_same_or_later_work_is_whole(tmp_path: Path) -> None:
    anchor = an_anchor(tmp_path)

    anchor.compare(7, HEAD, 1)
    anchor.compare(8, "cd" * 32, 1)
    anchor.compare(7)
    with pytest.raises(errors.RolledBack):
        anchor.compare(6)


def test_missing_work_is_said_with_both_numbers(tmp_path: Path) -> None:
    with pytest.raises(errors.RolledBack) as said:
        an_anchor(tmp_path).compare(4, HEAD, 1)

    assert "7 steps" in str(said.value)
    assert "only 4" in str(said.value)
    assert "backup" in str(said.value)


def test_another_past_of_the_same_length_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(errors.RolledBack):
        an_anchor(tmp_path).compare(7, "00" * 32, 1)


def test_an_earlier_life_put_back_is_noticed_though_its_number_is_higher(tmp_path: Path) -> None:
    anchor = Anchor(tmp_path, KEY)
    anchor.write(3, HEAD, 1, epoch=2)

    with pytest.raises(errors.RolledBack):
        anchor.compare(99, HEAD, 1)
    anchor.compare(3, HEAD, 2)
    anchor.close()


@pytest.mark.parametrize("harm", ["deleted", "emptied", "another key"])
def test_a_missing_or_damaged_anchor_is_reported(tmp_path: Path, harm: str) -> None:
    anchor = an_anchor(tmp_path)
    if harm == "deleted":
        (tmp_path / NAME).unlink()
    elif harm == "emptied":
        (tmp_path / NAME).write_bytes(b"")
    else:
        anchor = Anchor(tmp_path, b"\x10" * 32)

    with pytest.raises(errors.RolledBack, match="missing or damaged"):
        anchor.compare(7, HEAD, 1)


def test_no_flipped_bit_makes_another_mark(tmp_path: Path) -> None:
    """500 flips: the newest mark, the one before it, or none; never anything else."""
    anchor = an_anchor(tmp_path)
    whole = (tmp_path / NAME).read_bytes()
    chance = random.Random(3)

    for _ in range(500):
        changed = bytearray(whole)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        (tmp_path / NAME).write_bytes(changed)

        assert anchor.read() in {Mark(7, HEAD, 1007, 1), Mark(6, HEAD, 1006, 1)}


def test_a_torn_write_leaves_the_mark_before(tmp_path: Path) -> None:
    anchor = an_anchor(tmp_path, 6)
    older = (tmp_path / NAME).read_bytes()
    anchor.read()
    anchor.write(7, HEAD, 1007)
    anchor.close()
    newer = (tmp_path / NAME).read_bytes()
    torn_seen = 0

    for cut in range(0, len(newer), 8):
        (tmp_path / NAME).write_bytes(newer[:cut] + older[cut:])
        mark = Anchor(tmp_path, KEY).read()
        assert mark is not None
        assert mark.seq in {6, 7}
        torn_seen += mark.seq == 6

    assert torn_seen


def test_a_slower_thread_does_not_set_the_anchor_back(tmp_path: Path) -> None:
    anchor = an_anchor(tmp_path)
    anchor.write(9, HEAD, 1)

    anchor.write(8, HEAD, 1)

    found = anchor.read()
    anchor.close()
    assert found == Mark(9, HEAD, 1, 1)
