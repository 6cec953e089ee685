"""The consent tab, composed: each purpose and for whom, who answers at this age, what waits, what already left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy

from transit_desk import choices
from transit_desk.domain import ages, consents, dates
from transit_desk.domain.text import N_, Words
from transit_desk.module import Block, Brief, Entries, Entry, FactLine, Facts, Mark, Tab, Verb
from transit_desk.services.case_file.records import CaseFile, Consent, Person, Withholding
from transit_desk.services.case_file.views import departures
from transit_desk.services.case_file.views.answers import age_rules, answers_of, named_of, newest_of
from transit_desk.services.case_file.views.who import born_of
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import HIDDEN, Work

_LABELLED = N_("{purpose}: {whom}")
_LAST = 12


def tab_of(work: Work, file: CaseFile, person: Person) -> Tab:
    """What was agreed to, by whom and for whom, what stays from whom, what already left; beside it who answers."""
    answers = answers_of(work, file.id)
    start: tuple[Block, ...] = (
        matrix(work, file, answers), *_waiting(work, answers), withheld_facts(work, file), _left(work, file),
        _history(work, answers),
    )  # fmt: skip
    end = (who_answers(work, person),)
    return Tab("consent", N_("Consent"), start, end, 50)


def matrix(work: Work, file: CaseFile, answers: Sequence[Consent]) -> Facts:
    """Every purpose with the answer that counts today; for agencies and persons by name a line each."""
    told = work.reads(Consent, "decision")
    newest = newest_of(work, answers)
    lines: list[FactLine] = []
    for choice in choices.load("consent_purpose").offered:
        label = choices.say("consent_purpose", choice.key)
        row = newest.get(choice.key)
        lines.append(_line(work, label, row, told=told, verb=_ask(file, choice.key, row)))
        lines.extend(_named(work, file, answers, choice.key) if told else ())
    verb = Verb(N_("Ask for consent"), "plus", page="case_file.consent", action="case_file.answer_consent",
                extra={"file_id": file.id})  # fmt: skip
    return Facts(N_("What the child agreed to"), tuple(lines), verb)


def _named(work: Work, file: CaseFile, answers: Sequence[Consent], purpose: str) -> Iterator[FactLine]:
    if not work.reads(Consent, "for_whom"):
        return
    for name, row in named_of(answers, purpose):
        label = Words(_LABELLED, {"purpose": choices.say("consent_purpose", purpose), "whom": name})
        yield _line(work, label, row, told=True, verb=_ask(file, purpose, row, name))


def _ask(file: CaseFile, purpose: str, row: Consent | None, name: str | None = None) -> Verb:
    first: dict[str, object] = {"purpose": purpose, **({"for_whom": name} if name else {})}
    return Verb(N_("Ask") if row is None else N_("Ask again"), page="case_file.consent",
                action="case_file.answer_consent", extra={"file_id": file.id, "first": first})  # fmt: skip


def _line(work: Work, label: Words, row: Consent | None, *, told: bool, verb: Verb) -> FactLine:
    if row is None or not told:
        asked = verb if told and "case_file.consent" in work.actor.rights else None
        return FactLine(label, "", state="not_asked" if told else "hidden", chosen=False, verb=asked)
    by = work.see(row, "given_by")
    return FactLine(
        label, _answer(work, row), "" if by is HIDDEN else choices.say("consent_by", by), _until(work, row),
        str(dates.say_day(row.on_day)), verb=verb if "case_file.consent" in work.actor.rights else None,
    )  # fmt: skip


def _answer(work: Work, row: Consent) -> Words:
    answer = choices.say("consent_answer", row.decision)
    limits = work.see(row, "limits")
    if limits is HIDDEN or not limits:
        return answer
    return Words(N_("{answer} – only: {limits}"), {"answer": answer, "limits": limits})


def _until(work: Work, row: Consent) -> Words | str:
    if row.expires_on is None:
        return ""
    day = {"day": dates.say_day(row.expires_on)}
    return Words(N_("ran out on {day}"), day) if row.expires_on < work.today() else Words(N_("until {day}"), day)


def _waiting(work: Work, answers: Sequence[Consent]) -> tuple[Entries, ...]:
    """What a supervisor decided for the child and nobody confirmed yet."""
    waits = [row for row in answers if row.decision == consents.AWAITING and row.withdrawn_at is None]
    if not waits or not work.reads(Consent, "decision"):
        return ()
    entries = tuple(
        Entry(
            (choices.say("consent_purpose", row.purpose), work.staff.get(row.made_by, ""),
             str(dates.say_day(row.on_day))),
            Mark(Words(N_("waits")), "clock", "warn"),
            (Verb(N_("Confirm"), "check", page="case_file.confirm_consent", action="case_file.confirm_consent",
                  extra={"consent_id": row.id}),),
        )
        for row in waits
    )  # fmt: skip
    return (Entries(N_("Waits for a second person"), (N_("What for"), N_("Decided by"), N_("On")), entries),)


def _history(work: Work, answers: Sequence[Consent]) -> Entries:
    """Every answer, the newest first, with how it was explained and by whom."""
    told = work.reads(Consent, "decision")
    rows = [row for row in reversed(answers) if told][:_LAST]
    entries = tuple(
        Entry(
            (_purpose(work, row), choices.say("consent_answer", row.decision), _explained(work, row),
             str(dates.say_day(row.on_day))),
            Mark(Words(N_("taken back")), "undo", "idle") if row.withdrawn_at is not None else None,
            past=row.withdrawn_at is not None,
        )
        for row in rows
    )  # fmt: skip
    headings = (N_("What for"), N_("Answer"), N_("Explained"), N_("On"))
    return Entries(N_("Every answer"), headings, entries, empty=N_("Nothing was asked yet."))


def _purpose(work: Work, row: Consent) -> Words:
    purpose = choices.say("consent_purpose", row.purpose)
    name = work.see(row, "for_whom")
    return purpose if name is HIDDEN or not name else Words(_LABELLED, {"purpose": purpose, "whom": name})


def _explained(work: Work, row: Consent) -> Words | str:
    by = work.see(row, "explained_by")
    how = work.see(row, "explained_how")
    parts = [str(each) for each in (by, how) if each is not HIDDEN and each]
    if row.language:
        parts.append(str(choices.say("languages", row.language)))
    return " · ".join(parts)


def who_answers(work: Work, person: Person) -> Brief:
    """Who answers at this age, by the settings of today; where the age is not sure, each that may be."""
    rules = age_rules(work, work.today())
    if not work.reads(Person, "birth_from"):
        sentences: tuple[str | Words, ...] = (Words(N_("The age is not shown to your role.")),)
        return Brief(N_("Who answers"), ((N_("By the age"), sentences),))
    born = born_of(person)
    span = ages.age_span(born, work.today()) if born is not None else None
    may = consents.voices(span, rules)
    heading = ages.in_words(span) if span is not None else Words(N_("age not known"))
    doubt = (Words(N_("Where the age is in doubt, the child's own answer counts.")),) if len(may) > 1 else ()
    never = Words(N_("A refusal never takes a service away."))
    return Brief(
        N_("Who answers"), ((heading, (*(consents.in_words(voice) for voice in may), *doubt)), (N_("Always"), (never,)))
    )


def _left(work: Work, file: CaseFile) -> Entries:
    """What already left the house about this child, marked where the consent was withdrawn since."""
    entries = tuple(
        Entry(
            (left.what, left.whom, str(dates.say_day(work.day_of(left.at)))),
            Mark(Words(N_("consent withdrawn since")), "warning", "stop") if left.withdrawn_by else None,
        )
        for left in departures.left_of(work, file.id)
    )
    headings = (N_("What"), N_("To whom"), N_("On"))
    return Entries(N_("What already left"), headings, entries, empty=N_("Nothing about this child left the house."))


def withheld_facts(work: Work, file: CaseFile) -> Facts:
    rows = work.all(
        sqlalchemy.select(Withholding)
        .where(Withholding.file_id.in_(work.same(file.id)), Withholding.withdrawn_at.is_(None))
        .order_by(Withholding.made_at)
    )
    told = work.actor.reads(fields_of(Withholding)["topics"])
    may_lift = "case_file.consent" in work.actor.rights
    hidden = (FactLine("", "", state="hidden", chosen=False),)  # the same where nothing is kept from anybody
    lines = tuple(
        FactLine(
            choices.say("withhold_from", row.from_whom),
            choices.say_all("topics", row.topics),
            choices.say("withhold_reason", row.reason),
            day=str(dates.say_day(work.day_of(row.made_at))),
            verb=Verb(
                N_("Lift"), page="case_file.lift", action="case_file.stop_withholding", extra={"withholding_id": row.id}
            )
            if may_lift
            else None,
        )
        for row in rows
    )
    verb = Verb(N_("Keep something from somebody"), "plus", page="case_file.withhold", action="case_file.withhold",
                extra={"file_id": file.id})  # fmt: skip
    return Facts(N_("What stays from whom"), lines if told else hidden, verb, N_("Nothing is kept from anybody."))
