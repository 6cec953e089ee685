"""What somebody who takes a child over must know in a minute and a half, made of the file alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transit_desk import choices
from transit_desk.domain import consents, dates
from transit_desk.domain.text import N_, Words
from transit_desk.module import Brief, Header
from transit_desk.services.case_file.records import CaseFile, Claim, Consent, Due, Withholding
from transit_desk.services.case_file.views.answers import newest_of
from transit_desk.services.case_file.views.header import AVOID, WISH
from transit_desk.services.case_file.views.known import said_of
from transit_desk.storage.work import HIDDEN, Work

TITLE = N_("In ninety seconds")
_ASKED_OF_ALL = ("services", "keep_data", "tracing_name", "referral", "transfer")
_WISHES = ("wish_now", "wish_later", "wish_learn", "talk_with", "beside")
_NOT = ("wish_not", "not_ask")
_ACTIONS = 3

Sentences = tuple[str | Words, ...]


def brief_of(  # what the page has read already
    work: Work, file: CaseFile, header: Header, told: list[Claim], answers: Sequence[Consent], waiting: Sequence[Due]
) -> Brief:
    """Who and where, what the child wishes, what not to do, what was not agreed to, what comes next.

    Every fact is held to the ceiling of its topic; a heading without a sentence for these eyes is left out.
    """
    parts: tuple[tuple[Words, Sentences], ...] = (
        (Words(N_("Who and where")), _who(header)),
        (
            Words(N_("What the child wishes")),
            (*_said(work, told, _WISHES), *_heard(header, WISH), *_wishes(work, answers)),
        ),
        (
            Words(N_("What not to do")),
            (*_marked(header), *_heard(header, AVOID), *_said(work, told, _NOT), *_withheld(work, file)),
        ),
        (Words(N_("Consent")), tuple(_gaps(work, answers))),
        (Words(N_("Next")), _next(work, waiting)),
    )
    return Brief(TITLE, tuple((heading, sentences) for heading, sentences in parts if sentences))


def _who(header: Header) -> Sentences:
    named = header.title if header.title == header.code else f"{header.title} · {header.code}"
    facts = " · ".join(str(fact) for fact in header.facts)
    stay: Sentences = ()
    if header.ruler_day is not None:
        stay = (Words(N_("Here for {days} day"), {"days": header.ruler_day}, plural=N_("Here for {days} days"),
                      count=header.ruler_day),)  # fmt: skip
    return (named, *((facts,) if facts else ()), *stay)


def _wishes(work: Work, answers: Sequence[Consent]) -> Iterator[str | Words]:
    for row in newest_of(work, answers).values():
        limits = work.see(row, "limits")
        if limits is not HIDDEN and limits:
            purpose = choices.say("consent_purpose", row.purpose)
            yield Words(N_("{purpose}: {limits}"), {"purpose": purpose, "limits": limits})


def _said(work: Work, told: list[Claim], kinds: Sequence[str]) -> Iterator[Words]:
    """What the child said of these, in the child's own words."""
    for what in kinds:
        said = said_of(work, told, what)
        if said is not None and said.value:
            yield Words(N_("{label}: {value}"), {"label": choices.say("claim_kind", what), "value": said.value})


def _heard(header: Header, about: str) -> Iterator[str | Words]:
    """What the slices tell of it, each held to its own ceiling; of joined files what both tell is told once."""
    told = {str(mark.words): mark.words for mark in header.told if mark.about == about}
    yield from told.values()


def _marked(header: Header) -> Sentences:
    return tuple(mark.words for mark in header.marks if mark.about == "safety" and mark.tone == "stop")


def _withheld(work: Work, file: CaseFile) -> Iterator[Words]:
    if not work.reads(Withholding, "topics"):
        return
    kept = [row for each in work.same(file.id) for row in work.standing(Withholding, each)]
    for row in sorted(kept, key=lambda row: row.made_at):
        told = {"whom": choices.say("withhold_from", row.from_whom), "topics": choices.say_all("topics", row.topics)}
        yield Words(N_("Keep from them – {whom}: {topics}"), told)


def _gaps(work: Work, answers: Sequence[Consent]) -> Iterator[Words]:
    if not work.reads(Consent, "decision"):
        return
    newest = newest_of(work, answers)
    named = {row.purpose for row in answers if row.withdrawn_at is None}
    missing = [key for key in _ASKED_OF_ALL if key not in named]
    refused = [key for key, row in newest.items() if row.decision in consents.STOPS]
    ran_out = [
        key for key, row in newest.items()
        if row.decision == consents.YES and row.expires_on is not None and row.expires_on < work.today()
    ]  # fmt: skip
    for keys, words in (
        (refused, N_("Refused or withdrawn: {purposes}")),
        (ran_out, N_("Ran out: {purposes}")),
        (missing, N_("Not asked yet: {purposes}")),
    ):
        if keys:
            yield Words(words, {"purposes": choices.say_all("consent_purpose", keys)})


def _next(work: Work, waiting: Sequence[Due]) -> Sentences:
    return tuple(
        Words(
            N_("{what}, late since {day}") if row.to_day < work.today() else N_("{what}, until {day}"),
            {"what": choices.say("due_what", row.what), "day": dates.say_day(row.to_day)},
        )
        for row in waiting[:_ACTIONS]
    )
