"""What is signed: receipts and the handing-over record; none names a group, and none looks like an attestation.

A receipt may lie in a child's pocket: its head is neutral, and every paper on it is a *personal paper*, the attestation
like any other.
"""

from __future__ import annotations

from collections.abc import Sequence

from transit_desk import choices, paper
from transit_desk.action import query
from transit_desk.domain import dates, errors
from transit_desk.domain.text import N_, Words
from transit_desk.export.redaction import Audience
from transit_desk.reports import document
from transit_desk.services.safekeeping import rules, views
from transit_desk.services.safekeeping.records import HandingOver, KeptMove
from transit_desk.storage.records import Record, records
from transit_desk.storage.work import HIDDEN, Work

_PERSONAL = N_("Personal paper")
_COLUMNS = (
    document.Column(Words(N_("What")), 3.4),
    document.Column(Words(N_("How many")), 1.6, document.Align.END),
    document.Column(Words(N_("Condition")), 1.8),
)
_HINT = Words(N_("name, task, date"))


def _receipt(work: Work, file_id: str, way: str) -> tuple[list[tuple[views.Kept, KeptMove]], Record]:
    """The lines of the last day on which that happened, as they stand corrected."""
    file = work.get(records()["case_file"], work.stays(file_id))
    if not views.knows_things(work):
        raise errors.NotFound
    lines = [(each, row) for each in _kept(work, file) for row in each.rows if row.way == way]
    last = max((row.on_day for _each, row in lines), default=work.today())
    return [(each, row) for each, row in lines if row.on_day == last], file


def _kept(work: Work, file: Record) -> list[views.Kept]:
    return views.kept_for(work, work.same(file.id))


def _line(each: views.Kept, row: KeptMove) -> tuple[document.Text, ...]:
    thing = each.thing
    amount = next((move.amount for move in rules.effective(each.moves) if move.key == row.id), row.amount)
    paper = choices.load("kept_kind")[thing.kind].about.get("paper") is True
    what: document.Text = Words(_PERSONAL) if paper else views.say_thing(thing, attestation=False)
    return (what, rules.say_held(amount, thing.currency), choices.say("kept_condition", thing.condition))


_RECORD = Words(N_("Handing-over record"))


@query(N_("Receipt for what was taken in"), needs="print", sensitive=True)
def deposit_receipt(work: Work, *, file_id: str) -> document.Document:
    """What the centre took in on the last day it took anything, for two signatures."""
    lines, file = _receipt(work, file_id, rules.TAKEN)
    work.note("read", file, ("deposit_receipt",))
    words = N_("The centre keeps these things for you. They are yours: ask for them whenever you wish.")
    signs = (
        document.Signature(Words(N_("Whose things they are")), _HINT),
        document.Signature(Words(N_("Who takes them in")), _HINT),
    )
    return _signed_receipt(work, file, N_("Receipt for what was taken in"), lines, words, signs)


@query(N_("Receipt for what was given back"), needs="print", sensitive=True)
def return_receipt(work: Work, *, file_id: str) -> document.Document:
    """What the centre gave back on the last day it gave anything, for two signatures."""
    lines, file = _receipt(work, file_id, rules.GIVEN_BACK)
    work.note("read", file, ("return_receipt",))
    words = N_("These things were given back today, whole and in the number written here.")
    signs = (
        document.Signature(Words(N_("Who receives them")), _HINT),
        document.Signature(Words(N_("Who gives them back")), _HINT),
    )
    return _signed_receipt(work, file, N_("Receipt for what was given back"), lines, words, signs)


def _signed_receipt(
    work: Work,
    file: Record,
    title: str,
    lines: Sequence[tuple[views.Kept, KeptMove]],
    words: str,
    signs: tuple[document.Signature, ...],
) -> document.Document:
    day = lines[0][1].on_day if lines else work.today()
    blocks: tuple[document.Block, ...] = (
        document.Paragraph(Words(words)),
        document.Table(_COLUMNS, tuple(_line(each, row) for each, row in lines)),
        document.KeepTogether((document.Heading(Words(N_("Signatures"))), document.Signatures(signs))),
    )
    if not lines:
        blocks = (document.Notice(Words(N_("Nothing of this kind was written yet."))),)
    return paper.of_centre(
        work, Words(title), blocks, audience=Audience.FOSTER_FAMILY, code=_number(work, file),
        subtitle=dates.say_day(day), after_use=Words(N_("Keep in a safe place")),
    )  # fmt: skip


def _number(work: Work, file: Record) -> str:
    return str(work.see(file, "number"))


def _called(work: Work, file: Record) -> str:
    """The name in use for these eyes, or nothing."""
    person = work.get(records()["person"], str(work.see(file, "person_id")))
    return str(work.see(person, "name_in_use") or "")


@query(N_("Handing-over record"), needs="print", sensitive=True)
def handing_over_record(work: Work, *, file_id: str) -> document.Document:
    """By whom, to whom and before whom the child was handed over; four signatures. It stays in the centre."""
    file = work.get(records()["case_file"], work.stays(file_id))
    found = [row for each in work.same(file.id) for row in views.handed_over(work, each)]
    if not found:
        nothing = document.Notice(Words(N_("Nothing of this kind was written yet.")))
        return paper.of_centre(work, _RECORD, (nothing,), code=_number(work, file))
    row = max(found, key=lambda each: (each.at, each.made_at))
    work.note("read", row, ("handing_over_record",))
    facts = tuple(_facts(work, file, row))
    day = work.day_of(row.at)
    lines = [
        (each, move) for each in _kept(work, file) for move in each.rows
        if move.way == rules.TAKEN and move.on_day == day
    ]  # fmt: skip
    blocks: list[document.Block] = [document.Facts(facts), document.Heading(Words(N_("What the child had along")))]
    if lines:
        blocks.append(document.Table(_COLUMNS, tuple(_line(each, move) for each, move in lines)))
    else:
        blocks.append(document.Paragraph(Words(N_("Nothing was taken in on that day."))))
    blocks.append(_four())
    return paper.of_centre(work, _RECORD, tuple(blocks), code=_number(work, file), subtitle=dates.say_day(day))


def _facts(work: Work, file: Record, row: HandingOver) -> list[document.Fact]:
    told = [document.Fact(Words(N_("Child")), _called(work, file) or _number(work, file))]
    for name, label in (
        ("giver", N_("Who handed the child over")),
        ("receiver", N_("Who received the child")),
        ("witness", N_("Witness")),
        ("condition", N_("Condition of the child")),
    ):
        seen = work.see(row, name)
        if seen is HIDDEN:
            told.append(document.Fact(Words(label), "", "", document.State.WITHHELD))
        else:
            told.append(document.Fact(Words(label), str(seen) if seen else Words(N_("not written yet"))))
    if row.papers_came:
        came = choices.say("yes_no_unknown", row.papers_came)
        told.append(document.Fact(Words(N_("Papers came with the child")), came))
    return told


def _four() -> document.KeepTogether:
    """Giver, receiver, witness, child."""
    return document.KeepTogether(
        (
            document.Heading(Words(N_("Signatures"))),
            document.Signatures(
                (
                    document.Signature(Words(N_("Who hands the child over")), _HINT),
                    document.Signature(Words(N_("Who receives the child")), _HINT),
                )
            ),
            document.Signatures(
                (document.Signature(Words(N_("Witness")), _HINT), document.Signature(Words(N_("The child")), _HINT))
            ),
        )
    )


@query(N_("Handing-over record, blank"), needs="print")
def handing_over_blank(work: Work) -> document.Document:
    """The same record to be filled in by hand, where there is no power; what is typed later is written here first."""
    boxes = (
        (N_("Name in use"), 7.0),
        (N_("Day and hour"), 7.0),
        (N_("Who hands the child over: name, for whom (never the name of a group)"), 7.0),
        (N_("Condition of the child: what is seen, no story"), 11.0),
        (N_("Papers that came with the child: which, how many pages"), 7.0),
        (N_("What the child had along: what, how many, condition"), 16.0),
    )
    blocks: tuple[document.Block, ...] = (
        document.Notice(Words(N_("Do not write the name of a group, nor what the child did."))),
        *(document.Box(Words(label), height) for label, height in boxes),
        _four(),
    )
    return paper.of_centre(work, _RECORD, blocks)
