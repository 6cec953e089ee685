"""What can be done to hand files over, and to take them in."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence

from transit_desk.action import Undone, action
from transit_desk.domain import errors, fields, instants, sense
from transit_desk.domain.text import N_
from transit_desk.export import ages
from transit_desk.export.opener import Secret
from transit_desk.export.package import Passphrase, Recipients, new_local_id
from transit_desk.export.receipt import read_receipt
from transit_desk.export.sealing import seal
from transit_desk.export.verify import Trust, open_package
from transit_desk.services.handover import rules
from transit_desk.services.handover.actions import receipts, taking
from transit_desk.services.handover.queries import packing
from transit_desk.services.handover.records import (
    BestInterest,
    BestInterestApproval,
    PackageFile,
    PackageSent,
    Receiver,
    closed,
    entries,
    keys,
    standing,
)
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import Work

_DECISION_DAYS = 30

# -- agencies and keys


@action(N_("Make the centre's keys"), needs="release")
def make_keys(work: Work) -> keys.Address:
    """Make the keys by which others send to this centre and know what it sends; what is there stays."""
    keys.make(work)
    address = keys.address(work)
    if address is None:
        raise TypeError("keys that were just made are not there")
    return address


def _undo_receiver(work: Work, undone: Undone) -> None:
    row = work.get(Receiver, undone.result)
    if work.count(PackageSent, PackageSent.receiver_id == row.id):
        raise errors.RuleBroken(N_("A package was prepared for this agency, so it stays."))
    work.withdraw(row, "undone")


@action(N_("Add an agency"), needs="prepare", undo=_undo_receiver)
def add_receiver(
    work: Work,
    *,
    name: str,
    place: str | None = None,
    focal_point: str | None = None,
    reached_at: str | None = None,
    recipient: str | None = None,
    signing_key: str | None = None,
) -> str:
    """Write down an agency that takes files on; its keys count once their words were compared."""
    values = _receiver_values(
        {"name": name, "place": place, "focal_point": focal_point, "reached_at": reached_at, "recipient": recipient,
         "signing_key": signing_key}
    )  # fmt: skip
    return work.add(Receiver(**values, active=True)).id


@action(N_("Change an agency"), needs="prepare")
def change_receiver(work: Work, *, receiver_id: str, values: Mapping[str, object]) -> None:
    """Change what is known of an agency. Another key has to be compared anew."""
    row = work.get(Receiver, receiver_id)
    known = {name: work.see(row, name) for name in _RECEIVER}
    checked = _receiver_values({**known, **values})
    if (checked["recipient"], checked["signing_key"]) != (row.recipient, row.signing_key):
        row.confirmed_by, row.confirmed_at = None, None
    work.put(row, {name: checked[name] for name in values})


_RECEIVER = ("name", "place", "focal_point", "reached_at", "recipient", "signing_key")


def _receiver_values(values: Mapping[str, object]) -> dict[str, object]:
    described = {name: field for name, field in fields_of(Receiver).items() if name in _RECEIVER}
    checked = fields.check_all(described, values)
    if checked["recipient"] is not None:
        checked["recipient"] = ages.checked_recipient(str(checked["recipient"]))
    if checked["signing_key"] is not None:
        checked["signing_key"] = keys.checked_signing_key(str(checked["signing_key"]))
    return checked


def _undo_confirm(work: Work, undone: Undone) -> None:
    row = work.get(Receiver, str(undone.values["receiver_id"]))
    row.confirmed_by, row.confirmed_at = None, None


@action(N_("Confirm the words of an agency"), needs="release", undo=_undo_confirm)
def confirm_receiver(work: Work, *, receiver_id: str) -> None:
    """Somebody compared the eight words with the agency, by telephone or in person."""
    row = work.get(Receiver, receiver_id)
    if row.recipient is None and row.signing_key is None:
        raise errors.RuleBroken(N_("This agency has given no key, so there is nothing to compare."))
    row.confirmed_by, row.confirmed_at = work.actor.worker_id, work.now()


def _undo_retire(work: Work, undone: Undone) -> None:
    work.get(Receiver, str(undone.values["receiver_id"])).active = True


@action(N_("An agency no longer receives files"), needs="release", undo=_undo_retire)
def retire_receiver(work: Work, *, receiver_id: str) -> None:
    """Nothing more is sent there; what was sent stays."""
    work.get(Receiver, receiver_id).active = False


# -- a package on its way


def _undo_prepare(work: Work, undone: Undone) -> None:
    row = work.get(PackageSent, undone.result)
    rules.still_draft(row.state)
    entries.discard(work, row)


@action(N_("Prepare a handover"), needs="prepare", undo=_undo_prepare)
def prepare(
    work: Work,
    *,
    file_ids: Sequence[str],
    receiver_id: str,
    purpose: str,
    way: str | None = None,
    language: str = "fr",
    days_valid: int = 90,
    supersedes_id: str | None = None,
    parted_why: str | None = None,
) -> str:
    """Begin a package; it waits as a draft and is taken up at its step. Returns its identifier."""
    wanted = rules.some_files(file_ids)
    receiver = work.get(Receiver, receiver_id)
    chosen = way or (rules.KEY if receiver.recipient else rules.PASSPHRASE)
    values = fields.check_all(
        {name: field for name, field in fields_of(PackageSent).items() if name in _ASKED},
        {"purpose": purpose, "way": chosen, "language": language, "days_valid": days_valid, "files": len(wanted),
         "parted_why": parted_why},
    )  # fmt: skip
    rules.reason_to_part(entries.left_behind(work, wanted, receiver.id), purpose, parted_why)
    if supersedes_id is not None:
        rules.is_closed(work.get(PackageSent, supersedes_id).state)
    row = PackageSent(
        package_id=str(uuid.uuid4()), receiver_id=receiver.id, state=rules.DRAFT, step=2, supersedes_id=supersedes_id,
        **values,
    )  # fmt: skip
    work.add(row)
    work.session.flush()
    for file_id in wanted:
        entries.add(work, row, file_id)
    work.session.flush()
    entries.renew(work, row)
    return row.id


_ASKED = ("purpose", "way", "language", "days_valid", "files", "parted_why")


@action(N_("Go on with a handover"), needs="prepare")
def keep_step(work: Work, *, package_id: str, step: int, values: Mapping[str, object] | None = None) -> None:
    """Keep how far the preparation has come, and what was chosen on the way."""
    row = work.get(PackageSent, package_id)
    rules.still_draft(row.state)
    rules.whole(row.files, len(entries.of(work, row)))
    described = {name: field for name, field in fields_of(PackageSent).items() if name in _CHOSEN}
    given = {"step": step, **(values or {})}
    checked = fields.check_all({name: field for name, field in described.items() if name in given}, given)
    if "receiver_id" in checked:
        work.get(Receiver, str(checked["receiver_id"]))
    if any(name in checked and checked[name] != getattr(row, name) for name in ("receiver_id", "purpose")):
        standing.undecide(work, entries.of(work, row))
    work.put(row, checked)


_CHOSEN = ("step", "receiver_id", "purpose", "way", "language", "days_valid", "parted_why")


@action(N_("Change who is handed over"), needs="prepare")
def change_files(work: Work, *, package_id: str, file_ids: Sequence[str]) -> None:
    """Other children in the same draft; what was decided about those who stay is kept."""
    row = work.get(PackageSent, package_id)
    rules.still_draft(row.state)
    wanted = rules.some_files(file_ids)
    rules.reason_to_part(entries.left_behind(work, wanted, row.receiver_id), row.purpose, row.parted_why)
    found = {entry.file_id: entry for entry in entries.of(work, row)}
    rules.whole(row.files, len(found))
    for file_id, entry in found.items():
        if file_id not in wanted:
            work.withdraw(entry, "taken out of the package")
    for file_id in wanted:
        if file_id not in found:
            entries.add(work, row, file_id)
    row.files = len(wanted)
    work.session.flush()
    entries.renew(work, row)


@action(N_("Check what each child agreed to"), needs="prepare")
def check_consents(work: Work, *, package_id: str) -> tuple[entries.Checked, ...]:
    """How each file of a draft stands today; the answer that covers it is noted beside it."""
    row = work.get(PackageSent, package_id)
    rules.still_draft(row.state)
    return entries.renew(work, row)


def _undo_override(work: Work, undone: Undone) -> None:
    row = work.get(BestInterest, undone.result)
    if work.count(BestInterestApproval, BestInterestApproval.decision_id == row.id):
        raise errors.RuleBroken(N_("A second person agreed already, so it stays."))
    work.withdraw(row, "undone")


@action(N_("Ask for a best-interest decision"), needs="prepare", undo=_undo_override)
def override(work: Work, *, entry_id: str, why: str, child_told: bool) -> str:
    """One person's reason why a file should leave without consent. A second person has to agree."""
    entry = work.get(PackageFile, entry_id)
    rules.still_draft(work.get(PackageSent, entry.package_id).state)
    sense.reason_given(why)
    values = fields.check_all(
        {name: field for name, field in fields_of(BestInterest).items() if name in ("reason", "child_told")},
        {"reason": why, "child_told": child_told},
    )
    return work.add(BestInterest(file_id=entry.file_id, entry_id=entry.id, **values)).id


@action(N_("Agree to a best-interest decision"), needs="release")
def approve_override(work: Work, *, decision_id: str) -> str:
    """The second person's word; only now may the file leave. The file's own consent page says so too."""
    decision = work.get(BestInterest, decision_id)
    package = work.get(PackageSent, work.get(PackageFile, decision.entry_id).package_id)
    rules.still_draft(package.state)
    rules.two_persons(decision.made_by, work.actor.worker_id)
    approval = work.add(BestInterestApproval(file_id=decision.file_id, decision_id=decision.id))
    today = work.today()
    work.do(
        "case_file.answer_consent",
        file_id=decision.file_id,
        values={
            "purpose": standing.PURPOSE,
            "decision": "best_interest",
            "on_day": today,
            "given_by": "supervisor",
            "expires_on": today + datetime.timedelta(days=_DECISION_DAYS),
        },
    )
    work.session.flush()
    entries.renew(work, package)
    return approval.id


@action(N_("Close and release a package"), needs="release")
def seal_package(
    work: Work, *, package_id: str, seen: str, papers: Mapping[str, bytes], passphrase: str | None = None
) -> bytes:
    """Sign and close what was looked at: `seen` is the mark of `contents`, `papers` the PDF of each file.

    The package is opened again with our own key before anybody is told that it is ready.
    """
    row = work.get(PackageSent, package_id)
    rules.still_draft(row.state)
    receiver = work.get(Receiver, row.receiver_id)
    rules.receiver_ready(
        active=receiver.active, recipient=receiver.recipient, confirmed=receiver.confirmed_by is not None, way=row.way
    )
    rules.passphrase_fits(row.way, passphrase)
    every = entries.of(work, row)
    rules.whole(row.files, len(every))
    going = [entry.file_id for entry in every]
    rules.reason_to_part(entries.left_behind(work, going, row.receiver_id), row.purpose, row.parted_why)
    entries.all_allowed(entries.renew(work, row))
    gathered = [packing.gather(work, entry, row.language) for entry in every]
    rules.same_as_seen(seen, packing.digest(row, gathered))
    own = keys.open_own(work)
    row.created, row.sequence = work.now(), entries.next_sequence(work, receiver)
    row.expires = row.created + row.days_valid * instants.DAY
    for each in gathered:
        each.entry.local_id = new_local_id()
    package = packing.package_of(work, row, gathered, papers, own)
    to = Passphrase(passphrase or "") if row.way == rules.PASSPHRASE else _recipients(receiver, own)
    blob = seal(package, own.signing, to)
    secret = Secret.passphrase(passphrase or "") if row.way == rules.PASSPHRASE else Secret.key(own.identity)
    row.manifest_hash = open_package(blob, secret, {}).manifest_hash
    row.state, row.step = rules.SEALED, 5
    closed.keep(work, row.id, closed.PACKAGE, blob)
    for each in gathered:
        work.note("export", each.entry, tuple(part.section for part in (*each.sections, *each.sealed)))
    return blob


def _recipients(receiver: Receiver, own: keys.OwnIdentity) -> Recipients:
    return Recipients((receiver.recipient or "", own.recipient))


@action(N_("The package was written"), needs="release")
def note_written(work: Work, *, package_id: str) -> None:
    """It lies on the stick and was read back there; it is no longer kept here."""
    row = work.get(PackageSent, package_id)
    rules.is_closed(row.state)
    row.written_at, row.step = work.now(), 6
    closed.drop(work, row.id, closed.PACKAGE)


@action(N_("Discard a draft"), needs="prepare")
def discard(work: Work, *, package_id: str) -> None:
    """Nothing left the house, and nothing will."""
    row = work.get(PackageSent, package_id)
    rules.still_draft(row.state)
    rules.whole(row.files, len(entries.of(work, row)))
    entries.discard(work, row)


@action(N_("Take a receipt"), needs="release")
def take_receipt(work: Work, *, blob: bytes) -> str:
    """The receiver's signed word that a package arrived whole. Returns the package's identifier."""
    row = receipts.package_named(work, blob)
    read = read_receipt(blob, row.manifest_hash or "", keys.trusted(work))
    receiver = work.get(Receiver, row.receiver_id)
    receipts.from_the_receiver(receiver, read)
    row.state, row.receipt_at, row.receipt_trusted = rules.RECEIPT, read.received_at, read.trust is Trust.KNOWN
    by_local = {entry.local_id: entry for entry in entries.of(work, row)}
    for local_id, outcome in read.outcomes.items():
        if local_id in by_local:
            by_local[local_id].outcome = outcome.value
    return row.id


# -- a package that comes in


@action(N_("Take in a package"), needs="receive")
def receive(work: Work, *, blob: bytes, passphrase: str | None = None, although_old: bool = False) -> str:
    """Keep a package that passed every rule, as proposals for people to look at.

    One whose sender nobody confirmed, or that was here before, is refused; one out of date needs `although_old`.
    """
    return taking.receive(work, blob, passphrase, although_old=although_old)


@action(N_("Take over a child"), needs="receive")
def accept_child(
    work: Work,
    *,
    child_id: str,
    file_id: str | None = None,
    care_track: str = "unknown",
    worker_id: str | None = None,
    answer: str = "do_not_know",
) -> str:
    """All that is waiting of one child, at once: into the file given, or into a new one. Returns the file.

    Where a new one is opened beside files that may be the same child's, `answer` is kept for each of them.
    """
    return taking.accept_child(work, child_id, file_id, care_track, worker_id, answer)


@action(N_("Take over a part"), needs="receive")
def accept_section(work: Work, *, proposal_id: str, file_id: str | None = None) -> str:
    """One part of one child, into a file that is already here. Returns the file."""
    return taking.accept_section(work, proposal_id, file_id)


def _undo_refuse(work: Work, undone: Undone) -> None:
    taking.ask_again(work, str(undone.values["proposal_id"]))


@action(N_("Do not take a part"), needs="receive", undo=_undo_refuse)
def refuse_section(work: Work, *, proposal_id: str, why: str) -> None:
    """It stays with the package as it came, with the reason, and changes nothing."""
    taking.refuse_section(work, proposal_id, why)


@action(N_("Give a child's part back"), needs="receive")
def refuse_child(work: Work, *, child_id: str, why: str) -> None:
    """Nothing of this child is taken; the receipt says so to the sender."""
    taking.refuse_child(work, child_id, why)


@action(N_("Make the receipt"), needs="receive")
def make_receipt(work: Work, *, received_id: str) -> bytes:
    """A signed line for the sender: it arrived whole, and what became of each part. It names nobody."""
    return taking.make_receipt(work, received_id)
