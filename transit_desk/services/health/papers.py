"""What is printed of health: the round for a night without power, a letter to a clinic, a card for who goes.

None holds what is closed: the clinic hears it from who goes along, and the next agency in a section of its own.
The card is the child's, which carries it home whatever an agency may be told; an agency reads on it what it may.
"""

from __future__ import annotations

from typing import Any, Final

from transit_desk import children, choices, paper, said
from transit_desk.action import query
from transit_desk.domain import ages, dates
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.export.redaction import Audience
from transit_desk.reports import document
from transit_desk.services.health import views
from transit_desk.services.health.records import Condition, Referral, Vaccination, Visit, given
from transit_desk.storage.records import records
from transit_desk.storage.work import Work

_HINT: Final = Words(N_("name, task, date"))


@query(N_("Medicines of the night"), needs="round", sensitive=True)
def round_sheet(work: Work) -> document.Document:
    """The doses of the hours to come, by hour and bed, with room for a mark by hand; and what to mind."""
    blocks: list[document.Block] = [
        document.Notice(Words(N_("One mark for each dose: G given, R refused, A absent, S out of stock, W withheld."))),
    ]
    for hour in views.round_of(work).hours:
        left = [line for line in hour.lines if not line.mark]
        if left:
            blocks += [document.Heading(hour.words), document.Table(_COLUMNS, tuple(_row(line) for line in left))]
    if len(blocks) == 1:
        blocks = [document.Notice(Words(N_("No dose is due in the hours to come.")))]
    blocks.append(document.Signatures((document.Signature(Words(N_("Who gave them")), _HINT),)))
    return paper.of_centre(
        work, Words(N_("Medicines of the night")), tuple(blocks), subtitle=dates.say_day(work.today())
    )


_COLUMNS: Final = (
    document.Column(Words(N_("Where")), 1.6),
    document.Column(Words(N_("Child")), 2.2),
    document.Column(Words(N_("Sachet")), 1.0),
    document.Column(Words(N_("How many")), 1.2),
    document.Column(Words(N_("To mind")), 2.6),
    document.Column(Words(N_("Mark, hour, initials")), 2.4),
)


def _row(line: views.RoundLine) -> tuple[document.Text, ...]:
    seen: document.Text = Words(N_("before a witness")) if line.controlled else ""
    return (line.where, line.name, str(line.sachet), line.dose, Joined(line.mind), seen)


def _file(work: Work, file_id: str) -> Any:
    file = work.get(records()["case_file"], work.stays(file_id))
    work.note("read", file, ("health",))
    return file


def _who(work: Work, child: children.Child, audience: Audience) -> list[document.Fact]:
    """Name in use, sex and age: what a treatment begins with, where these readers may have it."""
    if not _may(work, child.file_id, audience, Level.C1, Topic.IDENTITY):
        return [document.Fact(Words(N_("Name in use")), _BY_MOUTH)]
    return [
        document.Fact(Words(N_("Name in use")), child.name),
        document.Fact(Words(N_("Sex")), choices.say("sex", child.sex)),
        document.Fact(Words(N_("Age")), ages.in_words(child.age(work.today()), estimated=child.estimated)),
    ]


def _minded(work: Work, file_id: str) -> list[document.Fact]:
    rows = [row for each in views.standing_needs(work, work.same(file_id)).values() for row in each]
    words = Joined([views.say_need(row) for row in rows]) if rows else Words(N_("none known"))
    return [document.Fact(Words(N_("Allergies, diet and aids")), words)]


def _medicines(work: Work, file_id: str, *, named: bool) -> document.Block:
    rows = [
        (_name(work, each) if named else "", str(each.medicine.sachet), each.newest.dose,
         ", ".join(each.newest.hours.split()), "" if each.newest.to_day is None else dates.say_day(each.newest.to_day))
        for each in given.courses(work, work.same(file_id))
        if each.goes_on(work.now(), work.today())
    ]  # fmt: skip
    if not rows:
        return document.Paragraph(Words(N_("No medicine is being given.")))
    return document.Table(_TAKEN, tuple(rows))


_TAKEN: Final = (
    document.Column(Words(N_("Medicine")), 2.6),
    document.Column(Words(N_("Sachet")), 1.0),
    document.Column(Words(N_("How many")), 1.2),
    document.Column(Words(N_("At which hours")), 1.8),
    document.Column(Words(N_("Until")), 1.4),
)


def _name(work: Work, course: given.Course) -> document.Text:
    """The open name, or the words for every sachet."""
    return str(said.plain(work, course.medicine, "name") or "") or Words(N_("by the number on the sachet"))


def _may(work: Work, file_id: str, audience: Audience, level: Level, topic: Topic = Topic.HEALTH) -> bool:
    """Whether those for whom a paper is may have it: nobody withholds it, and there is a yes where one is needed.

    Whoever may print papers about health asks this of what they read, and needs no right to print a whole file.
    """
    told = {"audience": audience.value, "topic": topic.value, "level": level.value}
    return bool(work.ask("case_file.may_have", file_id=file_id, **told))


_BY_MOUTH: Final = Words(N_("the person who comes along tells it"))


@query(N_("Letter to a clinic"), needs="print", sensitive=True)
def referral_letter(work: Work, *, file_id: str) -> document.Document:
    """To the clinic of the last referral: who, why in open words, what to mind, what is given. Nothing of the case."""
    file = _file(work, file_id)
    child = children.child(work, file.id)
    told = _may(work, file.id, Audience.CLINIC, Level.C2)
    rows = [row for each in work.same(file.id) for row in work.standing(Referral, each)]
    row = max(rows, key=lambda each: each.sent_at, default=None)
    title = Words(N_("Letter to a clinic"))
    if row is None or not said.reads(work, Visit):
        nothing = document.Notice(Words(N_("Nobody was sent to a clinic yet.")))
        return paper.of_centre(work, title, (nothing,), audience=Audience.CLINIC, code=child.number)
    facts = [
        *_who(work, child, Audience.CLINIC),
        document.Fact(Words(N_("To")), said.cell(work, row, "to_whom")),
        document.Fact(Words(N_("Accompanied by")), said.cell(work, row, "accompanied_by")),
        document.Fact(Words(N_("Why")), said.cell(work, row, "why") if told and row.why else _BY_MOUTH),
        *(_minded(work, file.id) if told else ()),
    ]
    blocks: tuple[document.Block, ...] = (
        document.Facts(tuple(facts)),
        document.Heading(Words(N_("What is being given"))),
        _medicines(work, file.id, named=True) if told else document.Paragraph(_BY_MOUTH),
        document.Heading(Words(N_("What the clinic found and did"))),
        document.Box(Words(N_("Finding, treatment, to be seen again on")), 40.0),
        document.Signatures((document.Signature(Words(N_("The centre")), _HINT),
                             document.Signature(Words(N_("The clinic")), _HINT))),
    )  # fmt: skip
    return paper.of_centre(
        work, title, blocks, audience=Audience.CLINIC, code=child.number,
        subtitle=dates.say_day(work.day_of(row.sent_at)), after_use=Words(N_("Keep in a safe place")),
    )  # fmt: skip


@query(N_("Health card"), needs="print", sensitive=True)
def health_card(work: Work, *, file_id: str, audience: str = Audience.HOME.value) -> document.Document:
    """For who cares next: what to mind, what is given and when, when to be seen again. As much as they may have."""
    file, whom = _file(work, file_id), Audience(audience)
    child = children.child(work, file.id)
    title = Words(N_("Health card"))
    if not _may(work, file.id, whom, Level.C1):
        refused = document.Notice(Words(N_("Nothing of this child’s health is told to whom this is for.")))
        return paper.of_centre(work, title, (refused,), audience=whom, code=child.number)
    whole = _may(work, file.id, whom, Level.C2) and said.reads(work, Visit)
    facts = [
        *_who(work, child, whom), *_minded(work, file.id),
        *(_conditions(work, file.id) if whole and whom is Audience.RECEIVING_AGENCY else ()),
        *_to_be_seen(work, file.id),
    ]  # fmt: skip
    blocks: tuple[document.Block, ...] = (
        *(_CARRIED if whom is Audience.HOME else ()),
        document.Facts(tuple(facts)),
        document.Heading(Words(N_("What is being given"))),
        _medicines(work, file.id, named=whole),
        *(_vaccines(work, file.id) if whole else ()),
        *(_WHERE_TO_GO if whom is Audience.HOME else ()),
    )
    return paper.of_centre(
        work, title, blocks, audience=whom, code=child.number, subtitle=dates.say_day(work.today()),
        after_use=Words(N_("Keep in a safe place")),
    )  # fmt: skip


_CARRIED: Final = (document.Notice(Words(N_("This card belongs to the child. Show it to whoever treats the child."))),)
_WHERE_TO_GO: Final = (document.Box(Words(N_("What to watch for, and where to go then")), 30.0),)


def _conditions(work: Work, file_id: str) -> list[document.Fact]:
    rows = [row for each in work.same(file_id) for row in work.standing(Condition, each)]
    told = [said.cells(work, row, "kind", "words", "adapted") for row in rows]
    return [document.Fact(kind, words, adapted) for kind, words, adapted in told]


def _to_be_seen(work: Work, file_id: str) -> list[document.Fact]:
    due = views.dues_of(work, [file_id]).get(file_id)
    return [] if due is None else [document.Fact(Words(N_("To be seen again until")), dates.say_day(due))]


def _vaccines(work: Work, file_id: str) -> tuple[document.Block, ...]:
    """What was given against which illnesses: nobody after us has to ask, or to give it twice."""
    found = [row for each in work.same(file_id) for row in work.standing(Vaccination, each)]
    rows = tuple(said.cells(work, row, "on_day", "vaccines") for row in sorted(found, key=lambda row: row.on_day))
    heading = document.Heading(Words(N_("Vaccines given")))
    return (document.KeepTogether((heading, document.Table(_VACCINES, rows))),) if rows else ()


_VACCINES: Final = (document.Column(Words(N_("Day")), 1.4), document.Column(Words(N_("Vaccines")), 4.0))
