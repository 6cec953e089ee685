"""What was said about a child: kept beside the rest, or taken back."""

from __future__ import annotations

import datetime

from transit_desk.action import action
from transit_desk.domain import births, errors, fields, sense
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_
from transit_desk.services.case_file import rules
from transit_desk.services.case_file.actions.merging import ask_supervisor
from transit_desk.services.case_file.records import (
    NAMES,
    RECOGNISED_BY,
    SEALED,
    SEALED_KINDS,
    CaseFile,
    Claim,
    Person,
    renew,
)
from transit_desk.services.case_file.views import alike, joined
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import Work


def ask_who_sees_more(work: Work, file: CaseFile, person: Person, name: object) -> None:
    """Where a file that these eyes do not see may be this child's, the supervisor is asked at once."""
    told = name.value if isinstance(name, Said) else name
    there = alike.beyond_sight(work, [str(told)] if told else []) | alike.called_otherwise(work, person, file)
    if there - {*work.same(file.id), *joined.answers_about(work, file.id)}:
        ask_supervisor(work, file_id=file.id)


def keep_claim(  # one claim, checked
    work: Work,
    person: Person,
    what: str,
    said: Said,
    said_by: str,
    said_on: datetime.date,
    known_by: str,
    *,
    preferred: bool = False,
    supersedes_id: str | None = None,
    born: births.Told | None = None,
) -> Claim:
    sense.day_has_come(said_on, work.today(), "said_on")
    values = fields.check_all(
        {name: field for name, field in fields_of(Claim).items() if name in _SAID},
        {"what": what, "words": said, "said_by": said_by, "said_on": said_on, "known_by": known_by},
    )
    claim = Claim(person_id=person.id, preferred=preferred, supersedes_id=supersedes_id)
    if what in SEALED_KINDS:
        kept = values.pop("words")
        if isinstance(kept, Said):
            claim.sealed_words = {"what": what, "words": kept.value, "answer": kept.answer.value}
        claim.words_answer = Answer.GIVEN.value
        values["what"] = SEALED
    work.put(claim, values)
    claim.parts = rules.read_claim(what, said, said_by, said_on, work.today(), born)
    return work.add(claim)


_SAID = ("what", "words", "said_by", "said_on", "known_by")


@action(N_("Keep what was said"), needs="write")
def say(  # a claim beside the others, or in place of one
    work: Work,
    *,
    file_id: str,
    what: str,
    words: Said | str,
    said_by: str,
    said_on: datetime.date | None = None,
    known_by: str = "told",
    preferred: bool = False,
    supersedes_id: str | None = None,
    born: births.Told | None = None,
) -> str:
    """Keep one more word about a child; what is shown is chosen anew. Returns the claim's identifier.

    Of a birth, `born` says what is not read from the words: the days that an event or a package tells.
    """
    file = work.get(CaseFile, file_id)
    person = work.get(Person, file.person_id)
    said = words if isinstance(words, Said) else Said(words)
    if supersedes_id is not None and work.get(Claim, supersedes_id).person_id not in work.same(person.id):
        raise errors.RuleBroken(N_("That was said about another child."))
    claim = keep_claim(
        work, person, what, said, said_by, said_on or work.today(), known_by,
        preferred=preferred, supersedes_id=supersedes_id, born=born,
    )  # fmt: skip
    work.session.flush()
    renew(work, person, file)
    if what in RECOGNISED_BY:
        ask_who_sees_more(work, file, person, said if what in NAMES else None)
    return claim.id


@action(N_("Find a child by what was told elsewhere"), needs="write")
def recognise(work: Work, *, file_id: str) -> None:
    """Another slice was told who the parents are: the file is found by them, and an earlier one may be."""
    file = work.get(CaseFile, file_id)
    person = work.get(Person, file.person_id)
    renew(work, person, file)
    ask_who_sees_more(work, file, person, None)


@action(N_("Take back a statement"), needs="write")
def unsay(work: Work, *, file_id: str, claim_id: str, why: str) -> None:
    """Withdraw a claim that was entered by mistake; it stays in the trail."""
    file = work.get(CaseFile, file_id)
    person = work.get(Person, file.person_id)
    sense.reason_given(why)
    claim = work.get(Claim, claim_id)
    if claim.person_id not in work.same(person.id):
        raise errors.RuleBroken(N_("That was said about another child."))
    work.withdraw(claim, why)
    work.session.flush()
    for each in work.same(file.id):
        own = work.get(CaseFile, each)
        renew(work, work.get(Person, own.person_id), own)
