"""Of a child with two numbers every slice tells the same under either: nobody reads one file and takes it for all."""

from __future__ import annotations

import dataclasses
import pathlib
from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests import makers
from tests.services.case_file import pairs
from tests.services.documents.test_documents import picture
from transit_desk import services
from transit_desk.action import Query
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.domain.timeline import Span
from transit_desk.module import Hooks, Place
from transit_desk.storage.work import VaultSession, Work

TODAY = makers.NOON.date()

# Lawfully of one number alone, each with the reason.
OF_ONE_NUMBER: Final = {
    "case_file.profile_values": "a form begins with the row that it writes",
}
_GIVEN: Final = {"audience": "receiving_agency", "purpose": "photo", "topic": "health", "level": 1}


@dataclasses.dataclass(frozen=True)
class Pair:
    """Two numbers of one child at a desk that sees everything, and a file that is another child's."""

    desk: Desk
    ended: str
    stays: str
    other: str


def _tell(desk: Desk, file_id: str, words: str) -> None:
    """Something of each kind, under one number."""
    told = {"said_by": "child", "said_on": TODAY}
    yes = {"purpose": "photo", "decision": "yes", "on_day": TODAY, "given_by": "child"}
    desk.do("case_file.change_file", file_id=file_id, values={"needs_now": Said(["see_nurse_today"])})
    desk.do("case_file.say", file_id=file_id, what="place", words=words, said_by="child")
    desk.do("case_file.write_note", file_id=file_id, care_words=words)
    desk.do("case_file.answer_consent", file_id=file_id, values=yes)
    desk.do("family.add_relative", file_id=file_id, values={**told, "relation": "mother", "name": Said(words)})
    desk.do("family.add_own_child", file_id=file_id, sex="m", age="1 mois", registration=Said("needed_free"))
    desk.do("identity.add_number", file_id=file_id, values={"agency": "icrc", "number": words, "said_by": "child"})
    desk.do("identity.add_avoided", file_id=file_id, values={**told, "words": words})
    desk.do("identity.add_interview", file_id=file_id,
            values={"on_day": TODAY, "led_by": desk.actor.worker_id, "women": 1, "men": 0})  # fmt: skip
    desk.do("history.add_separation", file_id=file_id, values={"said_by": "child", "place": Said(words)})
    desk.do("history.add_association", file_id=file_id, values={"said_by": "child", "roles": Said(["wife"])})
    desk.do("safekeeping.take_in", file_id=file_id, kind="clothes", words=words, how_many="3", condition="worn",
            place="own_box", signed="thumb", on_day=TODAY)  # fmt: skip
    desk.do("safekeeping.tell_attestation", file_id=file_id, original_with="child")
    photo = desk.do("documents.add", file_id=file_id, kind="photo_child", words=words, data=picture())
    desk.do("documents.use_portrait", document_id=photo)
    desk.do("health.add_visit", file_id=file_id, values={"on_day": TODAY, "complaint": words})
    desk.do("health.add_need", file_id=file_id,
            values={"kind": "allergy", "words": words, "severe": True, "said_by": "child"})  # fmt: skip
    desk.do("health.add_medicine", file_id=file_id, name=words, dose="1", hours="7 19", from_day=TODAY,
            sachet=desk.ask("health.medicine_values", file_id=file_id)["sachet"])  # fmt: skip
    desk.do("case_file.note_paper", file_id=file_id, paper="case_file.case_summary", way="print",
            audience="receiving_agency")  # fmt: skip


@pytest.fixture(scope="module")
def pair(template: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Both numbers are full, and what stands under one stands not under the other."""
    house = makers.copy_house(template, tmp_path_factory.mktemp("joined") / "vault")
    desk = house.desk()
    ended, stays = pairs.earlier(desk, "Neema Wilondja", "f"), pairs.now(desk, "Neema Wilonja", "f")
    _tell(desk, ended, "Bunyakiri")
    _tell(desk, stays, "Kalehe")
    room = desk.do("interim_care.make_room", name="Girls", block="girls_with_children", capacity=1)
    bed = desk.do("interim_care.make_bed", room_id=room, code="F1")
    desk.do("interim_care.give_bed", file_id=stays, bed_id=bed)
    desk.do("case_file.assign", file_id=ended, worker_id=desk.actor.worker_id)
    desk.do("case_file.change_file", file_id=ended, values={"languages": Said(["swc"])})
    pairs.join(desk, ended, stays)
    yield Pair(desk, ended, stays, pairs.now(desk, "Mapendo", "f"))
    house.lock()


def _about_a_file() -> list[str]:
    """The queries that are asked of one file, or may be: which they are shows in whether they answer."""
    acts = services.acts().items()
    return sorted(name for name, act in acts
                  if isinstance(act, Query) and {"record_id", "file_id"} & set(act.parameters))  # fmt: skip


def _answer(pair: Pair, name: str, file_id: str) -> object:
    query = services.acts()[name]
    given = {**_GIVEN, "other_id": pair.other, "record_id": file_id, "file_id": file_id}
    try:
        return pair.desk.ask(name, **{each: given[each] for each in query.parameters if each in given})
    except errors.NotFound:
        return None  # it is asked of records of another kind


@pytest.mark.parametrize("name", _about_a_file())
def test_a_query_answers_the_same_under_either_number(pair: Pair, name: str) -> None:
    under_ended, under_stays = _answer(pair, name, pair.ended), _answer(pair, name, pair.stays)

    assert (under_ended == under_stays) is (name not in OF_ONE_NUMBER)


def test_the_queries_about_a_file_do_answer(pair: Pair) -> None:
    """So that the sentence above is not true because nobody said anything."""
    silent = {name for name in _about_a_file() if _answer(pair, name, pair.stays) is None}

    told = {name for name in _about_a_file() if "file_id" in services.acts()[name].parameters}
    told |= {f"{name}.tab" for name in ("documents", "family", "health", "history", "safekeeping")}
    told |= {f"{name}.told" for name in ("case_file", "family", "history", "identity")}
    assert not silent & told


def _gathered(pair: Pair, hook: str, file_id: str) -> list[Any]:
    given = {"file_id": file_id, "file_ids": [file_id], "span": Span(), **_GIVEN}
    if hook == "whereabouts":
        del given["file_id"]
    else:
        del given["file_ids"]
    with VaultSession(pair.desk.vault.reader, expire_on_commit=False) as session:
        found = Work(session, pair.desk.actor, pair.desk, pair.desk._sealer, "test").gather(hook, **given)
    named = [dataclasses.replace(each, file_id="") if isinstance(each, Place) else each for each in found]
    return sorted(named, key=repr)


_OF_THE_HOUSE: Final = {"promises", "figures"}


@pytest.mark.parametrize("hook", sorted({each.name for each in dataclasses.fields(Hooks)} - _OF_THE_HOUSE))
def test_a_hook_gathers_the_same_under_either_number(pair: Pair, hook: str) -> None:
    """Promises and figures are of the house: there a child counts once, which `test_joined_everywhere` holds."""
    assert _gathered(pair, hook, pair.ended) == _gathered(pair, hook, pair.stays)


@pytest.mark.parametrize("hook", ["timeline", "alerts", "settle", "handover"])
def test_what_is_gathered_is_of_both_numbers(pair: Pair, hook: str) -> None:
    assert _gathered(pair, hook, pair.stays)
