"""The search for one child as a page: what is due and by when, what is known, what was done, how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from transit_desk import choices
from transit_desk.children import child
from transit_desk.domain import days
from transit_desk.domain.fields import Said
from transit_desk.domain.text import N_, Words
from transit_desk.module import (
    Entries,
    Entry,
    FactLine,
    Facts,
    Header,
    Mark,
    Step,
    Steps,
    Tab,
    Target,
    Verb,
    View,
)
from transit_desk.services.presence.records import MissingChild, MissingStep, missed, seen
from transit_desk.services.presence.rules import calls, missing
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import HIDDEN, Work

TO_DO = {
    missing.SEARCH: N_("Search the house and around it"),
    missing.DIRECTOR: N_("Tell the director"),
    missing.DECLARE: N_("Declare the child missing"),
    missing.PARTNERS: N_("Alert the partners"),
}
_LEAVING = "leaving.leave"
_DECLARE = "presence.declare"


def at_words(work: Work, at: int) -> str:
    """An hour, with its day where that is not today's: 18:34; 20 Nov, 18:34."""
    local = work.local(at)
    hour = f"{local:%H:%M}"
    if work.day_of(at) == work.today():
        return hour
    return str(Words(N_("{day}, {hour}"), {"day": days.of_late(local.date(), work.today()), "hour": hour}))


def page(work: Work, search: MissingChild) -> View:
    """Everything about one search."""
    known = child(work, search.file_id)
    done = missed.done_for(work, search)
    since = Words(N_("not accounted for since {hour}"), {"hour": at_words(work, search.since_at)})
    header = Header(known.name, known.number, (since,), _marks(search))
    start = (_due(work, search, done), _done(work, done))
    end = (_known(work, search), *((_ended(work, search),) if search.ended_at is not None else ()))
    tab = Tab("summary", N_("Search"), start, end)
    back = Target("case_file.child", known.file_id)
    return View(search.id, header, (tab,), _verbs(work, search), back, N_("The child’s file"))


def _marks(search: MissingChild) -> tuple[Mark, ...]:
    if search.ended_at is not None:
        return (Mark(choices.say("missing_end", str(search.ended_how)), "check", "ok"),)
    marks = [Mark(Words(N_("not accounted for")), "warning", "stop", "safety")]
    for told, words in ((search.threat, N_("a threat")), (search.stranger, N_("a stranger was seen")),
                        (search.young, N_("a small child"))):  # fmt: skip
        if told:
            marks.append(Mark(Words(words), "warning", "stop", "safety"))
    return tuple(marks)


def _verb(search: MissingChild, page: str, title: str, icon: str, *, primary: bool = False) -> Verb:
    return Verb(title, icon, page, page, primary=primary, extra={"record_id": search.id})


def _verbs(work: Work, search: MissingChild) -> tuple[Verb, ...]:
    alert = Verb(N_("Alert for partners"), "printer", "preview", "presence.note_paper",
                 extra={"paper": "presence.alert", "missing_id": search.id})  # fmt: skip
    if search.ended_at is not None:
        leaving = Verb(N_("Settle the leaving"), "forward", _LEAVING, extra={"file_id": work.stays(search.file_id)})
        return (leaving,) if search.ended_how == missing.BY_CHOICE else ()
    return (
        _verb(search, "presence.write_step", N_("Write down a step"), "pencil", primary=True),
        Verb(
            N_("The child is found"),
            "check",
            "presence.found",
            "presence.found",
            "Ctrl+T",
            extra={"record_id": search.id},
        ),
        _verb(search, "presence.describe", N_("What is known"), "eye"),
        *((alert,) if _DECLARE in work.actor.rights else ()),
    )


def _due(work: Work, search: MissingChild, done: Sequence[MissingStep]) -> Steps:
    """The four steps with their hours; who was called in the meantime is to be written down as found."""
    hours = missing.due(search.since_at, search.danger_at, missed.limits(work))
    first = {step.step: step for step in reversed(done)}
    lines = []
    child = work.stays(search.file_id)
    seen_at = seen.seen_here(work, {child: search.since_at}).get(child)
    if seen_at is not None and search.ended_at is None:
        title = Words(N_("Marked {mark} since: write down how the child was found"),
                      {"mark": choices.say("presence_mark", calls.PRESENT)})  # fmt: skip
        lines.append(Step(title, "", at_words(work, seen_at), target=Target("presence.found", search.id)))
    for step in missing.STEPS:
        there = first.get(step)
        if there is not None:
            who = work.staff.get(there.by_id, "")
            lines.append(Step(Words(TO_DO[step]), who, at_words(work, there.at), done=True))
        elif search.ended_at is None:
            words = Words(N_("at once")) if search.danger_at is not None else ""
            lines.append(Step(Words(TO_DO[step]), words, at_words(work, hours[step]), hours[step] < work.now()))
    return Steps(N_("What is due"), tuple(lines), None if search.ended_at is not None else
                 _verb(search, "presence.write_step", N_("Write down a step"), "pencil"))  # fmt: skip


def _done(work: Work, done: Sequence[MissingStep]) -> Entries:
    headings = (N_("When"), N_("What was done"), N_("Who did it"), N_("Who was told"), N_("In a few words"))
    return Entries(
        N_("What was done"), headings,
        tuple(
            Entry((at_words(work, step.at), choices.say("missing_step", step.step), work.staff.get(step.by_id, ""),
                   step.told or "", step.words or ""))
            for step in done
        ),
        empty=N_("Nothing is written down yet."),
    )  # fmt: skip


_KNOWN = ("seen_at", "seen_where", "wearing", "with_whom")
_END = ("ended_at", "ended_how", "ended_where", "ended_state", "child_word")


def _known(work: Work, search: MissingChild) -> Facts:
    verb = _verb(search, "presence.describe", N_("Write"), "pencil") if search.ended_at is None else None
    return Facts(N_("What is known"), tuple(_fact(work, search, name) for name in _KNOWN), verb)


def _ended(work: Work, search: MissingChild) -> Facts:
    return Facts(N_("How it ended"), tuple(_fact(work, search, name) for name in _END))


def _fact(work: Work, search: MissingChild, name: str) -> FactLine:
    label = Words(fields_of(MissingChild)[name].label)
    seen = work.see(search, name)
    if seen is HIDDEN:
        return FactLine(label, "", state="hidden")
    value: Any = seen.value if isinstance(seen, Said) else seen
    if isinstance(seen, Said) and value is None:
        return FactLine(label, "", state=seen.answer.value)
    if value is None:
        return FactLine(label, Words(N_("not said")), chosen=False)
    if name.endswith("_at"):
        return FactLine(label, at_words(work, value))
    return FactLine(label, choices.say("missing_end", value) if name == "ended_how" else str(value))


def next_words(
    work: Work, search: MissingChild, done: Sequence[MissingStep], seen: int | None
) -> tuple[Words, int] | None:
    """The next thing to do in a search, and its hour; `seen` is when somebody saw the child since.

    None where all four steps are done.
    """
    if seen is not None:
        return Words(N_("write down how the child was found")), seen
    following = missed.next_of(search, {step.step for step in done}, missed.limits(work))
    return None if following is None else (Words(TO_DO[following[0]]), following[1])
