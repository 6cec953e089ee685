"""The page of one child, its story, and what the form of its file begins with."""

from __future__ import annotations

import dataclasses

from transit_desk.action import query
from transit_desk.domain.text import N_
from transit_desk.domain.timeline import Place as Moment
from transit_desk.domain.timeline import Span
from transit_desk.module import Header, Story, Tab, Target, Verb, View
from transit_desk.services.case_file import pages, views
from transit_desk.services.case_file.records import CaseFile, Person, claims_of
from transit_desk.services.case_file.views import brief, joined
from transit_desk.storage.work import HIDDEN, Work

_LATELY = 6  # moments on the summary; the timeline has them all


@query(N_("A child's file"), needs="read", sensitive=True)
def child(work: Work, *, record_id: str) -> View:
    """The child's page: header, next steps, what is known and by whom, consent, the story."""
    file = work.get(CaseFile, work.stays(record_id))
    person = work.get(Person, file.person_id)
    work.note("read", file)
    for each in work.same(file.id)[1:]:
        work.note("read", work.get(CaseFile, each))
    told, answers, waiting = claims_of(work, person.id), views.answers_of(work, file.id), views.waiting_of(work, file)
    header = views.header_of(work, file, person, told, answers)
    steps = views.next_steps(work, waiting)
    known = views.known_facts(work, file, told)
    story = views.story_of(work, file.id, Span())
    more = work.ask("identity.blocks", record_id=file.id) if "identity.read" in work.actor.rights else ()
    day_by_day = work.ask("daily.blocks", record_id=file.id) if "daily.notes" in work.actor.rights else ()
    lately = dataclasses.replace(story, events=story.events[:_LATELY], kinds=(), query="", after=None)
    said = (views.all_claims(work, file, told), *more)
    profile = views.profile_facts(work, file)
    told_briefly = brief.brief_of(work, file, header, told, answers, waiting)
    tabs = (
        Tab("summary", N_("Summary"), (steps, known), (told_briefly, lately)),
        Tab("story", N_("Timeline"), (dataclasses.replace(story, title=N_("Timeline")),),
            (views.all_dues(work, file, waiting), *day_by_day), 10),
        Tab("identity", N_("Identity"), said, (profile, *joined.files_of_child(work, file)), 20,
            N_("Identity and papers")),
    )  # fmt: skip
    extra = {"file_id": file.id}
    verbs = (
        Verb(N_("Add a note"), "pencil", page="case_file.note", action="case_file.write_note", key="Ctrl+N",
             primary=True, extra=extra),
        Verb(N_("Interview"), "talk", page="case_file.interview", action="case_file.hear",
             extra={"record_id": file.id}),
        Verb(N_("Print…"), "print", page="preview", action="case_file.note_paper", key="Ctrl+P", extra=extra),
        Verb(N_("Add what was said"), "quote", page="case_file.claim", action="case_file.say", extra=extra),
        Verb(N_("Ask for consent"), "check", page="case_file.consent", action="case_file.answer_consent", extra=extra),
        Verb(N_("When the child was born"), "calendar", page="identity.birth",
             action="identity.date_birth", extra=extra),
        Verb(N_("Give the file to a caseworker"), "person", page="case_file.assign", action="case_file.assign",
             extra=extra),
        Verb(N_("Keep something from somebody"), "hide", page="case_file.withhold", action="case_file.withhold",
             extra=extra),
        Verb(N_("Compare with another file"), "children", page="case_file.compare", action="case_file.answer_same",
             extra={"record_id": file.id}),
        Verb(N_("Away for a while"), "exchange", page="interim_care.leave", action="interim_care.go_away",
             extra=extra),
        Verb(N_("Send to the nurse today"), "medical", page="case_file.nurse", action="case_file.send_to_nurse",
             extra=extra),
        Verb(N_("Write down what a child confided"), "lock", page="case_file.disclosure", action="case_file.disclose",
             extra=extra),
    )  # fmt: skip
    return View(file.id, header, tabs, verbs, Target("case_file.children"), N_("Children"))


@query(N_("Whose file it is"), needs="read")
def headed(work: Work, *, file_id: str) -> Header:
    """Of the head of a child's page what a form says that stands alone: the name, the number, the signs."""
    file = work.get(CaseFile, work.stays(file_id))
    return views.name_and_signs(work, file, work.get(Person, file.person_id))


@query(N_("A child's story"), needs="read")
def story(work: Work, *, record_id: str, before: Moment | None = None, module: str = "") -> Story:
    """The part of a child's story that goes on before a place, of the whole house or of one part of it."""
    file = work.get(CaseFile, work.stays(record_id))
    return views.story_of(work, file.id, Span(before=before, module=module))


@query(N_("What the form begins with"), needs="read")
def profile_values(work: Work, *, file_id: str) -> dict[str, object]:
    """The present values of the fields that *Change the file* asks; without those not for these eyes."""
    file = work.get(CaseFile, file_id)
    seen = {name: work.see(file, name) for name in pages.PROFILE.fields}
    return {name: value for name, value in seen.items() if value is not HIDDEN}
