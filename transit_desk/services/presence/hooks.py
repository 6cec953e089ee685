"""What presence tells the rest of the house: who is not found, what waits for a call, lines, and figures."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from transit_desk import children, choices
from transit_desk.domain import figures
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.module import Hooks, Mark, Place, Seen, Settle, Target, Task
from transit_desk.services.presence.records import MissingChild, called, due, house, missed, seated, seen
from transit_desk.services.presence.rules import calls
from transit_desk.services.presence.views import searched
from transit_desk.storage.work import Work

_CALL, _LIST, _SEARCH = "presence.roll_call", "presence.calls", "presence.missing"
_MARK, _FOLLOW, _DECLARE, _TO_LEAVE = "presence.mark", "presence.search", "presence.declare", "leaving.read"
_BACK = 7  # days of which it is told that a call was not taken


def whereabouts_of(
    work: Work, file_ids: Sequence[str] | None = None, seen_from: int | None = None
) -> list[Place] | list[Seen]:
    """Who is not found, or was found to be somewhere else: said to all who see the child; or who was seen here."""
    if file_ids is None:
        return []
    if seen_from is not None:
        return seen.first_and_last(work, file_ids, seen_from)
    words = Words(N_("not accounted for"))
    places = [Place(each.file_id, words, "not_found", each.since_at, about=("missing_child", each.id))
              for each in missed.every_open(work)]  # fmt: skip
    places += [
        Place(each.file_id, choices.say("missing_end", str(each.ended_how)), "elsewhere", each.ended_at or 0)
        for each in seen.not_back(work, file_ids).values()
    ]
    here = Words(N_("here, and still written as away"))
    places += [Place(child, here, "here", at) for child, at in seen.written_away(work, file_ids).items()]
    wanted = set(file_ids)
    return [place for place in places if place.file_id in wanted]


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """A child who was not accounted for, what was done, and how it ended."""
    if _FOLLOW not in work.actor.rights:
        return []
    names, events = work.staff, []
    found = missed.all_of(work, file_id)
    for search in found:
        title = Words(N_("Not accounted for"))
        events.append(_event(work, search, search.since_at, title, "warning", names.get(search.made_by, "")))
        if search.ended_at is not None:
            how = choices.say("missing_end", str(search.ended_how))
            events.append(_event(work, search, search.ended_at, how, "check", names.get(search.changed_by, "")))
    for steps in missed.steps_of(work, [search.id for search in found]).values():
        events += [
            Event(step.at, work.day_of(step.at), choices.say("missing_step", step.step), step.words or "",
                  names.get(step.by_id, ""), "search", "presence", ("missing_step", step.id))
            for step in steps
        ]  # fmt: skip
    return events


def _event(work: Work, search: MissingChild, at: int, title: Words, icon: str, who: str) -> Event:
    return Event(at, work.day_of(at), title, "", who, icon, "presence", ("missing_child", search.id))


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """Of a child: that it is searched. Of the house: each search with its next hour, the call that waits."""
    if file_id is not None:
        if missed.open_of(work, file_id) is None:
            return []
        return [Mark(Words(N_("not accounted for")), "warning", "stop", "safety")]
    told: list[Mark | Task] = []
    if _FOLLOW in work.actor.rights:
        told += _searches(work)
    if _DECLARE in work.actor.rights:
        told += [*_not_back(work), *_here_again(work)]
    if _MARK in work.actor.rights:
        told += [*_leaving(work), *_open(work), *_not_taken(work), *_away(work), *_babies(work)]
    return told


def _searches(work: Work) -> list[Task]:
    """One line for each child who is searched: what comes next, and until when. Never who."""
    found = missed.going_on(work)
    done = missed.steps_of(work, [search.id for searches in found.values() for search in searches])
    here = seen.seen_here(work, {child: searches[0].since_at for child, searches in found.items()})
    tasks = []
    for child, searches in found.items():
        search, steps = searches[0], [step for each in searches for step in done.get(each.id, ())]
        following = searched.next_words(work, search, steps, here.get(child))
        title = Words(N_("A child is not accounted for: {step}"), {"step": following[0]}) if following else Words(
            N_("A child is not accounted for: every step is done, the search goes on")
        )  # fmt: skip
        at = searched.at_words(work, following[1]) if following else ""
        late = following is not None and following[1] < work.now()
        detail = Words(N_("late")) if late else Words(N_("at once")) if search.danger_at is not None else ""
        tasks.append(Task(title, detail, "warning", "now", at, N_("Go on"), Target(_SEARCH, search.id), urgent=True,
                          safety=True))  # fmt: skip
    return tasks


def _not_back(work: Work) -> list[Task]:
    """Who was found somewhere else, or chose to leave, still has a bed and a place on every list. Never who."""
    title = Words(N_("A child is not back in the house: settle the leaving"))
    return [
        Task(title, choices.say("missing_end", str(search.ended_how)), "forward", "now", "", N_("Go on"),
             Target("leaving.leave", extra={"file_id": child}))
        for child, search in seen.not_back(work).items()
    ]  # fmt: skip


def _here_again(work: Work) -> list[Task]:
    """Who chose to leave and was seen here since, while that leaving still stands. Never who."""
    back = seen.here_again(work)
    if not back or _TO_LEAVE not in work.actor.rights:
        return []
    stands = {each.file_id: each.on_day for each in work.ask("leaving.to_leave", until=work.today())}
    title = Words(N_("A child that had left by its own choice is here again: is it still to leave?"))
    return [
        Task(title, "", "question_ring", "now", "", N_("See"), Target("case_file.child", child), urgent=True)
        for child, search in back.items()
        if child in stands and stands[child] <= work.day_of(search.ended_at or 0)
    ]


def _leaving(work: Work) -> list[Task]:
    found = seated.under_way(work)
    if found is None:
        return []
    left = sum(seat.arrived_at is None for seat in seated.expected(work, found.id))
    detail = Words(N_("{count} child has not arrived yet"), {"count": left},
                   plural=N_("{count} children have not arrived yet"), count=left)  # fmt: skip
    if not left:
        detail = Words(N_("everybody has arrived: count once more and close"))
    at = searched.at_words(work, found.begun_at)
    target = Target("presence.evacuation", found.id)
    waits = left > 0
    return [Task(Words(N_("Evacuation")), detail, "van", "now", at, N_("Go on"), target, urgent=waits, safety=waits)]


def _open(work: Work) -> list[Task]:
    tasks = []
    for call in called.open_calls(work):
        marks = [stands.mark for _line, stands in called.standing(work, call)]
        left = marks.count(None) + len(called.left_out(work, call))
        detail = Words(N_("{count} child to mark"), {"count": left}, plural=N_("{count} children to mark"), count=left)
        if not left and called.unseen(work, call):
            detail = Words(N_("whoever leads the house closes it"))
        hour = f"{work.local(call.called_at):%H:%M}"
        title = Words(N_("{call}: not closed"), {"call": called.title_of(call.part)})
        target = Target(_CALL, extra={"call_id": call.id})
        tasks.append(Task(title, detail, "list", "now", hour, N_("Go on"), target, urgent=True))
    return tasks


def _not_taken(work: Work) -> list[Task]:
    """The call that is due with its hour, those of today still to come, and all before them in one line."""
    today, hours = work.today(), due.hours(work)
    there = {call.part for call in called.calls_between(work, today, today)}
    waiting = [part for part in calls.PARTS if due.instant(work, today, hours[part]) <= work.now()]
    tasks = []
    for part in calls.PARTS:
        late = part in waiting[-1:]
        if part in there or part in waiting[:-1]:
            continue
        title = Words(N_("{call}: not taken"), {"call": called.title_of(part)}) if late else called.title_of(part)
        hour, tier = "{:02}:{:02}".format(*hours[part]), "now" if late else "night"
        tasks.append(Task(title, "", "list", tier, hour, N_("Begin"), Target(_CALL, extra={"part": part}), urgent=late))
    before = [each for each in due.due_and_not_taken(work, _BACK) if (each[0], each[1]) != (today, *waiting[-1:])]
    if before:
        title = Words(
            N_("{count} roll call of the last days was not taken"), {"count": len(before)},
            plural=N_("{count} roll calls of the last days were not taken"), count=len(before),
        )  # fmt: skip
        tasks.append(Task(title, "", "list", "later", "", N_("See"), Target(_LIST, extra={"not_taken": True})))
    return tasks


def _away(work: Work) -> list[Task]:
    """Who was not seen at several calls running, though no slice says where; and who is not back at the hour said."""
    least = int(work.setting("presence.running_absences"))
    away = seen.running_absences(work, least)
    here = house.living_here(work, work.now())
    where = house.places(work, here, work.now())
    late = [place for place in where.values() if calls.is_overdue(place.kind, place.until, work.now())]
    lost = [file_id for file_id in away if file_id not in where or where[file_id].kind == "bed"]
    again = sum(place.kind == "here" for place in where.values())
    tasks = []
    if again:
        title = Words(
            N_("{count} child was seen here and is still written as away"), {"count": again},
            plural=N_("{count} children were seen here and are still written as away"), count=again,
        )  # fmt: skip
        asked = Words(N_("write down the return: its medicines wait for it"))
        tasks.append(
            Task(title, asked, "question_ring", "now", "", N_("See"), Target("interim_care.away"), urgent=True)
        )
    if late:
        title = Words(
            N_("{count} child is not back at the hour that was said"), {"count": len(late)},
            plural=N_("{count} children are not back at the hour that was said"), count=len(late),
        )  # fmt: skip
        at = searched.at_words(work, min(place.until for place in late))
        tasks.append(Task(title, "", "clock", "now", at, N_("See"), Target("interim_care.away"), urgent=True))
    if lost:
        count = len(lost)
        title = Words(
            N_("{count} child not seen here at {calls} roll calls running"), {"count": count, "calls": least},
            plural=N_("{count} children not seen here at {calls} roll calls running"), count=count,
        )  # fmt: skip
        detail = Words(N_("and nowhere is written where"))
        tasks.append(Task(title, detail, "question_ring", "now", "", N_("See"), Target(_LIST), urgent=True))
    return tasks


def _babies(work: Work) -> list[Task]:
    """A baby that is in the house while its mother is away, searched or missing: somebody looks after it. Never who."""
    mothers = {
        child.file_id: child.mother_id
        for child in children.children(work, house.living_here(work, work.now())).values()
        if child.baby
    }
    where = house.places(work, sorted({*mothers, *mothers.values()}), work.now()) if mothers else {}
    away = {child for child, place in where.items() if place.away}
    title = Words(N_("A baby is in the house without its mother"))
    said = Words(N_("its file says who looks after it"))
    ask = Words(N_("say who looks after it, or write down that it is with her"))
    return [
        Task(title, said if where[mother].cared_for else ask, "children", "now", "", N_("See"),
             Target("case_file.child", baby))
        for baby, mother in mothers.items()
        if baby not in away and mother in away
    ]  # fmt: skip


def settle_of(work: Work, file_id: str) -> list[Settle]:
    """Nobody leaves the house on paper while the search goes on, for the child itself or for its baby."""
    search, stays = missed.open_of(work, file_id), work.stays(file_id)
    own, along = N_("End the search for this child"), N_("End the search for a child who came along")
    found = [] if search is None else [_to_end(search, Words(own), own)]
    others = {work.stays(each.file_id): each for each in missed.every_open(work)}
    for child in children.children(work, others).values():
        if child.mother_id == stays:
            title = Words(N_("End the search for {name}, who came with this child"), {"name": child.name})
            found.append(_to_end(others[child.file_id], title, along))
    return found


def _to_end(search: MissingChild, title: Words, left: str) -> Settle:
    return Settle(title, "", "warning", "now", verb=N_("Go on"), target=Target(_SEARCH, search.id), urgent=True,
                  left=left, of=search.id, must=True)  # fmt: skip


def figures_of(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """Calls taken and not taken; who was absent, and who was not accounted for, by sex and band of age."""
    if _MARK not in work.actor.rights:
        return []
    found = [call for call in called.calls_between(work, start, end) if call.closed_at is not None]
    lines = called.lines_of(work, [call.id for call in found])
    away = [
        (work.stays(line.file_id), stands.mark)
        for each in lines.values()
        for line, stands in each
        if stands.mark not in {None, calls.PRESENT, "class"}
    ]
    groups = children.groups(work, (file_id for file_id, _mark in away), end)
    late = [each for each in due.due_and_not_taken(work, (work.today() - start).days) if each[0] <= end]
    return [
        ("presence.calls_taken", len(found)),
        ("presence.calls_not_taken", len(late)),
        *figures.by_group("presence.absences", (groups[file_id] for file_id, _mark in away)),
        *figures.by_group(
            "presence.not_accounted_for", (groups[file_id] for file_id, mark in away if mark == calls.NOT_FOUND)
        ),
    ]


HOOKS = Hooks(
    timeline=timeline_of, alerts=alerts_of, whereabouts=whereabouts_of, settle=settle_of, figures=figures_of,
)  # fmt: skip
