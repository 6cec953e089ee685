"""A child may complain: it reaches the focal point and nobody else, and waits for an answer no longer than its days."""

from __future__ import annotations

from typing import Any

import pytest

from tests.makers import House
from tests.services.incidents.test_accused import worker
from tests.services.incidents.test_incidents import book, child, figures, page, told
from transit_desk.desk import Desk
from transit_desk.domain import errors

DAY = 86_400


def complain(desk: Desk, **other: Any) -> str:
    nothing = dict.fromkeys(("children", "others", "meant", "not_meant"))
    said = {"way": "told", "complains_of": "food", "what": "Le riz est froid, Marqueur-Plainte."}
    return str(desk.do("incidents.complain", values={**nothing, **said, **other}))


def titles(desk: Desk) -> list[tuple[str, bool]]:
    return [(str(each.title), each.urgent) for each in desk.ask("incidents.waiting")]


def test_a_complaint_is_for_the_focal_point_alone_and_is_answered_within_its_days(house: House) -> None:
    """Whoever wrote it down keeps the reference; three days until somebody looks, thirty until it is answered."""
    amani = child(house.desk("s.pascal"))
    desk = house.desk("e.sifa")
    entry = complain(desk, children=[amani])
    number = page(desk, entry).header.code
    assert number.startswith("K-")
    assert "Marqueur-Plainte" not in repr(page(desk, entry))
    for login in ("d.furaha", "s.pascal", "p.neema", "c.aline"):
        desk = house.desk(login)
        assert book(desk) == []
        with pytest.raises(errors.NotFound):
            page(desk, entry)

    desk = house.desk("x.riziki")
    seen = told(page(desk, entry))
    assert (seen["What happened"], seen["What it is about"]) == ("Le riz est froid, Marqueur-Plainte.", "Food")
    assert figures(desk)["incidents.complaints_children.m.14_15"] == 1
    assert figures(desk)["incidents.allegations"] == 0
    assert titles(desk) == [("1 sealed entry for you alone", False)]
    house.clock.pass_(seconds=2 * DAY)
    assert titles(house.desk("x.riziki")) == [("1 sealed entry for you alone", False)]
    house.clock.pass_(seconds=DAY)
    assert titles(house.desk("x.riziki")) == [("1 sealed entry for you alone", True)]
    desk = house.desk("x.riziki")
    desk.do("incidents.add", record_id=entry, kind="more", words="J'en parle à la cuisine.")
    house.clock.pass_(seconds=27 * DAY)
    late = ("1 complaint is not answered in time", True)
    assert late in titles(house.desk("x.riziki"))

    desk = house.desk("x.riziki")
    desk.do("incidents.add", record_id=entry, kind="closed", words="L'enfant a reçu sa réponse.")

    assert late not in titles(desk)


def test_nobody_has_to_be_named_and_who_is_accused_is_an_allegation(house: House) -> None:
    desk = house.desk("m.musa")
    assert complain(desk, way="box", complains_of="diversion")
    with pytest.raises(errors.RuleBroken, match="write it as an incident") as refused:
        complain(desk, meant=[worker(desk, "e.sifa")])
    assert refused.value.field == "meant"
    with pytest.raises(errors.RuleBroken, match="Is this Riziki Ebuela"):
        complain(desk, what="Mme Riziki ne m'écoute pas.")
    with pytest.raises(errors.RuleBroken) as empty:
        complain(desk, what="...")
    assert empty.value.field == "what"
    assert figures(house.desk("d.furaha"))["incidents.complaints"] == 1
