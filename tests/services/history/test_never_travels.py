"""What is known of a detention is on no paper and in no package; of the association only what the child agreed to."""

from __future__ import annotations

import datetime
import inspect
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.makers import House
from tests.services.history.test_history import words
from transit_desk import services
from transit_desk.desk import Desk
from transit_desk.domain.fields import Said
from transit_desk.export.redaction import Audience
from transit_desk.module import Packed
from transit_desk.reports import form_paper
from transit_desk.services.history.records import CertificationStep, Detention, Summons
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import VaultSession, Work

DAY = datetime.date(2026, 11, 20)
HELD = (
    "intelligence", "Intelligence service", "14/02/2025", "2025-02-14", "19/03/2025", "before_judge", "Before a judge",
    "Me Balola-Ndimubanzi", "arrested", "Arrest",
)  # fmt: skip
GROUP = ("fdlr", "FDLR", "Nyabibwe", "messenger", "Messenger", "03/2024", "2024-03")
TRAVELS = tuple(audience for audience in Audience if audience is not Audience.CENTRE)


def child(desk: Desk, *, agrees: bool = False) -> str:
    """A child of whom all of it is known, and who agreed to every purpose there is."""
    file_id: str = desk.do("case_file.receive", sex="m", name="Amani", age="15", village="Kalehe")
    about: dict[str, Any] = {"file_id": file_id}
    purposes = ("transfer", "association", "referral", "photo", "certification", "services", "keep_data", "mrm")
    for purpose in purposes:
        answer = {"purpose": purpose, "decision": "yes", "on_day": DAY, "given_by": "child"}
        desk.do("case_file.answer_consent", **about, values=answer)
    desk.do(
        "history.add_association", **about,
        values={"group_code": Said("fdlr"), "roles": Said(["messenger"]), "recruited_at": Said("Nyabibwe"),
                "said_by": "child",
                "joined": Said("03/2024"), "agency_may_know": Said("yes" if agrees else "no"),
                "words": "une remarque à garder ici"},
    )  # fmt: skip
    desk.do(
        "history.add_detention", **about,
        values={"began": "14/02/2025", "ended": "19/03/2025", "authority": "intelligence", "outcome": "before_judge",
                "legal_referral": "yes", "lawyer_informed": "yes"},
    )  # fmt: skip
    desk.do(
        "history.add_summons", **about,
        values={"kind": "arrested", "at": desk.now(), "authority": "intelligence", "answered_at": desk.now(),
                "answered_by": "Me Balola-Ndimubanzi"},
    )  # fmt: skip
    desk.do("history.record_certification", **about, state="disputed", on_day=DAY, by_whom="military_region")
    desk.do(
        "history.add_attestation", **about,
        values={"state": "issued", "on_day": DAY, "issued_by": "Bureau provincial (fictif)", "number": "ATT-0417"},
    )  # fmt: skip
    desk.do("history.add_risk", **about,
            values={"on_day": DAY, "occasion": "intake", "threatened": Said("yes"), "words": "reste ici"})  # fmt: skip
    return file_id


def packed(desk: Desk, file_id: str, audience: Audience) -> list[Packed]:
    """Every slice's sections for an audience."""
    with VaultSession(desk.vault.reader, expire_on_commit=False) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test")
        return [part for part in work.gather("handover", file_id=file_id, audience=audience.value) if part]


def ours(desk: Desk, file_id: str, audience: Audience) -> dict[str, Any]:
    """This slice's section."""
    return next((dict(part.content) for part in packed(desk, file_id, audience) if part.section == "history"), {})


def papers(desk: Desk, file_id: str) -> Iterator[tuple[str, str, str]]:
    """Every paper of every module about a child, for each of its audiences, in words."""
    acts = services.acts()
    for module in desk.modules:
        for paper in module.papers:
            query = acts[paper.query]
            if "file_id" not in query.parameters:
                continue  # about an event or a package; those that carry a child's facts take them from the sections
            for audience in paper.audiences or ("centre",):
                more = {"audience": audience} if "audience" in query.parameters else {}
                needed = {name for name, each in inspect.signature(query.run).parameters.items()
                          if each.default is inspect.Parameter.empty} - {"work", "file_id", "audience"}  # fmt: skip
                assert not needed, f"{paper.key} needs {needed}: give it here too"
                yield paper.key, audience, words(desk.ask(paper.query, file_id=file_id, **more))


@pytest.mark.parametrize("kind", [Detention, Summons, CertificationStep])
def test_no_field_of_it_is_described_as_one_that_travels(kind: Any) -> None:
    assert [name for name, field in fields_of(kind).items() if field.travels] == []


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("agrees", [True, False])
def test_no_section_of_any_slice_tells_of_a_detention(desk: Desk, audience: Audience, *, agrees: bool) -> None:
    """Not even the centre's own copy in a package, and whatever the child agreed to."""
    file_id = child(desk, agrees=agrees)

    told = json.dumps([[part.section, part.content] for part in packed(desk, file_id, audience)], ensure_ascii=False)

    assert "Amani" in told, "or nothing was looked at"
    assert [word for word in HELD if word in told] == []


def test_no_paper_tells_of_a_detention_to_any_audience(desk: Desk) -> None:
    file_id = child(desk, agrees=True)

    found = list(papers(desk, file_id))

    assert {audience for _key, audience, _said in found} >= {audience.value for audience in Audience}
    for key, audience, said in found:
        told = re.sub(re.escape(form_paper.EMPTY.replace(" ", "\u00a0")) + r"[^ \n]+", "", said)  # offered to everybody
        assert [word for word in HELD if word in told] == [], (key, audience)


def test_a_whole_package_tells_of_no_detention(desk: Desk) -> None:
    """What is shown before a package is closed is what leaves."""
    file_id = child(desk, agrees=True)
    desk.do("handover.make_keys")
    receiver = desk.do("handover.add_receiver", name="Toit partagé (fictif)")
    package = desk.do("handover.prepare", file_ids=[file_id], receiver_id=receiver, purpose="follow_up")

    contents = words(desk.ask("handover.contents", package_id=package))
    preview = words(list(desk.ask("handover.preview", package_id=package).values()))

    for said in (contents, preview):
        assert said.strip()
        assert [word for word in HELD if word in said] == []


def test_the_association_goes_to_the_agency_only_where_the_child_agreed_to_that(desk: Desk) -> None:
    agrees, does_not = child(desk, agrees=True), child(desk)

    told, not_told = (ours(desk, file_id, Audience.RECEIVING_AGENCY) for file_id in (agrees, does_not))

    assert told["association"][0]["roles"] == {"value": ["messenger"], "answer": "given"}
    assert "words" not in told["association"][0]
    assert "association" not in not_told
    assert [word for word in GROUP if word in json.dumps(not_told)] == []


@pytest.mark.parametrize("decision", ["no", "withdrawn"])
def test_the_association_stays_where_the_child_did_not_agree_to_that_purpose(desk: Desk, decision: str) -> None:
    """That the file may go says nothing about the time before."""
    file_id = child(desk, agrees=True)
    desk.do(
        "case_file.answer_consent", file_id=file_id,
        values={"purpose": "association", "decision": decision, "on_day": DAY, "given_by": "child"},
    )  # fmt: skip

    assert "association" not in ours(desk, file_id, Audience.RECEIVING_AGENCY)


def test_without_the_consent_to_a_transfer_it_stays_even_where_the_child_said_the_agency_may_know(desk: Desk) -> None:
    file_id = child(desk, agrees=True)
    desk.do(
        "case_file.answer_consent", file_id=file_id,
        values={"purpose": "transfer", "decision": "withdrawn", "on_day": DAY, "given_by": "child"},
    )  # fmt: skip

    assert "association" not in ours(desk, file_id, Audience.RECEIVING_AGENCY)


def test_what_the_child_keeps_from_the_agency_is_kept(desk: Desk) -> None:
    file_id = child(desk, agrees=True)
    desk.do(
        "case_file.withhold", file_id=file_id,
        values={"topics": ["association", "legal"], "from_whom": "other_agency", "reason": "fear_of_harm"},
    )  # fmt: skip

    told = ours(desk, file_id, Audience.RECEIVING_AGENCY)

    assert set(told) & {"association", "legal"} == set()


def test_a_foster_family_learns_nothing_of_the_way_here(desk: Desk) -> None:
    file_id = child(desk, agrees=True)

    told = json.dumps([part.content for part in packed(desk, file_id, Audience.FOSTER_FAMILY)], ensure_ascii=False)

    assert ours(desk, file_id, Audience.FOSTER_FAMILY) == {}
    assert [word for word in (*GROUP, *HELD, "ATT-0417") if word in told] == []


def test_the_number_of_an_attestation_goes_where_the_child_agreed_to_the_copy(desk: Desk) -> None:
    file_id = child(desk)
    told = ours(desk, file_id, Audience.RECEIVING_AGENCY)
    desk.do(
        "case_file.answer_consent", file_id=file_id,
        values={"purpose": "certification", "decision": "no", "on_day": DAY, "given_by": "child"},
    )  # fmt: skip

    assert told["legal"][0]["number"] == "ATT-0417"
    assert "legal" not in ours(desk, file_id, Audience.RECEIVING_AGENCY)


def test_whoever_may_not_read_it_packs_nothing_of_it(house: House) -> None:
    desk = house.desk()
    file_id = child(desk, agrees=True)
    zawadi = next(worker.id for worker in desk.ask("office.workers") if worker.login == "r.zawadi")
    desk.do("case_file.assign", file_id=file_id, worker_id=zawadi)

    assert "history" not in {part.section for part in packed(house.desk("r.zawadi"), file_id, Audience.CENTRE)}
