"""The rules of photographs and papers, each by what it lets pass and what it refuses."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from transit_desk import choices
from transit_desk.domain import errors
from transit_desk.services.documents import rules

DAY = datetime.date(2026, 11, 21)


def test_every_kind_has_a_column_and_one_is_stamped() -> None:
    """The topic of a kind says where its bytes lie; a seal stands above it."""
    columns = {kind: rules.column_of(kind, rules.OPEN) for kind in choices.load("document_kind").keys}

    assert set(columns.values()) == {"photo", "paper", "medical"}
    assert columns["medical_paper"] == "medical"
    assert {rules.column_of(kind, rules.SEALED) for kind in columns} == {"sealed"}
    assert [kind for kind in columns if rules.stamp_of(kind)] == ["attestation"]
    assert [kind for kind in columns if rules.is_photo(kind)] == ["photo_child"]


def test_what_is_refused_and_beside_which_box() -> None:
    refusals: tuple[tuple[Callable[[], None], str | None], ...] = (
        (lambda: rules.agreed(photo=True, consented=False), "kind"),
        (lambda: rules.agreed(photo=True, consented=False, field=None), None),
        (lambda: rules.for_these_eyes(told=False), None),
        (lambda: rules.in_use(withdrawn=True), None),
        (lambda: rules.may_be_portrait("birth_paper", rules.OPEN), None),
        (lambda: rules.may_be_portrait("photo_child", rules.SEALED), None),
    )
    for refuse, field in refusals:
        with pytest.raises(errors.RuleBroken) as refused:
            refuse()
        assert refused.value.field == field

    rules.agreed(photo=True, consented=True)
    rules.agreed(photo=False, consented=False)
    rules.for_these_eyes(told=True)
    rules.in_use(withdrawn=False)
    rules.may_be_portrait("photo_child", rules.OPEN)
