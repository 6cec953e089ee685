"""No file leaves without a yes that still holds, or two persons who answer for it."""

from __future__ import annotations

import datetime
import pathlib
import subprocess

import pytest

from tests.services.handover.conftest import Pair, seal, work_of
from transit_desk.domain import errors
from transit_desk.domain.text import Words
from transit_desk.export import ages
from transit_desk.export.redaction import Consent, Readership
from transit_desk.module import Packed
from transit_desk.reports.document import as_text
from transit_desk.services.handover.queries.packing import obey

DAY = datetime.date(2026, 11, 21)


def refused(pair: Pair, package_id: str) -> str:
    """Why this package is not closed; nothing may have been written."""
    before = pair.from_here.vault.state()
    contents = pair.from_here.ask("handover.contents", package_id=package_id)
    state = pair.from_here.vault.state()
    with pytest.raises(errors.Refusal) as refusal:
        pair.from_here.do("handover.seal_package", package_id=package_id, seen=contents.seen, papers={})
    assert pair.from_here.vault.state() == state != before
    assert not contents.ready
    return str(refusal.value)


def test_a_file_without_consent_stays(pair: Pair) -> None:
    package_id = pair.prepare(pair.child(agrees=False))

    assert "not asked yet" in refused(pair, package_id)


def test_a_refusal_of_the_child_stands(pair: Pair) -> None:
    file_id = pair.child()
    pair.answer(file_id, decision="no")

    assert "does not want this" in refused(pair, pair.prepare(file_id))


def test_a_withdrawn_consent_is_none(pair: Pair) -> None:
    file_id = pair.child()
    package_id = pair.prepare(file_id)
    pair.answer(file_id, decision="withdrawn")

    assert "withdrawn" in refused(pair, package_id)


def test_a_consent_taken_out_of_use_is_none(pair: Pair) -> None:
    """An answer that was undone no longer counts."""
    file_id = pair.child(agrees=False)
    pair.answer(file_id)
    pair.from_here.undo()

    assert "not asked yet" in refused(pair, pair.prepare(file_id))


def test_a_consent_that_ran_out_is_none(pair: Pair) -> None:
    file_id = pair.child(agrees=False)
    pair.answer(file_id, expires_on=DAY)
    package_id = pair.prepare(file_id)

    assert pair.from_here.ask("handover.contents", package_id=package_id).ready
    pair.here.clock.pass_(days=1)
    assert "has run out" in refused(pair, package_id)


def test_every_child_who_may_not_leave_is_named_by_number(pair: Pair) -> None:
    package_id = pair.prepare(pair.child(), pair.child("Baraka", agrees=False), pair.child("Chance", agrees=False))
    contents = pair.from_here.ask("handover.contents", package_id=package_id)

    with pytest.raises(errors.Several) as several:
        pair.from_here.do("handover.seal_package", package_id=package_id, seen=contents.seen, papers={})

    numbers = {child.number for child in contents.children if not child.allowed}
    assert {number for number in numbers for one in several.value.refusals if number in str(one)} == numbers
    assert len(numbers) == 2


def test_two_persons_may_decide_and_one_may_not(pair: Pair) -> None:
    """The supervisor wishes, the director agrees; the same person twice is one person."""
    file_id = pair.child(agrees=False)
    package_id = pair.prepare(file_id)
    entry = pair.from_here.ask("handover.contents", package_id=package_id).children[0].entry_id
    desk = pair.here.desk("s.pascal")

    decision = desk.do("handover.override", entry_id=entry, why="Menace directe ce soir", child_told=True)
    with pytest.raises(errors.NotAllowed):
        desk.do("handover.approve_override", decision_id=decision)
    waiting = desk.ask("handover.contents", package_id=package_id)
    assert not waiting.ready
    assert "second person" in str(waiting.children[0].agreed.words)

    desk = pair.here.desk("d.furaha")
    shown = desk.ask("handover.contents", package_id=package_id).children[0]
    assert shown.decision == "Menace directe ce soir"
    desk.do("handover.approve_override", decision_id=shown.decision_id)
    assert desk.ask("handover.contents", package_id=package_id).ready
    assert len(seal(desk, package_id)) > 1_000_000


def test_a_decision_of_two_counts_for_its_package_alone(pair: Pair) -> None:
    file_id = pair.child(agrees=False)
    first = pair.prepare(file_id)
    entry = pair.from_here.ask("handover.contents", package_id=first).children[0].entry_id
    decision = pair.here.desk("s.pascal").do("handover.override", entry_id=entry, why="Danger", child_told=True)
    pair.from_here = pair.here.desk("d.furaha")
    pair.from_here.do("handover.approve_override", decision_id=decision)

    second = pair.prepare(file_id)

    assert pair.from_here.ask("handover.contents", package_id=first).ready
    assert not pair.from_here.ask("handover.contents", package_id=second).ready


def test_what_two_persons_decided_opens_no_other_paper_about_the_child(pair: Pair) -> None:
    """It was about one agency and one purpose: the same day, a paper for whoever asks tells what the child allowed."""
    file_id = pair.child(agrees=False)
    pair.answer(file_id, decision="no")
    first = pair.prepare(file_id)
    entry = pair.from_here.ask("handover.contents", package_id=first).children[0].entry_id
    decision = pair.here.desk("s.pascal").do("handover.override", entry_id=entry, why="Danger", child_told=True)
    desk = pair.from_here = pair.here.desk("d.furaha")
    before = as_text(desk.ask("case_file.case_summary", file_id=file_id, audience="receiving_agency"))
    desk.do("handover.approve_override", decision_id=decision)

    packed = as_text(desk.ask("handover.preview", package_id=first)[file_id])
    alone = as_text(desk.ask("case_file.case_summary", file_id=file_id, audience="receiving_agency"))

    assert len(packed.splitlines()) > len(alone.splitlines())
    assert alone == before
    assert desk.ask("case_file.readership", file_id=file_id, audience="receiving_agency").consents == frozenset()
    second = desk.ask("handover.contents", package_id=pair.prepare(file_id)).children[0]
    assert "does not want this" in str(second.agreed.words), "the child's own answer still stands"


def test_an_answer_of_a_later_day_stands_whenever_an_earlier_one_is_written_down(pair: Pair) -> None:
    """Of one day the last written counts; of two days the later one, also when the earlier is corrected afterwards."""
    file_id = pair.child(agrees=True)
    desk = pair.from_here
    today = desk.day(desk.now())
    yesterday = today - datetime.timedelta(days=1)

    def answer(decision: str, on_day: datetime.date) -> frozenset[Consent]:
        pair.here.clock.pass_(seconds=60)
        values = {"purpose": "transfer", "decision": decision, "on_day": on_day, "given_by": "child"}
        desk.do("case_file.answer_consent", file_id=file_id, values=values)
        found: Readership = desk.ask("case_file.readership", file_id=file_id, audience="receiving_agency")
        return found.consents

    assert not answer("no", today)
    assert not answer("yes", yesterday)
    assert answer("yes", today)
    assert answer("withdrawn", yesterday)


@pytest.mark.parametrize("changed", ["receiver_id", "purpose"])
def test_a_decision_of_two_is_about_one_agency_and_one_purpose(pair: Pair, changed: str) -> None:
    """A draft may be turned to somebody else after both agreed; then both are asked again."""
    package_id = pair.prepare(pair.child(agrees=False))
    entry = pair.from_here.ask("handover.contents", package_id=package_id).children[0].entry_id
    desk = pair.here.desk("s.pascal")
    decision = desk.do("handover.override", entry_id=entry, why="Danger", child_told=True)
    other = desk.do("handover.add_receiver", name="Autre abri (fictif)")
    desk = pair.here.desk("d.furaha")
    desk.do("handover.approve_override", decision_id=decision)
    desk.do("handover.keep_step", package_id=package_id, step=3, values={"purpose": "follow_up"})
    assert desk.ask("handover.contents", package_id=package_id).ready

    turned = {"receiver_id": other, "purpose": "transfer"}[changed]
    desk.do("handover.keep_step", package_id=package_id, step=3, values={changed: turned})

    assert not desk.ask("handover.contents", package_id=package_id).ready


def test_a_package_turned_to_another_agency_is_looked_at_again(pair: Pair) -> None:
    """What was looked at was for somebody."""
    package_id = pair.prepare(pair.child(), way="passphrase")
    desk = pair.from_here
    seen = desk.ask("handover.contents", package_id=package_id).seen
    other = desk.do("handover.add_receiver", name="Autre abri (fictif)")
    desk.do("handover.keep_step", package_id=package_id, step=3, values={"receiver_id": other})

    with pytest.raises(errors.Stale):
        desk.do("handover.seal_package", package_id=package_id, seen=seen, papers={}, passphrase="a b c d e f g")


def test_a_draft_of_children_out_of_sight_is_left_alone(pair: Pair) -> None:
    """Nobody turns it to another agency, and nobody throws it away."""
    package_id = pair.prepare(pair.child())
    desk = pair.here.desk("c.aline")
    before = desk.vault.state()

    with pytest.raises(errors.NotAllowed):
        desk.do("handover.keep_step", package_id=package_id, step=3, values={"purpose": "transfer"})
    with pytest.raises(errors.NotAllowed):
        desk.do("handover.discard", package_id=package_id)

    assert desk.vault.state() == before


def test_a_worker_without_the_right_closes_nothing(pair: Pair) -> None:
    package_id = pair.prepare(pair.child())
    desk = pair.here.desk("c.aline")
    before = desk.vault.state()

    with pytest.raises(errors.NotAllowed):
        desk.do("handover.seal_package", package_id=package_id, seen="", papers={})

    assert desk.vault.state() == before
    assert not desk.may("handover.seal_package")


def test_a_caseworker_prepares_only_whom_she_sees(pair: Pair) -> None:
    file_id = pair.child()
    desk = pair.here.desk("c.aline")

    with pytest.raises(errors.NotFound):
        desk.do("handover.prepare", file_ids=[file_id], receiver_id=pair.receiver_id, purpose="transfer")


def _brothers(pair: Pair) -> tuple[str, str]:
    desk = pair.from_here
    one, other = pair.child("Amani"), pair.child("Safari")
    for file_id in (one, other):
        desk.do("case_file.admit", file_id=file_id, began_on=desk.day(desk.now()))
    desk.do("family.add_bond", file_id=one, values={"said_by": "child", "other_id": other, "what": "sibling"})
    return one, other


def _takes_over(pair: Pair, *files: str, **options: str) -> str:
    package: str = pair.from_here.do(
        "handover.prepare", file_ids=list(files), receiver_id=pair.receiver_id, purpose="transfer", **options
    )
    return package


def test_one_of_two_brothers_goes_alone_only_for_a_reason_that_is_kept(pair: Pair) -> None:
    """R-51: beside its field, for whoever prepares it and again for whoever closes it."""
    one, other = _brothers(pair)

    with pytest.raises(errors.RuleBroken) as refused:
        _takes_over(pair, one)

    assert refused.value.field == "parted_why"
    assert _takes_over(pair, one, other)
    both = _takes_over(pair, one, other)
    with pytest.raises(errors.RuleBroken) as changed:
        pair.from_here.do("handover.change_files", package_id=both, file_ids=[other])
    assert changed.value.field == "parted_why"
    assert _takes_over(pair, one, parted_why="his uncle takes only one of them")


def test_a_service_for_one_brother_parts_nobody(pair: Pair) -> None:
    one, _other = _brothers(pair)

    assert pair.from_here.do("handover.prepare", file_ids=[one], receiver_id=pair.receiver_id, purpose="referral")


def test_a_purpose_that_parts_them_later_is_asked_before_the_package_is_closed(pair: Pair) -> None:
    one, _other = _brothers(pair)
    package = pair.prepare(one)
    pair.from_here.do("handover.keep_step", package_id=package, step=2, values={"purpose": "transfer"})

    with pytest.raises(errors.RuleBroken) as refused:
        pair.seal(package)

    assert refused.value.field == "parted_why"


def test_a_brother_follows_another_to_the_same_agency_without_a_reason(pair: Pair) -> None:
    one, other = _brothers(pair)
    first = _takes_over(pair, one, parted_why="his brother is in hospital until Monday")
    pair.seal(first)

    assert _takes_over(pair, other)


def test_a_key_that_nobody_compared_closes_nothing(pair: Pair) -> None:
    package_id = pair.prepare(pair.child())
    other = ages.recipient_of(ages.new_identity())
    pair.from_here.do("handover.change_receiver", receiver_id=pair.receiver_id, values={"recipient": other})

    with pytest.raises(errors.RuleBroken) as broken:
        pair.seal(package_id)

    assert broken.value.field == "recipient"


def test_a_key_that_is_none_is_refused_beside_its_box(pair: Pair) -> None:
    with pytest.raises(errors.Refusal) as refusal:
        pair.from_here.do("handover.add_receiver", name="Autre", recipient="age1nothing")
    assert refusal.value.field == "recipient"
    with pytest.raises(errors.Refusal) as refusal:
        pair.from_here.do("handover.add_receiver", name="Autre", signing_key="00")
    assert refusal.value.field == "signing_key"


def test_what_changed_after_the_look_is_not_closed(pair: Pair) -> None:
    """The preview is a promise: the same leaves, or nothing."""
    file_id = pair.child()
    package_id = pair.prepare(file_id)
    seen = pair.from_here.ask("handover.contents", package_id=package_id).seen
    pair.from_here.do("case_file.say", file_id=file_id, what="mother", words="Nabintu", said_by="child")

    with pytest.raises(errors.Stale):
        pair.from_here.do("handover.seal_package", package_id=package_id, seen=seen, papers={})


def test_what_the_child_keeps_from_agencies_does_not_leave(pair: Pair, tmp_path: pathlib.Path) -> None:
    """The village is the family's topic; neither the sections nor the paper name it."""
    file_id = pair.child(village="Bunyakiri-Marqueur")
    package_id = pair.prepare(file_id)
    pair.from_here.do(
        "case_file.withhold", file_id=file_id,
        values={"topics": ["family"], "from_whom": "other_agency", "reason": "fear_of_harm"},
    )  # fmt: skip

    contents = pair.from_here.ask("handover.contents", package_id=package_id)
    blob = pair.seal(package_id)

    assert [str(words) for words in contents.children[0].withheld] == ["Family and origin"]
    pair.known_there()
    received = pair.there_desk.do("handover.receive", blob=blob)
    assert "Marqueur" not in str(pair.there_desk.ask("handover.proposals", received_id=received))


def test_a_withheld_topic_is_taken_out_whoever_packed_it() -> None:
    part = Packed("care", {"version": 1, "health": {"allergy": "x"}, "promised": []})

    assert obey(part, frozenset({"health"})) == Packed("care", {"version": 1, "promised": []})
    assert obey(Packed("health", {"version": 1}), frozenset({"health"})) is None
    assert obey(part, frozenset({"family"})) is part
    assert obey(part, frozenset({"version"})) is part


def test_the_lists_of_what_leaves_and_stays_read_the_same_for_every_file(pair: Pair) -> None:
    """A rule may be read by anybody; that a child confided something may not."""
    plain, confided = pair.child(), pair.child("Zawadi")
    pair.from_here.do("case_file.disclose", file_id=confided, told="quelque chose")
    pair.from_here.do("case_file.write_note", file_id=confided, closed_words="fermé")

    one = pair.from_here.ask("handover.contents", package_id=pair.prepare(plain))
    other = pair.from_here.ask("handover.contents", package_id=pair.prepare(confided))

    assert one.leaves == other.leaves
    assert one.stays == other.stays
    assert one.children[0].sections == other.children[0].sections
    assert "Life before the centre" in {str(rule.what) for rule in one.leaves}


def test_stock_age_and_unzip_open_the_package(pair: Pair, tmp_path: pathlib.Path) -> None:
    """An agency without this program reads it with free tools; confided words are in none of it."""
    identity = ages.new_identity()
    receiver = pair.from_here.do("handover.add_receiver", name="Sans programme", recipient=ages.recipient_of(identity))
    pair.from_here.do("handover.confirm_receiver", receiver_id=receiver)
    file_id = pair.child("Marqueur-Prénom")
    pair.from_here.do("case_file.disclose", file_id=file_id, told="Marqueur-Confié")
    pair.from_here.do("case_file.write_note", file_id=file_id, closed_words="Marqueur-Note")
    pair.receiver_id = receiver
    blob = pair.seal(pair.prepare(file_id))
    (tmp_path / "key.txt").write_text(identity)
    (tmp_path / "p.age").write_bytes(blob)

    subprocess.run(["age", "-d", "-i", "key.txt", "-o", "p.zip", "p.age"], cwd=tmp_path, check=True)
    subprocess.run(["unzip", "-q", "p.zip", "-d", "out"], cwd=tmp_path, check=True)

    files = {path.relative_to(tmp_path / "out").parts[0] for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert files == {"README.txt", "manifest.json", "manifest.sig", "padding", "children", "papers"}
    texts = b"".join(path.read_bytes() for path in (tmp_path / "out" / "children").rglob("*.json"))
    assert "Marqueur-Prénom".encode() in texts
    for hidden in ("Marqueur-Confié", "Marqueur-Note"):
        assert hidden.encode() not in texts
    assert "Marqueur-Prénom".encode() not in blob


def test_a_package_with_words_wants_seven_of_them(pair: Pair) -> None:
    receiver = pair.from_here.do("handover.add_receiver", name="Sans clé")
    pair.receiver_id = receiver
    package_id = pair.prepare(pair.child())

    for words in (None, "un deux trois"):
        with pytest.raises(errors.RuleBroken) as broken:
            pair.seal(package_id, passphrase=words)
        assert broken.value.field == "passphrase"
    words = pair.from_here.ask("handover.new_passphrase")
    blob = pair.seal(package_id, passphrase=words)

    pair.known_there()
    shown = pair.there_desk.ask("handover.show", blob=blob, passphrase=words)
    received = pair.there_desk.do("handover.receive", blob=blob, passphrase=words)
    assert [child.name for child in shown.children] == ["Amani"]
    assert pair.there_desk.do("handover.make_receipt", received_id=received)


def test_a_draft_is_taken_up_at_its_step_and_can_be_thrown_away(pair: Pair) -> None:
    one, other = pair.child(), pair.child("Baraka")
    package_id = pair.prepare(one)

    pair.from_here.do("handover.keep_step", package_id=package_id, step=4, values={"purpose": "transfer"})
    pair.from_here.do("handover.change_files", package_id=package_id, file_ids=[one, other])

    row = pair.from_here.ask("handover.sent").rows[0]
    contents = pair.from_here.ask("handover.contents", package_id=package_id)
    assert (row.draft, row.step, row.files) == (True, 4, "2 files")
    assert {child.file_id for child in contents.children} == {one, other}
    pair.from_here.do("handover.discard", package_id=package_id)
    assert pair.from_here.ask("handover.sent").rows == ()


def test_preparing_can_be_undone(pair: Pair) -> None:
    pair.prepare(pair.child())

    assert pair.from_here.undo() == "Prepare a handover"
    assert pair.from_here.ask("handover.sent").rows == ()


def test_what_was_closed_is_kept_until_it_is_written(pair: Pair) -> None:
    """A stick may fail after the package was closed; it is the same bytes again, once."""
    package_id = pair.prepare(pair.child())
    blob = pair.seal(package_id)

    assert pair.from_here.ask("handover.unwritten", package_id=package_id) == blob
    pair.from_here.do("handover.note_written", package_id=package_id)
    with pytest.raises(errors.NotFound):
        pair.from_here.ask("handover.unwritten", package_id=package_id)


def test_the_slip_names_numbers_and_no_child(pair: Pair) -> None:
    package_id = pair.prepare(pair.child("Marqueur-Prénom"), language="en")
    pair.seal(package_id)

    text = as_text(pair.from_here.ask("handover.slip", package_id=package_id))

    assert "TD-" in text
    assert "Toit partagé (fictif)" in text
    assert "Marqueur" not in text
    assert text.count("signature or thumbprint") == 2


def test_the_words_of_an_agency_are_shown_until_somebody_compares_them(pair: Pair) -> None:
    row = pair.from_here.ask("handover.receivers").rows[0]
    there = pair.there_desk.ask("handover.own_address")

    assert row.confirmed
    assert row.words == there.words
    assert row.signing_words == there.signing_words
    assert len(row.words) == 8
    assert isinstance(row.state.words, Words)


def test_a_consent_withdrawn_after_the_handover_is_said_beside_the_child(pair: Pair) -> None:
    """What left cannot be called back; somebody has to tell the agency."""
    file_id = pair.child()
    pair.seal(pair.prepare(file_id))
    before = pair.from_here.ask("case_file.child", record_id=file_id).header.marks
    pair.answer(file_id, decision="withdrawn")

    after = pair.from_here.ask("case_file.child", record_id=file_id).header.marks

    assert "handed over, receipt awaited" in {str(mark.words) for mark in before}
    assert {"consent withdrawn: tell the agency", "handed over, receipt awaited"} <= {str(mark.words) for mark in after}


def test_today_asks_for_receipts_that_do_not_come(pair: Pair) -> None:
    package_id = pair.prepare(pair.child())
    pair.seal(package_id)
    unwritten = told(pair)
    pair.from_here.do("handover.note_written", package_id=package_id)
    early = told(pair)
    pair.here.clock.pass_(days=8)

    assert unwritten == {"Write the package for Toit partagé (fictif)"}
    assert early == set()
    assert told(pair) == {"Ask Toit partagé (fictif) for the receipt"}


def told(pair: Pair) -> set[str]:
    """What handing over asks of today, in words."""
    hook = next(module.hooks.promises for module in pair.from_here.modules if module.name == "handover")
    assert hook is not None
    desk = pair.from_here
    with work_of(desk) as work:
        return {str(task.title) for task in hook(work, work.today())}
