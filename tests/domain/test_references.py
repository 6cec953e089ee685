"""References that run: each follows the highest there is."""

from __future__ import annotations

import pytest

from transit_desk.domain import references


@pytest.mark.parametrize(
    ("last", "following"), [(None, "I-0001"), ("I-0001", "I-0002"), ("I-0099", "I-0100"), ("I-9999", "I-10000")]
)
def test_a_reference_follows_the_last(last: str | None, following: str) -> None:
    assert references.following("I", last) == following
