"""Whether a package came before, and where it differs from what we have."""

from __future__ import annotations

import uuid

import pytest

from tests.export.makers import CENTRE, CREATED, EXPIRES, PARTNER, opened, sealed
from transit_desk.export.incoming import Came, Differs, SeenPackage, difference, replay

NOW = CREATED + 1_000


@pytest.mark.parametrize(
    ("seen", "came"),
    [
        ([], Came.NEW),
        ([("same", "same", 3)], Came.SAME_AGAIN),
        ([("same", "other", 3)], Came.OTHER_CONTENT),
        ([("same", "same", 3), ("same", "other", 3)], Came.OTHER_CONTENT),
        ([("other", "other", 2)], Came.NEW),
        ([("other", "other", 3)], Came.OLDER),
        ([("other", "other", 4)], Came.OLDER),
    ],
)
def test_a_package_is_weighed_against_those_before_it(seen: list[tuple[str, str, int]], came: Came) -> None:
    got = opened(sealed(sequence=3))
    before = [
        SeenPackage(
            CENTRE.key_id,
            got.manifest.package_id if number == "same" else uuid.uuid4(),
            got.manifest_hash if digest == "same" else "0" * 64,
            sequence,
        )
        for number, digest, sequence in seen
    ]

    verdict = replay(before, got.manifest, got.manifest_hash, NOW)

    assert verdict.came is came
    assert verdict.taken is (came is not Came.OTHER_CONTENT)
    assert str(verdict.words)


def test_packages_of_another_sender_do_not_count() -> None:
    got = opened(sealed())
    seen = [SeenPackage(PARTNER.key_id, got.manifest.package_id, "0" * 64, 99)]

    assert replay(seen, got.manifest, got.manifest_hash, NOW).came is Came.NEW


def test_a_package_that_a_later_one_replaced_is_older() -> None:
    got = opened(sealed(sequence=3))
    seen = [SeenPackage(CENTRE.key_id, uuid.uuid4(), "0" * 64, 2, supersedes=got.manifest.package_id)]

    assert replay(seen, got.manifest, got.manifest_hash, NOW).came is Came.OLDER


def test_a_package_past_its_day_is_said_to_be() -> None:
    got = opened(sealed())

    assert replay([], got.manifest, got.manifest_hash, EXPIRES).came is Came.NEW
    assert replay([], got.manifest, got.manifest_hash, EXPIRES + 1).came is Came.EXPIRED


def test_differences_are_told_field_by_field_and_nothing_of_ours_is_taken_away() -> None:
    ours = {"case_file": {"name": "Furaha", "age": 15, "aunt": "Zawadi", "village": {"a": 1, "b": 2}}, "plan": {}}
    theirs = {"case_file": {"name": "Furaha B.", "age": 15, "phone": "0990", "village": {"a": 1, "b": 3}}}

    told = {(d.path, d.kind, str(d.ours), str(d.theirs)) for d in difference(ours, theirs)}

    assert told == {
        (("case_file", "name"), Differs.CHANGED, "Furaha", "Furaha B."),
        (("case_file", "aunt"), Differs.ONLY_OURS, "Zawadi", "None"),
        (("case_file", "village", "b"), Differs.CHANGED, "2", "3"),
        (("case_file", "phone"), Differs.ONLY_THEIRS, "None", "0990"),
        (("plan",), Differs.ONLY_OURS, "{}", "None"),
    }


def test_the_same_accent_typed_another_way_is_no_difference_but_yes_is_not_one() -> None:
    assert difference({"name": "Élise"}, {"name": "E\u0301lise"}) == ()
    assert difference({"list": ["é"]}, {"list": ["e\u0301"]}) == ()
    assert len(difference({"twin": True}, {"twin": 1})) == 1
    assert len(difference({"name": None}, {"name": ""})) == 1
