"""What stands between a child and the door: what no reason leaves open, and in which words the rest is kept."""

from __future__ import annotations

import pytest

from tests.services.leaving.conftest import Home
from transit_desk.domain import errors
from transit_desk.domain.instants import HOUR


def _lines(home: Home, file_id: str) -> dict[str, str]:
    """The lines that ask for something, by their title."""
    found = home.house.desk.ask("leaving.door", file_id=file_id).lines
    return {str(line.title): line.key for line in found if not line.by_itself}


def test_no_reason_lets_a_child_leave_while_it_is_searched_asked_for_or_in_hospital(home: Home) -> None:
    desk = home.house.desk
    lost, asked, ill = home.child(10), home.child(10, name="Neema"), home.child(10, name="Aline")
    call = desk.do("presence.begin", part="morning")
    desk.do("presence.mark", call_id=call, file_id=lost, mark="not_accounted_for")
    request = desk.do("gate.log", values={
        **dict.fromkeys(("name", "task", "contact", "paper", "words", "at")),
        "asker": "claimant", "wish": "take", "asked_for": "Neema", "name": "Jean Mugisho",
    })  # fmt: skip
    desk.do("gate.about_child", record_id=request, file_id=asked)
    desk.do("health.refer", file_id=ill, values={"sent_at": desk.now() - HOUR, "to_whom": "HGR", "admitted": True,
                                                "accompanied_by": None, "why": None, "closed_why": None})  # fmt: skip
    for file_id in (lost, asked, ill):
        reasons = dict.fromkeys(_lines(home, file_id).values(), "It is late, we do it tomorrow.")
        assert reasons
        with pytest.raises(errors.RuleBroken, match="cannot stay open") as refused:
            desk.do("leaving.leave", file_id=file_id, values=home.leaving(), left=reasons)
        assert refused.value.field in reasons
