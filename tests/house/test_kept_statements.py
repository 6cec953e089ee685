"""What is asked at every opening of a page is written once: no statement of it is built anew at each call."""

from __future__ import annotations

import functools
import pathlib
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy
from sqlalchemy import orm

from tests import makers
from tests.makers import House
from transit_desk.module import Window
from transit_desk.services.case_file.records import CaseFile
from transit_desk.storage.work import VaultSession, Work


@pytest.fixture(scope="module")
def full(template: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, str]]:
    """A house with a girl of whom something was told, so that no hook turns back at its first line."""
    house = makers.copy_house(template, tmp_path_factory.mktemp("kept") / "vault")
    desk = house.desk()
    file_id = desk.do("case_file.open_case", sex="f", care_track="resident", name="Neema Bisimwa", age="15")
    desk.do("case_file.assign", file_id=file_id, worker_id=desk.actor.worker_id)
    desk.do("case_file.say", file_id=file_id, what="mother", words="Nakalonge", said_by="child")
    desk.do("case_file.write_note", file_id=file_id, care_words="A bien mangé")
    values = {"kind": "allergy", "words": "arachides", "severe": True, "said_by": "child"}
    desk.do("health.add_need", file_id=file_id, values=values)
    desk.do(
        "health.add_medicine",
        file_id=file_id,
        sachet=4,
        name="Fer",
        dose="1",
        hours="7 19",
        from_day=desk.day(desk.now()),
    )
    yield house, file_id
    house.lock()


def built_anew(ask: Callable[[], object]) -> list[str]:
    """The statements of a question that were not those of the time before: built for this one call."""
    asked: list[sqlalchemy.Executable] = []

    def note(state: orm.ORMExecuteState) -> None:
        asked.append(state.statement)

    sqlalchemy.event.listen(VaultSession, "do_orm_execute", note)
    try:
        ask()
        before = list(asked)
        asked.clear()
        ask()
    finally:
        sqlalchemy.event.remove(VaultSession, "do_orm_execute", note)
    assert asked
    return [str(each) for each in asked if not any(each is other for other in before)]


@pytest.mark.parametrize("login", ["d.furaha", "c.aline", "e.sifa"])
def test_the_pages_that_are_opened_all_day_build_no_statement(full: tuple[House, str], login: str) -> None:
    """For those who see every file and for those whose sight narrows each statement; see `storage/kept.py`."""
    house, file_id = full
    desk = house.desk(login)
    pages: list[tuple[str, dict[str, object]]] = [
        ("case_file.children", {"window": Window()}),
        ("case_file.children", {"window": Window(words="neema", filters={"house": True})}),
        ("case_file.find", {"words": "nema bisima"}),
        ("health.diets", {}),
    ]
    if login == "d.furaha":
        pages += [("case_file.child", {"record_id": file_id}), ("case_file.story", {"record_id": file_id})]
        pages += [("health.tab", {"record_id": file_id})]
    if desk.may("health.round_now"):
        pages.append(("health.round_now", {}))

    anew = {name: built_anew(functools.partial(desk.ask, name, **values)) for name, values in pages}
    assert {name: built for name, built in anew.items() if built} == {}


def test_the_look_sees_a_statement_that_is_built_at_each_call(full: tuple[House, str]) -> None:
    house, file_id = full
    desk = house.desk()

    def ask() -> None:
        with VaultSession(desk.vault.reader) as session:
            work = Work(session, desk.actor, desk, desk._sealer, "test")
            work.all(sqlalchemy.select(CaseFile.id).where(CaseFile.id == file_id))
            work.get(CaseFile, file_id)

    assert [text.split()[-3] for text in built_anew(ask)] == ["case_file.id"]
