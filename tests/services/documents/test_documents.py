"""Photographs and papers of a file: kept under a yes, shown on demand, each look written down, gone when withdrawn."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
from PIL import Image

from tests import makers
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.module import Album, Held
from transit_desk.storage.attachments import Content

TODAY = datetime.date(2026, 11, 21)


def picture(colour: str = "#8899aa", kind: str = "JPEG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(made, kind)
    return made.getvalue()


def child(desk: Desk, *purposes: str) -> str:
    """A child of the house who said yes to these."""
    file_id = str(desk.do("case_file.receive", name="Baraka", sex="m"))
    for purpose in purposes:
        agree(desk, file_id, purpose)
    return file_id


def agree(desk: Desk, file_id: str, purpose: str, decision: str = "yes") -> None:
    values = {"purpose": purpose, "decision": decision, "on_day": TODAY, "given_by": "child"}
    desk.do("case_file.answer_consent", file_id=file_id, values=values)


def add(desk: Desk, file_id: str, kind: str = "photo_child", **more: Any) -> str:
    return str(desk.do("documents.add", **{"file_id": file_id, "kind": kind, "data": picture(), **more}))


def album(desk: Desk, file_id: str) -> tuple[Held, ...]:
    tab = desk.ask("documents.tab", record_id=file_id)
    found = tab.start[0]
    assert isinstance(found, Album)
    return found.held


def about(desk: Desk, file_id: str) -> str:
    blocks = desk.ask("documents.tab", record_id=file_id).end
    return "\n".join(f"{line.label}: {line.value}" for facts in blocks for line in facts.lines)


def blue(data: bytes) -> bool:
    """Whether a picture is the blue one."""
    red, _green, blue_too = Image.open(io.BytesIO(data)).convert("RGB").resize((1, 1)).tobytes()
    return blue_too > 200 > red


def looks(desk: Desk) -> list[tuple[str, str]]:
    return [(row.action, row.record) for row in desk.ask("office.trail").rows if row.kind == "read"]


# -- the child's yes


def test_no_photograph_without_the_childs_yes(desk: Desk) -> None:
    """Refused beside the field, with the reason and what to do; nothing is kept."""
    file_id = child(desk)

    with pytest.raises(errors.RuleBroken) as refused:
        add(desk, file_id)

    assert refused.value.field == "kind"
    assert "agreed" in str(refused.value)
    assert album(desk, file_id) == ()
    add(desk, file_id, "birth_paper")  # a paper needs no yes to photographs


@pytest.mark.parametrize("decision", ["no", "withdrawn"])
def test_a_yes_taken_back_hides_the_photographs_from_then_on(desk: Desk, decision: str) -> None:
    """In the album, on demand and at the head of the file; a paper stays, and a new yes shows them again."""
    file_id = child(desk, "photo")
    photo, paper = add(desk, file_id), add(desk, file_id, "birth_paper")
    desk.do("documents.use_portrait", document_id=photo)

    agree(desk, file_id, "photo", decision)

    assert [held.record_id for held in album(desk, file_id)] == [paper]
    assert "1 photograph" in about(desk, file_id)
    assert desk.ask("case_file.child", record_id=file_id).header.photo == "none"
    for query, about_what in (("documents.show", photo), ("documents.portrait", file_id)):
        with pytest.raises(errors.RuleBroken, match="no longer"):
            desk.ask(query, record_id=about_what)
    agree(desk, file_id, "photo")
    assert {held.record_id for held in album(desk, file_id)} == {photo, paper}


# -- on demand


def test_each_look_leaves_a_line_and_the_tab_leaves_none(desk: Desk) -> None:
    file_id = child(desk, "photo")
    photo = add(desk, file_id, words="in the garden")
    before = len(looks(desk))

    album(desk, file_id)
    assert len(looks(desk)) == before
    content = desk.ask("documents.show", record_id=photo)

    assert isinstance(content, Content)
    assert Image.open(io.BytesIO(content.data)).size == (640, 480)
    assert looks(desk)[0] == ("documents.show", "document")
    assert len(looks(desk)) == before + 1


def test_the_tab_costs_the_same_for_one_paper_and_for_ten(desk: Desk) -> None:
    """And it loads no page of any of them."""
    from sqlalchemy import event

    file_id = child(desk)
    counted: list[list[str]] = []
    for more in (1, 9):
        for _each in range(more):
            add(desk, file_id, "other")
        said: list[str] = []

        def heard(_c: object, _cur: object, statement: str, *_rest: object, told: list[str] = said) -> None:
            told.append(statement)

        event.listen(desk.vault.reader, "before_cursor_execute", heard)
        album(desk, file_id)
        event.remove(desk.vault.reader, "before_cursor_execute", heard)
        counted.append(said)

    assert len(counted[0]) == len(counted[1])
    assert not [statement for statement in counted[1] if "attachment.paper" in statement or ".content" in statement]


def test_the_portrait_is_one_masked_and_asked_for(desk: Desk) -> None:
    """One at a time; the look is written down; undone, the one before stands there again."""
    file_id = child(desk, "photo")
    assert desk.ask("case_file.child", record_id=file_id).header.photo == "none"
    first = add(desk, file_id, data=picture("#ff0000"))
    second = add(desk, file_id, data=picture("#0000ff"))
    for each in (first, second):
        desk.do("documents.use_portrait", document_id=each)

    assert desk.ask("case_file.child", record_id=file_id).header.photo == "masked"
    small = Image.open(io.BytesIO(desk.ask("documents.portrait", record_id=file_id).data))
    assert max(small.size) <= 256
    assert blue(desk.ask("documents.portrait", record_id=file_id).data)
    assert looks(desk)[0] == ("documents.portrait", "attachment")
    desk.undo()
    assert not blue(desk.ask("documents.portrait", record_id=file_id).data)
    desk.do("documents.drop_portrait", document_id=first)
    assert desk.ask("case_file.child", record_id=file_id).header.photo == "none"
    with pytest.raises(errors.NotFound):
        desk.ask("documents.portrait", record_id=file_id)


def test_only_an_open_photograph_of_the_child_stands_at_the_head(desk: Desk) -> None:
    file_id = child(desk, "photo")

    for each in (add(desk, file_id, "birth_paper"), add(desk, file_id, secrecy="sealed")):
        with pytest.raises(errors.RuleBroken):
            desk.do("documents.use_portrait", document_id=each)


# -- levels


def test_who_may_know_of_what(house: makers.House) -> None:
    """Titles go with the bytes; a closed paper is known to be there by those who may know of it, and by nobody else."""
    desk = house.desk("c.aline")
    file_id = child(desk, "photo")
    add(desk, file_id, words="photo-words")
    add(desk, file_id, "court_paper", words="legal-words")
    add(desk, file_id, "medical_paper", words="health-words")
    add(desk, file_id, "court_paper", secrecy="sealed", words="sealed-words")
    add(desk, file_id, "medical_paper", secrecy="care", words="care-words")
    supervisor = house.desk("s.pascal")
    workers = {worker.login: worker.id for worker in supervisor.ask("office.workers")}
    supervisor.do("case_file.assign", file_id=file_id, worker_id=workers["p.neema"])
    told = {}
    for login in ("c.aline", "s.pascal", "p.neema", "r.zawadi", "e.sifa"):
        here = album(house.desk(login), file_id)
        said = " ".join(f"{held.title} {held.detail}" for held in here)
        told[login] = {word for word in ("photo", "legal", "health", "sealed", "care") if f"{word}-words" in said}
        told[login] |= {"there is one"} if "Closed paper" in said else set()
        story = makers.story_of(house.desk(login).ask("case_file.child", record_id=file_id))
        lines = [event for event in story if event.module == "documents"]
        assert len(lines) == len(here), login
        assert "words" not in " ".join(str(event.detail) for event in lines)

    assert told == {
        "c.aline": {"photo", "legal", "health", "sealed"},
        "s.pascal": {"photo", "legal", "health", "sealed", "there is one"},
        "p.neema": {"photo", "legal", "health", "care"},
        "r.zawadi": {"photo"},
        "e.sifa": set(),
    }


def test_a_closed_paper_is_opened_by_its_holders_alone(house: makers.House) -> None:
    desk = house.desk("c.aline")
    file_id = child(desk)
    paper = add(desk, file_id, "medical_paper", secrecy="care")
    with pytest.raises(errors.NotFound):
        desk.ask("documents.show", record_id=paper)
    supervisor = house.desk("s.pascal")
    with pytest.raises(errors.RuleBroken, match="care team"):
        supervisor.ask("documents.show", record_id=paper)
    workers = {worker.login: worker.id for worker in supervisor.ask("office.workers")}
    supervisor.do("case_file.assign", file_id=file_id, worker_id=workers["p.neema"])

    content = house.desk("p.neema").ask("documents.show", record_id=paper)

    assert Image.open(io.BytesIO(content.data)).size == (640, 480)


def test_the_database_key_alone_tells_no_kind_and_no_word_of_what_is_closed(desk: Desk) -> None:
    file_id = child(desk)
    add(desk, file_id, "court_paper", secrecy="sealed", words="ZQSEALEDQZ")
    add(desk, file_id, "medical_paper", secrecy="care", words="ZQCAREQZ")

    raw = desk.vault.fresh()
    tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()]
    content = "\n".join(str(row) for table in tables for row in raw.execute(f'SELECT * FROM "{table}"').fetchall())
    raw.close()

    assert not [word for word in ("ZQSEALEDQZ", "ZQCAREQZ", "court_paper", "medical_paper") if word in content]


# -- replaced, withdrawn


def test_a_better_picture_takes_the_place_of_one(desk: Desk) -> None:
    """With its words, its level and its place at the head; the earlier one is withdrawn and shown no more."""
    file_id = child(desk, "photo")
    first = add(desk, file_id, data=picture("#ff0000"), words="in the garden")
    desk.do("documents.use_portrait", document_id=first)

    second = desk.do("documents.replace", document_id=first, data=picture("#0000ff"))

    (held,) = album(desk, file_id)
    assert held.record_id == second
    assert "in the garden" in str(held.detail)
    assert blue(desk.ask("documents.portrait", record_id=file_id).data)
    with pytest.raises(errors.RuleBroken, match="withdrawn"):
        desk.ask("documents.show", record_id=first)
    desk.undo()
    assert [held.record_id for held in album(desk, file_id)] == [first]


@pytest.mark.parametrize("secrecy", ["open", "sealed"])
def test_withdrawn_with_a_reason_and_brought_back(desk: Desk, secrecy: str) -> None:
    file_id = child(desk)
    paper = add(desk, file_id, "court_paper", secrecy=secrecy)
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("documents.withdraw", document_id=paper, why=" ")
    assert refused.value.field == "why"

    desk.do("documents.withdraw", document_id=paper, why="it is another child's")

    assert album(desk, file_id) == ()
    events = makers.story_of(desk.ask("case_file.child", record_id=file_id))
    assert "it is another child's" in [str(event.detail) for event in events]
    for again in ("withdraw", "replace"):
        with pytest.raises(errors.RuleBroken, match="withdrawn"):
            desk.do(f"documents.{again}", document_id=paper, **({"why": "twice"} if again == "withdraw" else
                                                               {"data": picture()}))  # fmt: skip
    desk.undo()
    assert [held.record_id for held in album(desk, file_id)] == [paper]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"on_day": TODAY + datetime.timedelta(days=1)}, "on_day"),
        ({"kind": "spell"}, "kind"),
        ({"secrecy": "everybody"}, "secrecy"),
        ({"words": "x" * 201}, "words"),
        ({"data": b"%PDF-1.7 nothing"}, "data"),
        ({"data": b"GIF89a"}, "data"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(desk: Desk, given: dict[str, Any], field: str) -> None:
    file_id = child(desk)

    with pytest.raises(errors.RuleBroken) as refused:
        add(desk, file_id, **{"kind": "other", **given})

    assert refused.value.field == field
    assert album(desk, file_id) == ()


def test_a_copy_of_the_attestation_is_marked_as_one(desk: Desk) -> None:
    """Nothing that comes out of this program passes for the paper itself."""
    file_id = child(desk)
    plain, copy = (add(desk, file_id, kind, data=picture("#ffffff")) for kind in ("birth_paper", "attestation"))

    dark = {
        key: sum(Image.open(io.BytesIO(desk.ask("documents.show", record_id=key).data)).convert("L").histogram()[:200])
        for key in (plain, copy)
    }

    assert dark[plain] == 0
    assert dark[copy] > 640 * 480 * 0.03


# -- what leaves


def packed(desk: Desk, file_id: str, audience: str) -> dict[str, int]:
    """The kinds that a package for these readers carries, each with the number of bytes that go along."""
    from transit_desk.services.documents import hooks
    from transit_desk.storage.work import VaultSession, Work

    with VaultSession(desk.vault.reader) as session:
        parts = hooks.handover_of(Work(session, desk.actor, desk, desk._sealer, "test"), file_id, audience)
    found = {}
    for part in parts:
        for each, (_media, content) in zip(part.content["documents"], part.carried, strict=True):
            found[each["kind"]] = len(content)
    return found


def test_a_package_carries_what_level_and_consent_allow(desk: Desk) -> None:
    """A photo with its own yes, a paper about health with the yes to the transfer, a copy with the yes to that."""
    file_id = child(desk, "photo")
    add(desk, file_id)
    for kind in ("medical_paper", "attestation", "letter"):
        add(desk, file_id, kind)
    for secrecy in ("sealed", "care"):
        add(desk, file_id, "court_paper", secrecy=secrecy)

    assert set(packed(desk, file_id, "receiving_agency")) == {"photo_child"}
    agree(desk, file_id, "transfer")
    assert set(packed(desk, file_id, "receiving_agency")) == {"photo_child", "medical_paper"}
    agree(desk, file_id, "certification")
    assert set(packed(desk, file_id, "receiving_agency")) == {"photo_child", "medical_paper", "attestation"}
    assert packed(desk, file_id, "foster_family") == {}
    agree(desk, file_id, "photo", "withdrawn")
    assert set(packed(desk, file_id, "receiving_agency")) == {"medical_paper", "attestation"}
    values = {"topics": ["health"], "from_whom": "other_agency", "reason": "fear_of_harm"}
    desk.do("case_file.withhold", file_id=file_id, values=values)
    assert set(packed(desk, file_id, "receiving_agency")) == {"attestation"}
