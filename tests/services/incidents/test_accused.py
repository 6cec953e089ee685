"""Whoever is accused does not read it: however they are spoken of, wherever, and whenever they came to the register."""

from __future__ import annotations

from typing import Any

import pytest

from tests.makers import NOON, PASSPHRASE, STAFF, House
from tests.services.incidents.test_incidents import NOW, accuse, book, child, page, told, write
from transit_desk import entrance
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.instants import HOUR
from transit_desk.domain.levels import Level
from transit_desk.module import Window


def worker(desk: Desk, login: str) -> str:
    name = next(called for known, called, *_more in (*STAFF, ("b.bosco", "Boscko Mittima")) if known == login)
    return next(str(each.id) for each in desk.ask("incidents.colleagues") if each.name == name)


def let_in(house: House, login: str, name: str) -> None:
    house.desk()
    assert house.entered is not None
    entrance.let_in(house.entered, login=login, name=name, sex="m", roles=("safeguarding",), passphrase=PASSPHRASE,
                    one_time=False)  # fmt: skip


def refused(desk: Desk, **other: Any) -> errors.RuleBroken:
    with pytest.raises(errors.RuleBroken) as broken:
        accuse(desk, **other)
    return broken.value


def test_who_keeps_the_register_is_asked_about_however_they_are_spoken_of(house: House) -> None:
    """By a part of the name, first letters, login or task; in the words of what happened too."""
    desk = house.desk("e.sifa")
    for given in (
        {"accused_who": "Mme Riziki"}, {"accused_who": "R. Ebuela"}, {"accused_who": "x.riziki"},
        {"accused_who": "la point focal sauvegarde"}, {"what": "C'est Rizikii Ebwela qui l'a fait."},
        {"staff": "R.E."}, {"accused": "other_agency", "accused_who": "Ebuela"},
    ):  # fmt: skip
        broken = refused(desk, **given)
        assert (broken.field, "Riziki Ebuela" in str(broken)) == ("meant", True)
    assert "Is this Riziki Ebuela?" in str(refused(desk, what="C'est Rizikii qui l'a fait."))

    riziki = worker(desk, "x.riziki")
    broken = refused(desk, accused_who="Mme Riziki", meant=[riziki])
    assert "keeps this register" in str(broken)
    assert book(house.desk("x.riziki"), "incidents.sealed") == []

    desk = house.desk("e.sifa")
    accuse(desk, accused_who="un Riziki du marché", not_meant=[riziki])

    (number,) = book(house.desk("x.riziki"), "incidents.sealed")
    assert number.startswith("S-")


def test_a_later_line_that_may_name_the_keeper_is_asked_about_too(house: House) -> None:
    desk = house.desk("e.sifa")
    entry, riziki = accuse(desk), worker(desk, "x.riziki")
    line = {"record_id": entry, "kind": "more", "words": "C'est Riziki Ebuela qui l'a fait."}

    with pytest.raises(errors.RuleBroken, match="Is this Riziki Ebuela") as broken:
        desk.do("incidents.add", **line)
    assert broken.value.field == "meant"
    with pytest.raises(errors.RuleBroken, match="keeps this register"):
        desk.do("incidents.add", **line, meant=[riziki])
    desk.do("incidents.add", **{**line, "words": "Riziki Ebuela a consolé l'enfant."}, not_meant=[riziki])

    desk = house.desk("x.riziki")
    desk.do("incidents.add", record_id=entry, kind="more", words="Riziki Ebuela a écouté l'enfant.")


def test_whoever_is_let_in_afterwards_does_not_read_what_is_said_of_them(house: House) -> None:
    """Chosen by name, or only alike in words written before they came: shut out, and told to whoever keeps it too."""
    desk = house.desk("e.sifa")
    words = accuse(desk, accused_who="Bosco Mitima, un temps à la cuisine")
    chosen = accuse(desk, accused_who="un veilleur", meant=[worker(desk, "m.musa")])
    free = accuse(desk)
    let_in(house, "b.bosco", "Boscko Mittima")

    bosco = house.desk("b.bosco")

    assert len(book(bosco, "incidents.sealed")) == 2
    assert {page(bosco, each).record_id for each in (chosen, free)} == {chosen, free}
    for act in (lambda: page(bosco, words), lambda: bosco.ask("incidents.report", entry_id=words)):
        with pytest.raises(errors.NotFound):
            act()
    titles = [str(task.title) for task in bosco.ask("incidents.waiting")]
    assert titles == ["2 sealed entries for you alone"]

    riziki = house.desk("x.riziki")
    assert told(page(riziki, words))["Does not read this, as they may be meant"] == "Boscko Mittima"
    assert told(page(riziki, chosen))["Of those who work here, who is accused"] == "Musa Kashindi"
    riziki.do("incidents.add", record_id=words, kind="more", words="C'est un autre.",
              not_meant=[worker(riziki, "b.bosco")])  # fmt: skip

    assert page(house.desk("b.bosco"), words).record_id == words


def test_who_is_accused_and_then_keeps_the_register_finds_nothing_of_it(house: House) -> None:
    desk = house.desk("e.sifa")
    entry = accuse(desk, accused_who="celui du dépôt", meant=[worker(desk, "m.musa")])
    desk = house.desk()
    desk.do("office.change_roles", worker_id=worker(desk, "m.musa"), roles=["safeguarding"])
    desk = house.desk("m.musa")

    assert desk.ask("incidents.sealed", window=Window()).rows == ()
    with pytest.raises(errors.NotFound):
        page(desk, entry)


def test_a_specialist_who_is_named_in_what_is_sealed_to_them_is_asked_about(house: House) -> None:
    amani = child(house.desk("s.pascal"), sex="f")
    desk = house.desk("e.sifa")
    given = {"kind": "sexual", "children": [amani], "staff": "Neema Bashizi, psychologue"}

    with pytest.raises(errors.RuleBroken, match="Is this Neema Bashizi") as broken:
        write(desk, **given)
    assert broken.value.field == "meant"
    neema = worker(desk, "p.neema")
    with pytest.raises(errors.RuleBroken, match="nobody who works with children"):
        write(desk, **given, meant=[neema])
    assert write(desk, **given, not_meant=[neema])


def test_the_director_is_told_of_an_allegation_that_nobody_looked_after_in_time(house: House) -> None:
    """The one who keeps the register may be away, or shut out: a count, and nothing of what it is."""
    accuse(house.desk("e.sifa"), happened_at=NOW - HOUR)
    late = "1 allegation that nobody looked after in time"

    def titles(login: str) -> list[str]:
        return [str(task.title) for task in house.desk(login).ask("case_file.tonight").tasks]

    assert late not in titles("d.furaha")
    house.clock.pass_(seconds=86_400)
    assert late in titles("d.furaha")
    assert late not in titles("s.pascal")
    (told_of,) = [each for each in house.desk("d.furaha").ask("case_file.tonight").tasks if str(each.title) == late]
    assert told_of.level is Level.C4


def test_only_those_who_look_after_it_answer_a_follow_up(house: House) -> None:
    """Whoever browses the book reads it; that it is done is said by those who see to it."""
    desk = house.desk("c.aline")
    entry = write(desk, follow_up="Réparer le toit", follow_up_on=NOON.date())
    (line,) = [each for tab in page(desk, entry).tabs for block in tab.start for each in getattr(block, "entries", ())]
    assert line.verbs == ()


def test_a_child_that_was_chosen_wrongly_is_taken_off_and_the_right_one_put_in(house: House) -> None:
    """Nothing that was written is changed: the line that says so has who and why."""
    desk = house.desk("s.pascal")
    amani, musa = child(desk), child(desk, "Musa")
    aline = house.desk("c.aline").actor.worker_id
    desk = house.desk("s.pascal")
    desk.do("case_file.assign", file_id=amani, worker_id=aline)
    entry = write(desk, kind="taking", children=[amani])

    def threatened(file_id: str) -> bool:
        marks = house.desk("s.pascal").ask("case_file.child", record_id=file_id).header.marks
        return any("tried to take" in str(mark.words) for mark in marks)

    assert threatened(amani)
    assert book(house.desk("c.aline")) == ["I-0001"]
    tie = next(
        str(verb.extra["record_id"])
        for tab in page(house.desk("s.pascal"), entry).tabs for block in tab.start
        for each in getattr(block, "entries", ()) for verb in each.verbs if verb.page == "incidents.wrong_child"
    )  # fmt: skip
    desk = house.desk("s.pascal")
    desk.do("incidents.wrong_child", record_id=tie, why="C'était l'autre garçon.", instead=musa)

    assert (threatened(amani), threatened(musa)) == (False, True)
    assert book(house.desk("c.aline")) == [], "the book lists what is about another child"
    seen = page(house.desk("s.pascal"), entry)
    assert "C'était l'autre garçon." in repr(seen)
    assert "other child" not in told(seen)["Children involved"]
    with pytest.raises(errors.NotAllowed):
        house.desk("c.aline").do("incidents.wrong_child", record_id=tie, why="C'était un autre.")


def test_the_register_on_paper_is_that_of_the_book_one_looks_after(house: House) -> None:
    """The focal point prints the register of safeguarding, the leaders that of the house; who only browses, none."""
    write(house.desk("s.pascal"))
    accuse(house.desk("e.sifa"))

    assert "S-" in repr(house.desk("x.riziki").ask("incidents.register").blocks)
    assert "I-0001" in repr(house.desk("s.pascal").ask("incidents.register").blocks)
    with pytest.raises(errors.NotAllowed):
        house.desk("c.aline").ask("incidents.register")
