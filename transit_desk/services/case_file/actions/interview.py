"""What a child tells in one part of the registration interview."""

from __future__ import annotations

from transit_desk.action import action
from transit_desk.domain import errors, fields
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_
from transit_desk.services.case_file import pages, rules
from transit_desk.services.case_file.records import CaseFile, Claim, Person, claims_of
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import Work


@action(N_("Keep what the child told"), needs="write")
def hear(work: Work, *, file_id: str, values: dict[str, object]) -> None:
    """Keep the answers of one part: each is said by the child, today; what was not asked changes nothing."""
    file = work.get(CaseFile, file_id)
    person = work.get(Person, file.person_id)
    checked = fields.check_given(pages.HEARD, values)
    rules.who_is_there_first(
        sex=person.sex, by=work.actor.sex, known=bool(work.ask("identity.talked_today", file_id=file.id))
    )
    described = fields_of(CaseFile)
    of_file = {name: value for name, value in checked.items() if name in described and _told(value)}
    if of_file:
        work.do("case_file.change_file", file_id=file.id, values=of_file)
    known = {row.what: row for row in reversed(claims_of(work, person.id)) if _stands_today(work, row)}
    for name, said in checked.items():
        if name in described or not isinstance(said, Said) or not _told(said):
            continue
        if name in known and work.see(known[name], "words") == said:
            continue  # told today already, in the same words
        try:
            work.do(
                "case_file.say", file_id=file.id, what=name, words=said, said_by="child",
                preferred=name == "name_in_use",
            )  # fmt: skip
        except errors.RuleBroken as broken:
            raise errors.RuleBroken(broken.words, name) from None


def _told(value: object) -> bool:
    """Whether somebody was asked; a field that is no question to the child counts once it has a value."""
    return value.answer is not Answer.NOT_ASKED if isinstance(value, Said) else value is not None


def _stands_today(work: Work, row: Claim) -> bool:
    return row.withdrawn_at is None and row.said_by == "child" and row.said_on == work.today()
