"""Taking in what came: proposals first, then child by child, each all or nothing, and never twice."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy

from transit_desk import choices
from transit_desk.domain import births, errors, sense
from transit_desk.domain.fields import NOT_ASKED, Said
from transit_desk.domain.text import N_
from transit_desk.export.incoming import Came, Replay
from transit_desk.export.receipt import Outcome, receipt_for
from transit_desk.export.verify import Opened, Trust
from transit_desk.services.handover import rules
from transit_desk.services.handover.queries import incoming, likeness
from transit_desk.services.handover.records import ChildReceived, PackageReceived, Proposal, came_in, closed, keys
from transit_desk.services.handover.rules import reading
from transit_desk.storage.records import records
from transit_desk.storage.work import Work

_LOOKED_AT_TWICE = {Came.OLDER, Came.EXPIRED}


def receive(work: Work, blob: bytes, passphrase: str | None, *, although_old: bool) -> str:
    """Keep the package and its parts as proposals; returns its identifier here."""
    opened = incoming.open_from_outside(work, blob, passphrase)
    verdict = incoming.standing(work, opened)
    _may_come_in(opened, verdict, although_old=although_old)
    manifest = opened.manifest
    row = PackageReceived(
        package_id=str(manifest.package_id),
        sender_key=manifest.sender.key_id,
        sender_public=manifest.sender.public_key.hex(),
        sender_label=reading.plain(opened.sender_label),
        manifest_hash=opened.manifest_hash,
        sequence=manifest.sequence,
        supersedes=str(manifest.supersedes) if manifest.supersedes else None,
        purpose=reading.plain(manifest.purpose),
        created=manifest.created,
        expires=manifest.expires,
        fictional=manifest.fictional,
        came=verdict.came.value,
    )
    work.add(row)
    work.session.flush()
    closed.keep(work, row.id, closed.PACKAGE, blob)
    if passphrase:
        closed.keep(work, row.id, closed.WORDS, keys.seal_words(work, passphrase, row.package_id))
    for child in opened.children:
        kept = ChildReceived(
            received_id=row.id,
            local_id=child.local_id,
            number=incoming.number_kept(dict(child.sections)),
            state=rules.WAITING,
            opened_here=False,
        )
        work.add(kept)
        work.session.flush()
        for section, content in child.sections.items():
            state = rules.WAITING if section in reading.TAKEN_IN else rules.KEPT
            work.add(Proposal(child_id=kept.id, section=section, content={"value": content}, state=state))
    return row.id


def _may_come_in(opened: Opened, verdict: Replay, *, although_old: bool) -> None:
    """What nobody vouches for, what was here before, and what is out of date stays outside, with its reason."""
    if verdict.came in {Came.OTHER_CONTENT, Came.SAME_AGAIN}:
        raise errors.RuleBroken(verdict.words, "package")
    if opened.trust is not Trust.KNOWN:
        raise errors.RuleBroken(
            N_(
                "Nobody here has confirmed who sent this, so nothing was taken in. Write the sender down as an agency, "
                "compare the eight words by telephone or in person, then take it in."
            ),
            "package",
        )
    if verdict.came in _LOOKED_AT_TWICE and not although_old:
        raise errors.RuleBroken(verdict.words, "package")


# -- child by child


def accept_child(  # into a file that is here, or into a new one
    work: Work, child_id: str, file_id: str | None, care_track: str, worker_id: str | None, answer: str
) -> str:
    """Everything that waits, in one unit of work; a child that was taken over keeps its file."""
    child = work.get(ChildReceived, child_id)
    if child.state == rules.ACCEPTED and child.file_id is not None:
        _same_file(child, file_id)
        return child.file_id
    rules.undecided(child.state)
    _same_file(child, file_id)
    waiting = {part.section: part for part in came_in.parts_of(work, child.id) if part.state == rules.WAITING}
    opened_here = child.file_id is None and file_id is None
    if opened_here:
        rules.not_the_same(answer)
        package = work.get(PackageReceived, child.received_id)
        likely = likeness.likely(work, package, child, list(waiting.values()))
        child.file_id = _open(work, child, waiting.get("identity"), care_track, worker_id)
        child.opened_here = True
        for each in likely:
            work.do("case_file.say_same", file_id=child.file_id, other_id=each.file_id, decision=answer)
    else:
        child.file_id = child.file_id or file_id
    for section, part in waiting.items():
        _take_part(work, child, section, part, fresh=opened_here)
    child.state = rules.ACCEPTED
    return child.file_id or ""


def accept_section(work: Work, proposal_id: str, file_id: str | None) -> str:
    """One part into the file chosen for the child; where none was chosen, the whole child is taken over instead."""
    part = work.get(Proposal, proposal_id)
    child = work.get(ChildReceived, part.child_id)
    _same_file(child, file_id)
    target = child.file_id or file_id
    if target is None:
        raise errors.RuleBroken(N_("Choose the file this belongs to, or take over the whole child."), "file_id")
    if part.state == rules.ACCEPTED:
        return target
    rules.undecided(part.state)
    child.file_id = target
    _take_part(work, child, part.section, part, fresh=False)
    _settle(work, child)
    return target


def refuse_section(work: Work, proposal_id: str, why: str) -> None:
    """One part stays out."""
    part = work.get(Proposal, proposal_id)
    rules.undecided(part.state)
    sense.reason_given(why)
    part.state, part.why = rules.REFUSED, why
    _settle(work, work.get(ChildReceived, part.child_id))


def ask_again(work: Work, proposal_id: str) -> None:
    """A part that was refused by mistake waits again."""
    part = work.get(Proposal, proposal_id)
    part.state, part.why = rules.WAITING, None
    child = work.get(ChildReceived, part.child_id)
    child.state = rules.WAITING


def refuse_child(work: Work, child_id: str, why: str) -> None:
    """All that waits of a child stays out."""
    child = work.get(ChildReceived, child_id)
    rules.undecided(child.state)
    sense.reason_given(why)
    for part in came_in.parts_of(work, child.id):
        if part.state == rules.WAITING:
            part.state, part.why = rules.REFUSED, why
    _settle(work, child)


def _same_file(child: ChildReceived, file_id: str | None) -> None:
    if file_id is not None and child.file_id not in {None, file_id}:
        raise errors.RuleBroken(N_("This child was already put together with another file."), "file_id")


def _settle(work: Work, child: ChildReceived) -> None:
    """A child is answered when each of its parts is."""
    states = {part.state for part in came_in.parts_of(work, child.id) if part.section in reading.TAKEN_IN}
    if rules.WAITING not in states:
        child.state = rules.ACCEPTED if rules.ACCEPTED in states else rules.REFUSED


# -- into a file


def _open(work: Work, child: ChildReceived, part: Proposal | None, care_track: str, worker_id: str | None) -> str:
    if part is None:
        raise errors.RuleBroken(N_("The package does not say who this child is, so no file can be opened from it."))
    on = _told_on(work, child)
    told = reading.identity(_record(came_in.content_of(work, part)), on)
    spoken = [key for key in told.languages if key in choices.load("languages")]
    opened = work.do(
        "case_file.open_case",
        sex=_one_of("sex", told.sex, "unknown"),
        care_track=care_track,
        name=told.name or None,
        village=told.village or None,
        said_by=reading.SOURCE,
        said_on=on,
        languages=Said(spoken) if spoken else NOT_ASKED,
        worker_id=worker_id,
    )
    return str(opened)


def _take_part(work: Work, child: ChildReceived, section: str, part: Proposal, *, fresh: bool) -> None:
    content = _record(came_in.content_of(work, part))
    if section == "identity":
        _add_claims(work, child, reading.identity(content, _told_on(work, child)), fresh=fresh)
    elif section == "promises":
        _add_promises(work, child, part, reading.promises(content))
    part.state = rules.ACCEPTED


def _one_of(list_name: str, key: str, otherwise: str) -> str:
    """A key of theirs, if it is one of ours too."""
    return key if key in choices.load(list_name) else otherwise


def _add_claims(work: Work, child: ChildReceived, told: reading.Identity, *, fresh: bool) -> None:
    """Beside what is known, never in place of it; what reads the same is not said twice."""
    file_id = child.file_id or ""
    known = _known(work, file_id)
    told_on = _told_on(work, child)
    stated = list(told.stated)
    if told.born is not None:
        stated.append(reading.Stated("birth", told.born.basis, None))
    if told.name and not fresh:
        stated.append(reading.Stated("name_in_use", told.name, None))
    for each in stated:
        if any(what == each.what and reading.same_words(words, each.words) for what, words in known):
            continue
        work.do(
            "case_file.say",
            file_id=file_id,
            what=each.what,
            words=each.words,
            said_by=reading.SOURCE,
            said_on=min(each.on or told_on, told_on),
            known_by="told",
            born=births.of_days(told.born, told_on) if told.born is not None and each.what == "birth" else None,
        )
        known.append((each.what, each.words))


def _known(work: Work, file_id: str) -> list[tuple[str, str]]:
    claim: Any = records()["claim"]
    file: Any = work.get(records()["case_file"], file_id)
    rows: Sequence[Any] = work.all(
        sqlalchemy.select(claim).where(claim.person_id == file.person_id, claim.withdrawn_at.is_(None))
    )
    return [(row.what, row.words) for row in rows if row.words]


def _add_promises(work: Work, child: ChildReceived, part: Proposal, promised: Sequence[reading.Promise]) -> None:
    for place, each in enumerate(promised):
        work.do(
            "case_file.plan_due",
            file_id=child.file_id,
            rule=f"handover.{place}",
            what=_one_of("due_what", each.what, "other"),
            from_day=each.begin,
            to_day=each.end,
            who=each.who or None,
            source_table="proposal",
            source_id=part.id,
        )


def _told_on(work: Work, child: ChildReceived) -> datetime.date:
    package = work.get(PackageReceived, child.received_id)
    return min(work.day_of(package.created), work.today())


def _record(content: object) -> Mapping[str, object]:
    if not isinstance(content, Mapping):
        raise reading.odd()
    return content


# -- the receipt


def make_receipt(work: Work, received_id: str) -> bytes:
    """Signed by the centre, over the package as it came."""
    row = work.get(PackageReceived, received_id)
    own = keys.open_own(work)
    outcomes = {child.local_id: outcome_of(work, child) for child in came_in.children_of(work, row.id)}
    row.receipt_at = work.now()
    work.note("export", row, ("receipt",))
    return receipt_for(incoming.open_again(work, row), own.signing, own.sender, row.receipt_at, outcomes)


def outcome_of(work: Work, child: ChildReceived) -> Outcome:
    """What became of one child's part, as the receipt tells it."""
    if child.state == rules.REFUSED:
        return Outcome.REFUSED
    states = {part.state for part in came_in.parts_of(work, child.id) if part.section in reading.TAKEN_IN}
    if child.state == rules.WAITING:
        return Outcome.PARTLY if rules.ACCEPTED in states else Outcome.WAITING
    return Outcome.PARTLY if rules.REFUSED in states else Outcome.TAKEN
