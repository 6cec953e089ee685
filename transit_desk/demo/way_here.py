"""The way here of three of them, as they told it: one held for a month, one called an adult, one with friends there."""

from __future__ import annotations

from typing import Final

from transit_desk.demo.stage import REFUSED, UNKNOWN, Scene, Stage
from transit_desk.domain import instants
from transit_desk.domain.fields import Said

_DAYS_HELD: Final = 31


def scenes() -> list[Scene]:
    """What was told, noted and answered, in the weeks since they came."""
    return [
        Scene(63, 11, "s.pascal", _called_an_adult),
        Scene(61, 10, "s.pascal", _long_with_the_group),
        Scene(43, 16, "s.pascal", _friends_went_back),
        Scene(29, 11, "s.pascal", _a_month_in_custody),
        Scene(2, 15, "s.pascal", _summoned),
    ]


def _month(stage: Stage, ago: int) -> str:
    """A month as somebody writes it: 03/2025."""
    return f"{stage.day(ago):%m/%Y}"


def _write(stage: Stage, act: str, key: str, **values: object) -> None:
    stage.do(f"history.{act}", file_id=stage.files[key], values=values)


def _called_an_adult(stage: Stage) -> None:
    """Story 3: a doctor of the army looked at him and said adult. Nothing is taken from him."""
    _write(stage, "add_age_finding", "story 3", on_day=stage.day(64), by_whom="army_doctor", finding="adult",
           basis="appearance")  # fmt: skip
    _write(stage, "add_age_finding", "story 3", on_day=stage.day(63), by_whom="hospital", finding="child",
           basis="examination")  # fmt: skip
    stage.do("history.record_certification", file_id=stage.files["story 3"], state="disputed", on_day=stage.day(64),
             by_whom="military_region")  # fmt: skip
    _write(stage, "add_association", "story 3", said_by="child",
           force_type=Said("armed_group"), joined=Said(_month(stage, 330)),
           left=Said(_month(stage, 70)), roles=REFUSED, group_code=REFUSED)  # fmt: skip


def _long_with_the_group(stage: Stage) -> None:
    """Story 9: more than a year, and once before."""
    _write(
        stage, "add_association", "story 9", said_by="child", force_type=Said("armed_group"), group_code=Said("other"),
        joined=Said(f"vers {stage.day(560):%Y}"), left=Said(_month(stage, 70)),
        recruitment_mode=Said("forced_at_place"), push_reasons=Said(["no_school", "followed_friends"]),
        roles=Said(["porter", "cook"]),
        recruited_at=Said("sur le chemin du marché"), released_at=UNKNOWN, exits_before=Said(1), taken_again=Said(1),
        agency_may_know=Said("no"),
    )  # fmt: skip
    _write(stage, "add_separation", "story 9", said_by="child",
           on_date=Said(f"vers {stage.day(560):%Y}"), place=Said("Itulandambo"),
           cause=Said("association"), narrative=REFUSED)  # fmt: skip
    _write(stage, "add_risk", "story 9", on_day=stage.day(61), occasion="intake", approached=Said("no"),
           threatened=Said("no"), peers_left=Said("no"))  # fmt: skip


def _friends_went_back(stage: Stage) -> None:
    looked = {
        "on_day": stage.day(43), "occasion": "stay", "approached": Said("yes"), "threatened": Said("no"),
        "peers_left": Said("yes"), "words": "Deux amis sont repartis ; il reçoit des messages par le portail.",
    }  # fmt: skip
    _write(stage, "add_risk", "story 9", **looked)


def _a_month_in_custody(stage: Stage) -> None:
    """Story 15: a month in the hands of the army before anybody handed him over."""
    released = stage.desk.now() - 2 * instants.DAY
    _write(
        stage, "add_detention", "story 15", began=f"{stage.day(_DAYS_HELD + 31):%d/%m/%Y}",
        ended=f"{stage.day(31):%d/%m/%Y}", authority="army", known_at=released - _DAYS_HELD * instants.DAY,
        handed_over_at=released, legal_referral="yes", lawyer_informed="yes", outcome="handed_to_centre",
    )  # fmt: skip
    _write(stage, "add_risk", "story 15", on_day=stage.day(29), occasion="intake", approached=Said("no"),
           threatened=Said("yes"), peers_left=UNKNOWN)  # fmt: skip


def _summoned(stage: Stage) -> None:
    """The paper came to the gate; nobody has answered it yet."""
    _write(stage, "add_summons", "story 15", kind="summoned", at=stage.desk.now() - 3 * instants.HOUR,
           authority="military_justice")  # fmt: skip
