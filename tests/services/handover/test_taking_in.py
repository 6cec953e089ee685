"""What comes in is shown, proposed, and never believed by the program itself."""

from __future__ import annotations

import datetime
import json
import uuid
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests import makers
from tests.services.handover.conftest import CONSENT, Pair, work_of
from tests.services.handover.conftest import seal as sealed
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.export import ages
from transit_desk.export.fingerprints import sender_of
from transit_desk.export.incoming import Came
from transit_desk.export.package import Package, PackedChild, Recipients, new_local_id
from transit_desk.export.sealing import seal
from transit_desk.module import Window
from transit_desk.services.case_file.records import CaseFile, Person
from transit_desk.services.handover.rules.reading import plain

STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
IDENTITY = {
    "version": 1,
    "name_in_use": "Amani",
    "sex": "m",
    "born": {"from": "2011-01-01", "to": "2011-12-31", "estimated": True},
    "languages": ["swa", "not_a_language"],
    "claims": [{"what": "mother", "words": "Nabintu", "said_by": "child", "said_on": "2026-07-14", "known_by": "told"}],
}


def their_package(pair: Pair, *children: PackedChild, **changes: object) -> bytes:
    """A package made by another program that keeps the format, signed by a stranger unless he was confirmed."""
    recipient = pair.there_desk.ask("handover.own_address").recipient
    now = pair.there.clock.micros()
    values: dict[str, object] = {
        "package_id": uuid.uuid4(), "vault_id": "elsewhere", "sender": sender_of(STRANGER, "Autre bureau (fictif)"),
        "purpose": "suivi", "consent": "consent", "created": now, "expires": now + 86_400_000_000, "sequence": 1,
        "children": children or (child(),), "fictional": True, **changes,
    }  # fmt: skip
    return seal(Package(**values), STRANGER, Recipients((recipient,)))  # type: ignore[arg-type]


def child(**sections: object) -> PackedChild:
    """One child as another office wrote it."""
    return PackedChild(new_local_id(), {"identity": IDENTITY, "file": {"number": "TD-000000-0"}, **sections})


def confirm(pair: Pair) -> None:
    """The stranger is no stranger any more."""
    public = STRANGER.public_key().public_bytes_raw().hex()
    sender = pair.there_desk.do("handover.add_receiver", name="Autre bureau", signing_key=public)
    pair.there_desk.do("handover.confirm_receiver", receiver_id=sender)


def children_there(pair: Pair) -> int:
    """How many files there are at the agency."""
    total: int = pair.there_desk.ask("case_file.children", window=Window()).total
    return total


def test_a_child_goes_over_and_the_receipt_comes_back(pair: Pair) -> None:
    """Sent from one vault, shown, proposed with the difference, taken over child by child, acknowledged."""
    today = pair.from_here.day(pair.from_here.now())
    amani, zawadi = pair.child("Amani"), pair.child("Zawadi", village="Bunyakiri")
    pair.from_here.do(
        "case_file.plan_due", file_id=amani, rule="case_file.first_visit", what="first_visit", from_day=today,
        to_day=today.replace(day=30), who="Toit partagé",
    )  # fmt: skip
    package_id = pair.prepare(amani, zawadi)
    blob = pair.seal(package_id)
    pair.from_here.do("handover.note_written", package_id=package_id)
    pair.known_there()
    theirs = pair.there_desk.do(
        "case_file.open_case", sex="m", care_track="reunified", name="Amanni", age="16", village="Kavumu"
    )

    shown = pair.there_desk.ask("handover.show", blob=blob)
    assert shown.confirmed
    assert {each.name for each in shown.children} == {"Amani", "Zawadi"}
    assert shown.papers == 2
    assert pair.there_desk.ask("handover.received").rows == ()

    received = pair.there_desk.do("handover.receive", blob=blob)
    proposed = {each.number: each for each in pair.there_desk.ask("handover.proposals", received_id=received)}
    matched = next(each for each in proposed.values() if each.likely)
    other = next(each for each in proposed.values() if not each.likely)
    assert matched.likely[0].file_id == theirs
    assert matched.file_id is None, "nothing is put together by the program"
    identity = next(part for part in matched.parts if part.section == "identity")
    assert ("name_in_use",) in {each.path for each in identity.different}

    assert pair.there_desk.do("handover.accept_child", child_id=matched.child_id, file_id=theirs) == theirs
    opened = pair.there_desk.do("handover.accept_child", child_id=other.child_id, care_track="reunified")
    assert pair.there_desk.do("handover.accept_child", child_id=other.child_id) == opened
    assert children_there(pair) == 2
    view = pair.there_desk.ask("case_file.child", record_id=theirs)
    steps = next(tab for tab in view.tabs if tab.key == "story").end[0]
    assert len(steps.lines) == 1, "what was promised to the child is due here now"

    receipt = pair.there_desk.do("handover.make_receipt", received_id=received)
    assert pair.from_here.do("handover.take_receipt", blob=receipt) == package_id
    row = pair.from_here.ask("handover.sent").rows[0]
    assert str(row.state.words) == "Receipt is back"
    package = pair.from_here.ask("handover.package", package_id=package_id)
    assert package.receipt_trusted
    assert {str(each.outcome) for each in package.files} == {"Taken in"}
    story = makers.story_of(pair.from_here.ask("case_file.child", record_id=amani))
    assert [str(each.title) for each in story][:2] == [
        "Toit partagé (fictif) acknowledged the file",
        "Handed over to Toit partagé (fictif)",
    ]


def test_the_story_names_the_worker_on_both_sides(pair: Pair) -> None:
    """Who handed over and who took over stand there by name, as in every other line of a story."""
    amani = pair.child("Amani")
    blob = pair.seal(pair.prepare(amani))
    pair.known_there()
    received = pair.there_desk.do("handover.receive", blob=blob)
    (proposed,) = pair.there_desk.ask("handover.proposals", received_id=received)
    theirs = pair.there_desk.do("handover.accept_child", child_id=proposed.child_id, care_track="reunified")

    for desk, file_id in ((pair.from_here, amani), (pair.there_desk, theirs)):
        story = makers.story_of(desk.ask("case_file.child", record_id=file_id))
        handed = [event for event in story if event.icon == "handover"]

        assert handed
        assert {event.actor for event in handed} == {desk.actor.name}


def test_looking_takes_nothing_in_and_leaves_a_line(pair: Pair) -> None:
    blob = pair.seal(pair.prepare(pair.child()))
    before = pair.there_desk.vault.state()

    shown = pair.there_desk.ask("handover.show", blob=blob)

    trail = pair.there_desk.ask("office.trail", window=Window(count=1)).rows[0]
    assert pair.there_desk.vault.state().seq == before.seq + 1
    assert (trail.kind, trail.action) == ("read", "handover.show")
    assert shown.words == pair.from_here.ask("handover.own_address").signing_words
    assert not shown.confirmed
    assert children_there(pair) == 0


def refused(pair: Pair, blob: bytes, **values: Any) -> str:
    """Why it is not taken in; and nothing was written."""
    before = pair.there_desk.vault.state()
    with pytest.raises(errors.Refusal) as refusal:
        pair.there_desk.do("handover.receive", blob=blob, **values)
    assert pair.there_desk.vault.state() == before
    return str(refusal.value)


def test_an_unknown_sender_is_not_taken_in(pair: Pair) -> None:
    assert "confirmed who sent this" in refused(pair, their_package(pair))


def test_the_same_package_again_changes_nothing(pair: Pair) -> None:
    confirm(pair)
    blob = their_package(pair)
    pair.there_desk.do("handover.receive", blob=blob)

    assert "here before" in refused(pair, blob)
    assert pair.there_desk.ask("handover.show", blob=blob).came is Came.SAME_AGAIN


def test_the_same_number_with_other_content_is_refused_loudly(pair: Pair) -> None:
    confirm(pair)
    number = uuid.uuid4()
    pair.there_desk.do("handover.receive", blob=their_package(pair, package_id=number))

    assert "other content" in refused(pair, their_package(pair, package_id=number, sequence=2))


def test_an_older_package_waits_for_somebody_to_want_it(pair: Pair) -> None:
    confirm(pair)
    pair.there_desk.do("handover.receive", blob=their_package(pair, sequence=2))
    old = their_package(pair, sequence=1)

    assert "later package" in refused(pair, old)
    pair.there_desk.do("handover.receive", blob=old, although_old=True)
    assert len(pair.there_desk.ask("handover.received").rows) == 2


def test_a_package_past_its_day_waits_too(pair: Pair) -> None:
    confirm(pair)
    blob = their_package(pair)
    pair.there.clock.pass_(days=2)

    assert "has passed" in refused(pair, blob)


def test_real_children_never_enter_a_demonstration(pair: Pair) -> None:
    confirm(pair)

    assert "real children" in refused(pair, their_package(pair, fictional=False))


def test_a_cut_or_altered_package_is_refused_with_its_reason(pair: Pair) -> None:
    blob = their_package(pair)

    assert "missing" in refused(pair, blob[:-5000])
    assert "changed or damaged" in refused(pair, blob[:-1] + bytes([blob[-1] ^ 1]))
    assert "not a handover package" in refused(pair, b"PK\x03\x04 anything")


def test_a_package_for_somebody_else_is_given_back(pair: Pair) -> None:
    elsewhere = ages.recipient_of(ages.new_identity())
    pair.receiver_id = pair.from_here.do("handover.add_receiver", name="Ailleurs", recipient=elsewhere)
    pair.from_here.do("handover.confirm_receiver", receiver_id=pair.receiver_id)

    assert "does not open" in refused(pair, pair.seal(pair.prepare(pair.child())))


def test_one_child_that_cannot_be_read_leaves_no_half_file(pair: Pair) -> None:
    """The name opens a file, the third claim breaks it: then there is no file."""
    confirm(pair)
    claims = [*IDENTITY["claims"], {"what": "mother", "words": "a\u0000b", "said_on": "2026-07-14"}]  # type: ignore[misc]
    received = pair.there_desk.do(
        "handover.receive", blob=their_package(pair, child(identity={**IDENTITY, "claims": claims}), child())
    )
    broken, whole = sorted(
        pair.there_desk.ask("handover.proposals", received_id=received),
        key=lambda each: len(str(each.parts)),
        reverse=True,
    )
    before = pair.there_desk.vault.state()

    with pytest.raises(errors.Refusal):
        pair.there_desk.do("handover.accept_child", child_id=broken.child_id)

    assert pair.there_desk.vault.state() == before
    assert children_there(pair) == 0
    pair.there_desk.do("handover.accept_child", child_id=whole.child_id)
    assert children_there(pair) == 1


@pytest.mark.parametrize(
    "identity",
    [
        [],
        "words",
        {"name_in_use": 7},
        {"claims": [["mother"]]},
        {"claims": [{"what": "war_name", "words": "x"}]},
        {"born": {"from": "2011", "to": None}},
        {"born": {"from": "2012-01-01", "to": "2011-01-01"}},
        {"claims": [{"what": "mother", "words": "x"}] * 300},
    ],
)
def test_a_section_written_otherwise_is_kept_and_changes_nothing(pair: Pair, identity: object) -> None:
    confirm(pair)
    received = pair.there_desk.do("handover.receive", blob=their_package(pair, child(identity=identity)))
    proposed = pair.there_desk.ask("handover.proposals", received_id=received)[0]

    with pytest.raises(errors.RuleBroken):
        pair.there_desk.do("handover.accept_child", child_id=proposed.child_id)

    assert children_there(pair) == 0


def test_sections_of_another_program_are_kept_as_they_came(pair: Pair) -> None:
    confirm(pair)
    strange = {"depth": [1, {"of": "something"}], "words": "مرحبا"}
    received = pair.there_desk.do("handover.receive", blob=their_package(pair, child(weather=strange)))

    proposed = pair.there_desk.ask("handover.proposals", received_id=received)[0]
    pair.there_desk.do("handover.accept_child", child_id=proposed.child_id)

    after = pair.there_desk.ask("handover.proposals", received_id=received)[0]
    kept = next(part for part in after.parts if part.section == "weather")
    assert kept.theirs == strange
    assert (kept.state, kept.takes_effect) == ("kept", False)


def test_a_part_can_be_taken_and_another_refused(pair: Pair) -> None:
    confirm(pair)
    promises = {"version": 1, "dues": [{"what": "first_visit", "from": "2026-11-21", "to": "2026-12-05", "who": "x"}]}
    received = pair.there_desk.do("handover.receive", blob=their_package(pair, child(promises=promises)))
    theirs = pair.there_desk.do("case_file.open_case", sex="m", care_track="reunified", name="Amani")
    proposed = pair.there_desk.ask("handover.proposals", received_id=received)[0]
    parts = {part.section: part.proposal_id for part in proposed.parts}

    with pytest.raises(errors.RuleBroken):
        pair.there_desk.do("handover.accept_section", proposal_id=parts["identity"])
    pair.there_desk.do("handover.accept_section", proposal_id=parts["identity"], file_id=theirs)
    pair.there_desk.do("handover.accept_section", proposal_id=parts["identity"], file_id=theirs)
    pair.there_desk.do("handover.refuse_section", proposal_id=parts["promises"], why="déjà suivi par un autre")

    after = pair.there_desk.ask("handover.proposals", received_id=received)[0]
    assert after.state == "accepted"
    receipt = json.loads(pair.there_desk.do("handover.make_receipt", received_id=received))
    assert list(json.loads(receipt["receipt"])["children"].values()) == ["partly"]
    with pytest.raises(errors.RuleBroken):
        pair.there_desk.do("handover.accept_section", proposal_id=parts["promises"])


def test_a_part_refused_by_mistake_waits_again(pair: Pair) -> None:
    confirm(pair)
    received = pair.there_desk.do("handover.receive", blob=their_package(pair))
    part = pair.there_desk.ask("handover.proposals", received_id=received)[0].parts[-1]
    pair.there_desk.do("handover.refuse_section", proposal_id=part.proposal_id, why="pas chez nous")

    assert pair.there_desk.undo() == "Do not take a part"

    again = pair.there_desk.ask("handover.proposals", received_id=received)[0]
    assert (again.state, again.parts[-1].state) == ("waiting", "waiting")


def test_a_child_given_back_opens_no_file(pair: Pair) -> None:
    confirm(pair)
    received = pair.there_desk.do("handover.receive", blob=their_package(pair))
    proposed = pair.there_desk.ask("handover.proposals", received_id=received)[0]

    pair.there_desk.do("handover.refuse_child", child_id=proposed.child_id, why="pas chez nous")

    receipt = json.loads(pair.there_desk.do("handover.make_receipt", received_id=received))
    assert list(json.loads(receipt["receipt"])["children"].values()) == ["refused"]
    assert children_there(pair) == 0


def test_a_second_package_of_the_same_child_finds_the_file_again(pair: Pair) -> None:
    """By the number at the sender, whatever the name has become."""
    confirm(pair)
    number = pair.from_here.ask("handover.contents", package_id=pair.prepare(pair.child())).children[0].number
    first = pair.there_desk.do("handover.receive", blob=their_package(pair, child(file={"number": number})))
    taken = pair.there_desk.ask("handover.proposals", received_id=first)[0]
    file_id = pair.there_desk.do("handover.accept_child", child_id=taken.child_id)

    again = child(file={"number": number}, identity={**IDENTITY, "name_in_use": "Quelqu’un d’autre"})
    second = pair.there_desk.do("handover.receive", blob=their_package(pair, again, sequence=2))

    found = pair.there_desk.ask("handover.proposals", received_id=second)[0]
    assert [each.file_id for each in found.likely] == [file_id]
    assert found.file_id is None


@pytest.mark.parametrize(("answer", "kept"), [("not_same", []), ("do_not_know", ["do_not_know"])])
def test_a_new_file_beside_one_that_looks_alike_keeps_what_was_answered(
    pair: Pair, answer: str, kept: list[str]
) -> None:
    confirm(pair)
    name = str(IDENTITY["name_in_use"])
    there = pair.there_desk.do("case_file.open_case", sex="unknown", care_track="reunified", name=name)
    received = pair.there_desk.do("handover.receive", blob=their_package(pair, child()))
    (proposed,) = pair.there_desk.ask("handover.proposals", received_id=received)
    with pytest.raises(errors.RuleBroken):
        pair.there_desk.do("handover.accept_child", child_id=proposed.child_id, answer="same")

    opened = pair.there_desk.do("handover.accept_child", child_id=proposed.child_id, answer=answer)

    again = pair.there_desk.ask("case_file.possible_earlier", name=name, but=opened)
    assert [each.file_id for each in proposed.likely] == [there]
    assert [each.decision for each in again] == kept


def birth_kept(desk: Desk, file_id: str) -> tuple[datetime.date | None, datetime.date | None]:
    """The days between which a child was born, as the file holds them."""
    with work_of(desk) as work:
        person = work.get(Person, work.get(CaseFile, file_id).person_id)
        return person.birth_from, person.birth_to


def taken_in(desk: Desk, blob: bytes, **chosen: str) -> str:
    """The one child of a package, in a file."""
    received = desk.do("handover.receive", blob=blob)
    (proposed,) = desk.ask("handover.proposals", received_id=received)
    return str(desk.do("handover.accept_child", child_id=proposed.child_id, **chosen))


def test_a_birth_stays_what_was_told_however_often_a_child_is_handed_over(pair: Pair) -> None:
    """Each office tells it in whole years; none of them makes it wider."""
    told = (datetime.date(2010, 1, 1), datetime.date(2011, 12, 31))
    blob = pair.seal(pair.prepare(pair.child(age="15")))
    pair.known_there()

    there = taken_in(pair.there_desk, blob, care_track="reunified")

    assert birth_kept(pair.there_desk, there) == told
    said = pair.there_desk.ask("case_file.everything_said", file_id=there)
    (account,) = [each for each in said if each.what == "birth"]
    today = pair.from_here.day(pair.from_here.now())
    assert (account.words, account.said_by, account.said_on) == ("2010–2011", "other_agency", today)

    answer = {**CONSENT, "on_day": today}
    pair.there_desk.do("case_file.answer_consent", file_id=there, values=answer)
    (receiver,) = pair.there_desk.ask("handover.receivers").rows
    package = pair.there_desk.do("handover.prepare", file_ids=[there], receiver_id=receiver.id, purpose="follow_up")
    back = taken_in(pair.from_here, sealed(pair.there_desk, package), answer="not_same")

    assert birth_kept(pair.from_here, back) == told


@pytest.mark.parametrize("into", ["a new file", "a file that is there"])
def test_a_birth_told_to_the_day_is_kept_to_the_day(pair: Pair, into: str) -> None:
    confirm(pair)
    born = {"from": "2010-11-23", "to": "2012-03-04", "estimated": False}
    chosen = {}
    if into == "a file that is there":
        chosen["file_id"] = pair.there_desk.do("case_file.open_case", sex="m", care_track="reunified", name="Amani")

    file_id = taken_in(pair.there_desk, their_package(pair, child(identity={**IDENTITY, "born": born})), **chosen)

    assert birth_kept(pair.there_desk, file_id) == (datetime.date(2010, 11, 23), datetime.date(2012, 3, 4))


def test_nobody_of_forty_is_taken_in_as_a_child(pair: Pair) -> None:
    confirm(pair)
    born = {"from": "1986-01-01", "to": "1986-12-31", "estimated": True}

    with pytest.raises(errors.RuleBroken) as refused:
        taken_in(pair.there_desk, their_package(pair, child(identity={**IDENTITY, "born": born})))

    assert "receives children" in str(refused.value)


def test_a_receipt_of_somebody_else_is_not_taken(pair: Pair) -> None:
    """The agency's own signature is known; another one proves nothing."""
    package_id = pair.prepare(pair.child())
    blob = pair.seal(package_id)
    pair.known_there()
    received = pair.there_desk.do("handover.receive", blob=blob)
    receipt = pair.there_desk.do("handover.make_receipt", received_id=received)
    public = STRANGER.public_key().public_bytes_raw().hex()
    pair.from_here.do("handover.change_receiver", receiver_id=pair.receiver_id, values={"signing_key": public})

    with pytest.raises(errors.RuleBroken) as broken:
        pair.from_here.do("handover.take_receipt", blob=receipt)
    assert "other than the agency" in str(broken.value)
    with pytest.raises(errors.Refusal):
        pair.from_here.do("handover.take_receipt", blob=receipt.replace(b"taken", b"token"))
    with pytest.raises(errors.Refusal):
        pair.there_desk.do("handover.take_receipt", blob=receipt)


def test_nobody_without_the_centres_key_opens_what_came(pair: Pair) -> None:
    """A right without the key is not enough: the key slot decides."""
    blob = their_package(pair)
    desk = pair.there.desk("c.aline")
    before = desk.vault.state()

    with pytest.raises(errors.NotAllowed):
        desk.ask("handover.show", blob=blob)
    with pytest.raises(errors.NotAllowed):
        desk.do("handover.receive", blob=blob)
    assert desk.vault.state() == before


def test_lines_from_outside_cannot_hide_or_turn_around() -> None:
    assert plain("Bureau\u202e gnirts\u0007") == "Bureau gnirts"
    assert plain("می\u200cخواهم") == "می\u200cخواهم"
    assert len(plain("x" * 10_000)) == 201
