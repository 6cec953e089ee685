"""No claim about a child is kept without who said it, whichever slice keeps it."""

from __future__ import annotations

import datetime

import pytest

from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.fields import Said

DAY = datetime.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("act", "values"),
    [
        ("identity.add_avoided", {"words": "Lwashi", "said_on": DAY}),
        ("identity.add_number", {"agency": "icrc", "number": "BUK-0001 (fictif)"}),
        ("family.add_bond", {"what": "sibling"}),
        ("family.keep_apart", {"what": "conflict"}),
        ("family.forbid_contact", {"who": "un oncle", "why": "menaces", "since": DAY}),
        ("history.add_association", {"joined": Said("2024")}),
        ("history.add_separation", {"place": Said("Kalehe")}),
    ],
)
def test_a_claim_without_who_said_it_is_refused_beside_that_question(
    desk: Desk, act: str, values: dict[str, object]
) -> None:
    one, other = (desk.do("case_file.receive", sex="f", name=name) for name in ("Furaha", "Neema"))
    named = {"other_id": other} if act in {"family.add_bond", "family.keep_apart"} else {}
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do(act, file_id=one, values={**values, **named})

    desk.do(act, file_id=one, values={**values, **named, "said_by": "child"})

    assert refused.value.field == "said_by"
