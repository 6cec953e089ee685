"""What is printed of a group arrival: the register, which stays in the house and names no group and no place."""

from __future__ import annotations

from transit_desk import choices, paper
from transit_desk.action import query
from transit_desk.domain import dates, names
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, Words
from transit_desk.reports import document
from transit_desk.services.arrivals import rules
from transit_desk.services.arrivals.records import EventRow, ReleaseEvent, grid
from transit_desk.storage.work import HIDDEN, Work

_COLUMNS = (
    document.Column(Words(N_("No.")), 0.5, document.Align.END),
    document.Column(Words(N_("Number")), 1.95),
    document.Column(Words(N_("Name in use")), 1.95),
    document.Column(Words(N_("Sex")), 0.75),
    document.Column(Words(N_("Age")), 1.2),
    document.Column(Words(N_("Village")), 1.55),
    document.Column(Words(N_("Where to")), 2.1),
    document.Column(Words(N_("Signature or thumbprint")), 1.5),
)


@query(N_("Arrival register"), needs="print", sensitive=True)
def arrival_register(work: Work, *, event_id: str) -> document.Document:
    """The list of an event to sign, with the count in words; babies below, counted beside."""
    event = work.get(ReleaseEvent, event_id)
    rows = grid.rows_of(work, event.id)
    returns = grid.returns_of(work, event.id)
    told = grid.facts(work, rows, returns)
    numbers = grid.numbers_of(work, rows)
    work.note("read", event, ("arrival_register",))
    seen = [(fact, row) for fact, row in zip(told, rows, strict=True) if not fact.baby]
    babies = [(fact, row) for fact, row in zip(told, rows, strict=True) if fact.baby]
    blocks: list[document.Block] = [
        document.Table(_COLUMNS, tuple(_line(work, row, str(fact.place), numbers) for fact, row in seen))
    ]
    if babies:
        blocks.append(document.Heading(Words(N_("Babies, counted beside"))))
        blocks.append(document.Table(_COLUMNS, tuple(_line(work, row, "", numbers) for _fact, row in babies)))
    counted = rules.sums(told, event.announced, event.not_shown)
    blocks.append(document.KeepTogether(_end(event, counted, whole=grid.see_whole(event, rows))))
    return paper.of_centre(
        work, Words(N_("Arrival register")), tuple(blocks), code=event.id[-6:].upper(),
        subtitle=Words(N_("Group arrival of {day}"), {"day": dates.say_day(event.day)}),
    )  # fmt: skip


def _line(work: Work, row: EventRow, place: str, numbers: dict[str, str]) -> tuple[document.Text, ...]:
    number = numbers.get(row.file_id, "")
    return (
        place,
        names.isolated_code(number),
        _cell(work, row, "name_typed"),
        choices.say("sex_short", row.sex),
        _cell(work, row, "age_typed"),
        _cell(work, row, "village_typed"),
        choices.say("disposition", row.disposition) if row.disposition else Words(N_("not written yet")),
        "",
    )


def _cell(work: Work, row: EventRow, name: str) -> document.Text:
    said = work.see(row, name)
    if said is HIDDEN or not isinstance(said, Said):
        return "…"
    if said.answer is not Answer.GIVEN:
        return document.STATE_WORDS[document.State[said.answer.name]]
    return names.isolated_name(str(said.value))


def _end(event: ReleaseEvent, counted: rules.Sums, *, whole: bool) -> tuple[document.Block, ...]:
    """The sums in words, and who signs."""
    blocks: list[document.Block] = [document.Heading(Words(N_("The count")))]
    if not whole:
        blocks.append(document.Notice(Words(N_("This list is not whole: some files are not yours to see."))))
    blocks.append(document.Paragraph(counted.announced_spoken()))
    blocks.append(document.Paragraph(counted.spoken()))
    sexes = Words(
        N_("girls: {girls}, boys: {boys}, not written: {unknown}; babies beside: {babies}"),
        {"girls": counted.girls, "boys": counted.boys, "unknown": counted.sex_unknown, "babies": counted.babies},
    )
    blocks.append(document.Paragraph(sexes))
    if event.girls_asked is not None:
        asked = Words(N_("Girls: {answer}"), {"answer": choices.say("girls_asked", event.girls_asked)})
        blocks.append(document.Paragraph(asked))
    blocks.append(
        document.Signatures(
            (
                document.Signature(Words(N_("For the centre")), Words(N_("name, date"))),
                document.Signature(Words(N_("For the one who brought the children")), Words(N_("name, date"))),
            )
        )
    )
    return tuple(blocks)
