"""A child may complain: it reaches the focal point and nobody else, and waits for an answer no longer than its days."""

from __future__ import annotations

from typing import Any

import pytest

from tests.makers import House
from tests.services.incidents.test_accused import worker
from tests.services.incidents.test_incidents import NOW, accuse, book, child, figures, page, told, write
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.instants import HOUR
from transit_desk.module import Window

DAY = 86_400


def complain(desk: Desk, **other: Any) -> str:
    nothing = dict.fromkeys(("children", "others", "meant", "not_meant", "came_at"))
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
    assert (seen["In the words of who complains"], seen["What it is about"]) == (
        "Le riz est froid, Marqueur-Plainte.", "Food",
    )  # fmt: skip
    assert (seen["When it came in"], "When it happened, or began" in seen) == ("21 Nov, 19:04", False)
    assert [row.kind for row in desk.ask("incidents.sealed", window=Window()).rows] == ["Complaint: Food"]
    assert figures(desk)["incidents.complaints_children.m.14_15"] == 1
    assert figures(desk)["incidents.allegations"] == 0
    assert titles(desk) == [("1 complaint for you alone", False)]
    house.clock.pass_(seconds=2 * DAY)
    assert titles(house.desk("x.riziki")) == [("1 complaint for you alone", False)]
    house.clock.pass_(seconds=DAY)
    assert titles(house.desk("x.riziki")) == [("1 complaint for you alone", True)]
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
    with pytest.raises(errors.Several) as several:
        complain(desk, what="...", came_at=NOW + HOUR, meant=[worker(desk, "e.sifa")])
    assert [each.field for each in several.value.refusals] == ["came_at", "what", "meant"]
    assert figures(house.desk("d.furaha"))["incidents.complaints"] == 1


def late(house: House) -> list[str]:
    tasks = house.desk("d.furaha").ask("case_file.tonight").tasks
    return [str(task.title) for task in tasks if "in time" in str(task.title)]


def test_the_director_is_told_of_what_waits_and_of_nothing_that_its_keeper_wrote_or_saw_to(house: House) -> None:
    """Whether it is closed is sealed to the director: so what the focal point heard herself is not told for ever."""
    riziki = house.desk("x.riziki")
    own, heard = complain(riziki), accuse(riziki)
    riziki.do("incidents.add", record_id=heard, kind="closed", words="Elle a été entendue ; réglé.")
    desk = house.desk("e.sifa")
    entry = complain(desk)
    house.clock.pass_(seconds=3 * DAY)
    assert late(house) == ["1 complaint that nobody looked after in time"]
    house.desk("e.sifa").do("incidents.add", record_id=entry, kind="more", words="Elle le redit.")
    assert late(house) == ["1 complaint that nobody looked after in time"]
    desk = house.desk("x.riziki")
    shown = {row.id: str(row.state.words) for row in desk.ask("incidents.sealed", window=Window()).rows}
    assert shown == {own: "open", heard: "closed", entry: "new"}

    desk.do("incidents.add", record_id=entry, kind="more", words="Je lui ai parlé.")

    assert late(house) == []
    assert str(page(house.desk("x.riziki"), entry).header.marks[0].words) == "open"


def test_what_the_others_add_takes_nothing_off_the_leaders_evening(house: House) -> None:
    """Whoever browses the book may know more; the list and the evening say the same of it."""
    amani = child(house.desk("s.pascal"))
    entry = write(house.desk("e.sifa"), kind="taking", children=[amani])
    aline = house.desk("c.aline").actor.worker_id
    house.desk("s.pascal").do("case_file.assign", file_id=amani, worker_id=aline)
    house.desk("c.aline").do("incidents.add", record_id=entry, kind="more", words="C'était devant l'école.")
    unseen = ("1 incident that nobody looked after yet", True)

    def evening(desk: Desk) -> tuple[list[tuple[str, bool]], list[str]]:
        tasks = [(str(task.title), task.urgent) for task in desk.ask("case_file.tonight").tasks]
        states = [str(row.state.words) for row in desk.ask("incidents.book", window=Window()).rows]
        return [task for task in tasks if task == unseen], states

    assert evening(house.desk("s.pascal")) == ([unseen], ["new"])
    desk = house.desk("s.pascal")
    desk.do("incidents.add", record_id=entry, kind="notified", words="La DIVAS, à 9 h.")
    assert evening(desk) == ([], ["open"])
