"""That something was confided, named by a group or begun is no fact for whoever has the database key alone."""

from __future__ import annotations

import datetime
import pathlib
import shutil

import pytest

from tests import makers
from transit_desk import opening
from transit_desk.clock import FrozenClock
from transit_desk.desk import Desk
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.services.case_file.records import CaseFile, Claim
from transit_desk.storage.flush import settle
from transit_desk.storage.records import new_id
from transit_desk.storage.vault import Vault, bump
from transit_desk.storage.work import VaultSession, Work

KEPT = pathlib.Path(__file__).parents[1] / "vaults" / "2026-11-first"
DAY = datetime.date(2026, 11, 21)


def plain(desk_vault: Vault, *tables: str) -> str:
    """Everything in these tables, or in all, as the database key alone opens it."""
    raw = desk_vault.fresh()
    named = tables or tuple(
        name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()
    )
    found = "\n".join(str(row) for table in named for row in raw.execute(f'SELECT * FROM "{table}"').fetchall())
    raw.close()
    return found


@pytest.mark.parametrize("words", ["Simba", Said(None, Answer.REFUSED)])
def test_the_database_key_alone_does_not_tell_that_there_was_a_war_name(house: makers.House, words: str | Said) -> None:
    """Neither the name nor the kind of what was said, nor that an answer to it was refused."""
    desk = house.desk()
    file_id = desk.do("case_file.receive", name="Baraka", sex="m")
    for what, said in (("war_name", words), ("sealed", "Kept a radio")):
        desk.do("case_file.say", file_id=file_id, what=what, words=said, said_by="child")

    content = plain(desk.vault)

    assert "Baraka" in content, "or nothing was looked at"
    assert not [word for word in ("war_name", "Simba", "refused", "radio") if word in content]


def test_what_was_sealed_is_told_by_its_kind_to_whoever_may_read_it(house: makers.House) -> None:
    desk = house.desk()
    file_id = desk.do("case_file.receive", name="Baraka", sex="m")
    for what, said in (("war_name", "Simba"), ("sealed", "Kept a radio"), ("war_name", Said(None, Answer.REFUSED))):
        desk.do("case_file.say", file_id=file_id, what=what, words=said, said_by="child")

    tabs = desk.ask("case_file.child", record_id=file_id).tabs
    lines = next(tab for tab in tabs if tab.key == "identity").start[0].lines

    told = [(str(line.label), line.value, line.state) for line in lines]
    assert ("Name given by the group", "Simba", "given") in told
    assert ("Something else, sealed", "Kept a radio", "given") in told
    assert [(line.value, line.chosen) for line in lines if line.state == "refused"] == [("", False)]


def test_a_war_name_of_the_first_day_is_made_neutral_and_the_trail_still_holds(house: makers.House) -> None:
    """The step takes the word out of the column and out of the trail's values; the chain covers only their digests."""
    desk = house.desk()
    file_id = desk.do("case_file.receive", name="Baraka", sex="m")
    said_on_the_first_day(desk, file_id)
    assert "war_name" in plain(desk.vault)

    with desk.vault.migrating() as connection:
        connection.exec_driver_sql("DELETE FROM step WHERE number = 2")
    desk = house.desk()

    assert "war_name" not in plain(desk.vault)
    assert desk.ask("office.trail_breaks") == ()
    assert "Simba" in repr(desk.ask("case_file.child", record_id=file_id))


def said_on_the_first_day(desk: Desk, file_id: str) -> None:
    """A name of war as the program of the first step wrote it: its kind in clear, its words alone in the cell."""
    with VaultSession(desk.vault.writer, expire_on_commit=False) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "case_file.say")
        person_id = work.get(CaseFile, file_id).person_id
        work.add(
            Claim(
                person_id=person_id, what="war_name", sealed_words="Simba", words_answer="given", said_by="child",
                said_on=DAY, known_by="told", preferred=False,
            )
        )  # fmt: skip
        settle(work, desk._trail, bump)
        session.commit()


def test_a_drafts_form_and_subject_are_sealed_with_its_words(house: makers.House) -> None:
    """A form of disclosures that somebody began about a child tells that there was one."""
    desk = house.desk("c.aline")
    subject = new_id()
    desk.keep_draft("case_file.disclosure", subject, {"told": "a"})
    desk.keep_draft("case_file.disclosure", subject, {"told": "ab"})
    desk.keep_draft("case_file.note", subject, {"care_words": "c"})

    content = plain(desk.vault, "draft")

    assert not [word for word in ("disclosure", "note", subject) if word in content]
    assert sorted((kept.form, kept.subject, *kept.content.values()) for kept in desk.drafts()) == [
        ("case_file.disclosure", subject, "ab"), ("case_file.note", subject, "c"),
    ]  # fmt: skip
    desk.drop_draft("case_file.disclosure", subject)
    assert [kept.form for kept in house.desk("c.aline").drafts()] == ["case_file.note"]


def test_a_draft_of_the_first_day_is_sealed_anew_when_its_author_comes_back(tmp_path: pathlib.Path) -> None:
    """A vault of the first day opens, its draft is there, and afterwards no word of its form is left in clear."""
    shutil.copytree(KEPT, tmp_path / "vault", ignore=shutil.ignore_patterns("counts.json"))
    house = makers.House(tmp_path / "vault", FrozenClock(makers.NOON))
    desk = house.desk("c.aline")
    assert house.entered is not None

    found = desk.drafts()

    assert [(kept.form, dict(kept.content)) for kept in found] == [
        ("case_file.note", {"care_words": "pas encore fini"})
    ]
    assert not [word for word in ("case_file", found[0].subject) if word in plain(desk.vault, "draft")]
    assert [(kept.form, kept.kept_at) for kept in desk.drafts()] == [("case_file.note", found[0].kept_at)]
    desk.keep_draft("case_file.note", found[0].subject, {"care_words": "fini"})
    assert [dict(kept.content) for kept in desk.drafts()] == [{"care_words": "fini"}]
    assert opening.check(house.entered.opened) == []
    house.lock()
