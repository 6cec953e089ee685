"""What can be done with an incident: write it, append to it, answer a follow-up; nothing is ever changed."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from transit_desk import children
from transit_desk import paper as papers
from transit_desk.action import action
from transit_desk.domain import errors, fields, references, sense
from transit_desk.domain.text import N_
from transit_desk.matching import whom
from transit_desk.services.incidents import pages, rules
from transit_desk.services.incidents.records import (
    Entry,
    Incident,
    IncidentChild,
    IncidentUntied,
    OfRegister,
    barred,
    books,
)
from transit_desk.storage import kept
from transit_desk.storage.work import Work

_ACCUSATION = ("accused", "accused_who", "about", "meant", "not_meant")
_IN_WORDS = N_("Say it in a few words.")


@action(N_("Write an incident"), needs="write")
def write(work: Work, *, values: dict[str, object]) -> str:
    """Keep what happened in the book where it belongs; nobody changes it afterwards, not even its writer."""
    asked = fields.check_asked(pages.WRITE.fields, values)
    _must_hold(work, asked)
    files = _files(work, asked.pop("children") or ())
    follow_up = {"words": asked.pop("follow_up"), "on_day": asked.pop("follow_up_on")}
    book = rules.book_of(asked["kind"], asked["accused"])
    entry = _entry(work, book, asked, files)
    if follow_up["on_day"] is not None:
        _append(work, entry, {"kind": rules.FOLLOW_UP, **follow_up})
    return entry.id


@action(N_("Write a complaint"), needs="write")
def complain(work: Work, *, values: dict[str, object]) -> str:
    """Keep what a child, a family or a neighbour complains of, for the focal point alone; nobody has to be named.

    Whoever complains takes its reference along.
    """
    asked = fields.check_asked(pages.COMPLAIN.fields, values)
    if asked["came_at"] is None:
        asked["came_at"] = work.now()
    _hold(
        lambda: sense.hour_has_come(asked["came_at"], work.now(), "came_at"),
        lambda: sense.reason_given(asked["what"], "what", _IN_WORDS),
        lambda: rules.against_nobody_who_works_here(asked["meant"] or ()),
        lambda: _ask_about(work, rules.REGISTER, asked),
    )
    return _sealed(work, rules.COMPLAINTS, asked, _files(work, asked.pop("children") or ())).id


def _must_hold(work: Work, asked: Mapping[str, Any]) -> None:
    """Everything that is to be corrected of an incident, at once."""
    book = rules.book_of(asked["kind"], asked["accused"])
    _hold(
        lambda: rules.in_order(asked["happened_at"], asked["ended_at"], work.now()),
        lambda: rules.children_named(asked["kind"], asked["children"] or (), asked["others"]),
        lambda: sense.reason_given(asked["what"], "what", _IN_WORDS),
        lambda: rules.accusation_told(asked["accused"], asked["accused_who"], asked["about"], asked["meant"] or ()),
        lambda: _ask_about(work, book, asked),
        lambda: rules.follow_up_told(asked["follow_up"], asked["follow_up_on"], work.today(), "follow_up_on"),
        lambda: _what_to_follow(asked),
    )


def _hold(*must_hold: Callable[[], None]) -> None:
    refused: list[errors.Refusal] = []
    for rule in must_hold:
        try:
            rule()
        except errors.RuleBroken as broken:
            refused.append(broken)
    errors.refuse_all(refused)


def _ask_about(work: Work, book: str, told: Mapping[str, Any]) -> None:
    """Refuse what may name somebody who would read it, until it is said whether they are meant."""
    people = barred.colleagues(work, book) if book in barred.KEEPERS else []
    who = tuple(str(told.get(name) or "") for name in barred.ABOUT_SOMEBODY)
    every = tuple(str(told.get(name) or "") for name in (*barred.WORDS, "words"))
    answered = {*(told.get("meant") or ()), *(told.get("not_meant") or ()), work.actor.worker_id}
    keepers = [each for each in people if each.titles]
    certain = [each for each in keepers if each.id in (told.get("meant") or ()) or whom.perhaps(who[0], each.name)]
    if book == rules.REGISTER:
        rules.not_whoever_keeps_it((each.name for each in certain), str(work.setting("incidents.outside_focal")))
    maybe = [each for each in keepers if rules.may_be_meant(each, who, every)]
    if book == rules.REGISTER:
        accused = (str(told.get("accused_who") or ""),)
        maybe += [each for each in people if each not in maybe and rules.may_be_meant(each, (), accused)]
    rules.say_who_is_meant(each.name for each in maybe if each.id not in answered)


def _what_to_follow(asked: Mapping[str, Any]) -> None:
    if asked["follow_up_on"] is not None:
        sense.reason_given(asked["follow_up"], "follow_up", N_("Say what is to be done by that day."))


def _files(work: Work, chosen: Sequence[str], field: str = "children") -> list[str]:
    """The files that were chosen, each once, under the number that stays."""
    try:
        every = [children.child(work, each).file_id for each in chosen]
    except errors.NotFound:
        raise errors.RuleBroken(N_("Choose among the answers."), field) from None
    return list(dict.fromkeys(every))


def _entry(work: Work, book: str, asked: dict[str, Any], files: Sequence[str]) -> Entry:
    """An incident in its book; what is said of somebody who works here is kept in the register alone."""
    accusation = {name: asked.pop(name) for name in _ACCUSATION}
    if book != rules.HOUSE:
        return _sealed(work, book, asked | (accusation if book == rules.REGISTER else {}), files)
    number = references.following("I", work.first(kept.last_number(Incident)))
    entry = work.add(Incident(number=number, children=len(files), by_keeper=books.keeps(work, Incident), **asked))
    work.session.flush()
    for file_id in files:
        work.add(IncidentChild(file_id=file_id, entry_id=entry.id))
    return entry


def _sealed(work: Work, book: str, asked: Mapping[str, Any], files: Sequence[str]) -> Entry:
    kind = books.BOOKS[book]
    number, on_day = rules.sealed_number(book, secrets.token_bytes), work.day_of(asked[kind.at])
    involved = _involved(work, files, on_day)
    entry = work.add(kind(number=number, by_keeper=books.keeps(work, kind), involved=involved, **asked))
    work.session.flush()
    return entry


def _involved(work: Work, files: Sequence[str], on_day: datetime.date) -> dict[str, object]:
    """The children of a sealed entry, with what is counted of them: those who read it may see no file."""
    involved = []
    for each in children.children(work, files).values():
        group = each.group(on_day)
        involved.append({"file": each.file_id, "number": each.number, "sex": group.sex, "band": group.band})
    return {"children": involved}


# -- what comes after


def _append(work: Work, entry: Entry, values: Mapping[str, object]) -> str:
    day = values.get("on_day")
    if isinstance(day, datetime.date) and not isinstance(entry, Incident):
        values = {**values, "on_day": day.isoformat()}  # what is sealed is kept as it is written
    line = books.LINES[type(entry)]
    return work.add(line(entry_id=entry.id, by_keeper=books.may_close(work, entry), **values)).id


@action(N_("Add to this entry"), needs="write")
def add(
    work: Work,
    *,
    record_id: str,
    kind: str,
    words: str,
    on_day: datetime.date | None = None,
    meant: list[str] | None = None,
    not_meant: list[str] | None = None,
) -> str:
    """Append a line; whoever wrote the entry may, even where they do not read it again."""
    entry = books.found(work, record_id)
    values: dict[str, Any] = {"kind": kind, "words": words, "on_day": on_day}
    form = pages.ADD
    if isinstance(entry, OfRegister):
        form, values = pages.ADD_TO_REGISTER, {**values, "meant": meant, "not_meant": not_meant}
    values = dict[str, Any](fields.check_all(form.fields, values))
    sense.reason_given(values["words"], "words", _IN_WORDS)
    follow_up = values["kind"] == rules.FOLLOW_UP
    if not follow_up:
        rules.only_a_follow_up_has_a_day(values["on_day"])
    else:
        rules.follow_up_told(values["words"], values["on_day"], work.today(), "on_day")
    if isinstance(entry, OfRegister):
        _ask_about(work, rules.REGISTER, values)
    if values["kind"] == rules.CLOSED:
        _close(work, entry)
    return _append(work, entry, values)


def _close(work: Work, entry: Entry) -> None:
    if not books.may_close(work, entry):
        raise errors.RuleBroken(N_("It is closed by those who look after it."), "kind")
    told = books.appended(work, entry)
    left = [each.on_day for each in rules.open_follow_ups(told) if each.on_day is not None]
    rules.can_be_closed(left, closed=rules.is_closed(told))


@action(N_("Say what became of it"), needs="write")
def done(work: Work, *, record_id: str, words: str) -> str:
    """Write down what became of a follow-up; from then on it is no longer told on Today."""
    entry, line = books.line_found(work, record_id)
    if not books.may_close(work, entry):
        raise errors.NotAllowed(N_("Say what became of it: that is for those who look after it."))
    values = fields.check_all(pages.DONE.fields, {"words": words})
    sense.reason_given(values["words"], "words", _IN_WORDS)
    left = {each.id for each in rules.open_follow_ups(books.appended(work, entry))}
    rules.is_open(still=line.id in left)
    return _append(work, entry, {"kind": rules.MORE, "words": values["words"], "after_id": line.id})


@action(N_("Say that it is another child"), needs="look_after")
def wrong_child(work: Work, *, record_id: str, why: str, instead: str | None = None) -> str:
    """Take a child off an entry it was tied to by mistake, and put in the right one; what was written stays."""
    tie = books.tie_found(work, record_id)
    sense.reason_given(why, "why", _IN_WORDS)
    given = fields.check_all(pages.WRONG.fields, {"why": why, "instead": instead})
    if instead is not None:
        _put_in(work, tie, instead)
    struck = IncidentUntied(entry_id=tie.entry_id, tie_id=tie.id, why=given["why"], instead=instead is not None)
    return work.add(struck).id


def _put_in(work: Work, tie: IncidentChild, chosen: str) -> None:
    """The right child, unless the entry is about it already."""
    (stays,) = _files(work, [chosen], "instead")
    if stays in {work.stays(each.file_id) for each in books.ties_of(work, work.get(Incident, tie.entry_id))}:
        raise errors.RuleBroken(N_("This entry is about that child already."), "instead")
    work.add(IncidentChild(file_id=stays, entry_id=tie.entry_id))


@action(N_("A paper was printed or saved"), needs="print")
def note_paper(work: Work, *, paper: str, way: str, entry_id: str = "") -> None:
    """Leave a line about a report, or the register, that left the screen."""
    papers.left(work, paper, way, about=books.found(work, entry_id) if entry_id else None)
