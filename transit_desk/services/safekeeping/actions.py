"""What can be done with what is kept: take in, give back, write off, correct; the attestation; handing over."""

from __future__ import annotations

import datetime

from transit_desk import paper as papers
from transit_desk.action import Undone, action
from transit_desk.domain import errors, fields, sense
from transit_desk.domain.text import N_
from transit_desk.services.safekeeping import rules, views
from transit_desk.services.safekeeping.records import HandingOver, KeptMove, KeptThing, Original
from transit_desk.storage.records import Record, asked_of, fields_of
from transit_desk.storage.work import Work

_UNDONE = "undone"
_GONE = fields.Field(
    fields.Choice("kept_gone", frozenset({"lost", "destroyed"})), N_("What happened"), required=True, name="way"
)


def _checked(kind: type[Record], given: dict[str, object]) -> dict[str, object]:
    return fields.check_all({name: field for name, field in fields_of(kind).items() if name in given}, given)


def _words(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _undo_take(work: Work, undone: Undone) -> None:
    thing = work.get(KeptThing, undone.result)
    rows = views.moves_of(work, thing.id)
    rules.untouched([views.as_move(row) for row in rows])
    for row in rows:
        work.withdraw(row, _UNDONE)
    work.withdraw(thing, _UNDONE)
    _unsay_attestation(work, thing)


def _undo_move(work: Work, undone: Undone) -> None:
    row = work.get(KeptMove, undone.result)
    thing = work.get(KeptThing, row.thing_id)
    rest = [views.as_move(each) for each in views.moves_of(work, thing.id) if each.id != row.id]
    if any(move.corrects == row.id for move in rest):
        raise errors.RuleBroken(N_("This line was corrected since, so it stays."))
    if any(balance < 0 for _day, balance in rules.balances(rest)):
        raise errors.RuleBroken(N_("More than that was given back already. Correct that line first."))
    work.withdraw(row, _UNDONE)
    _unsay_attestation(work, thing)


def _unsay_attestation(work: Work, thing: KeptThing) -> None:
    """The word about the original that came with a movement goes with it."""
    newest = views.original_of(work, thing.file_id) if thing.attestation else None
    if newest is not None:
        work.withdraw(newest, _UNDONE)


@action(N_("Take something in"), needs="take", undo=_undo_take)
def take_in(  # one line of the inventory, with who signed
    work: Work,
    *,
    file_id: str,
    kind: str,
    how_many: str,
    condition: str,
    place: str,
    words: str | None = None,
    currency: str | None = None,
    place_words: str | None = None,
    attestation: bool = False,
    on_day: datetime.date | None = None,
    witness: str | None = None,
    signed: str | None = None,
) -> str:
    """Keep something for a child, against signature. Returns the thing's identifier."""
    about = _checked(
        KeptThing,
        {"kind": kind, "words": words, "currency": currency, "condition": condition, "place": place,
         "place_words": place_words, "attestation": attestation},
    )  # fmt: skip
    moved = _checked(KeptMove, {"on_day": on_day or work.today(), "witness": witness, "signed": signed})
    sense.day_has_come(moved["on_day"], work.today(), "on_day")
    currency = _words(about["currency"])
    rules.money_has_currency(kind, currency)
    amount = rules.read_amount(how_many, rules.places_of(currency))
    in_safe = attestation and views.attestation_held(work, file_id)
    rules.one_attestation(attestation=attestation, kind=kind, amount=amount, held_already=in_safe)
    rules.somebody_saw(_words(moved["signed"]), witness)
    thing = work.add(KeptThing(file_id=file_id, **about))
    work.session.flush()
    work.add(
        KeptMove(
            file_id=file_id, thing_id=thing.id, way=rules.TAKEN, amount=amount, by_id=work.actor.worker_id, **moved
        )
    )
    if attestation:
        _say_where(work, file_id, rules.SAFE, moved["on_day"])
    return thing.id


@action(N_("Give something back"), needs="take", undo=_undo_move)
def give_back(
    work: Work,
    *,
    thing_id: str,
    how_many: str,
    to_whom: str,
    to_name: str | None = None,
    on_day: datetime.date | None = None,
    signed: str | None = None,
    witness: str | None = None,
) -> str:
    """Give back all of it or a part, never more than is here, against signature. Returns the line's identifier."""
    moved = _checked(
        KeptMove,
        {"on_day": on_day or work.today(), "witness": witness, "signed": signed, "to_whom": to_whom,
         "to_name": to_name},
    )  # fmt: skip
    rules.somebody_received(_words(moved["to_whom"]), to_name)
    rules.somebody_saw(_words(moved["signed"]), witness)
    thing = work.get(KeptThing, thing_id)
    line = _leave(work, thing, rules.GIVEN_BACK, how_many, moved)
    if thing.attestation:
        _say_where(work, thing.file_id, rules.holder_after(to_whom), moved["on_day"])
    return line


@action(N_("Write off what is no longer here"), needs="correct", undo=_undo_move)
def write_off(
    work: Work,
    *,
    thing_id: str,
    way: str,
    how_many: str,
    why: str,
    on_day: datetime.date | None = None,
    witness: str | None = None,
) -> str:
    """Something was lost, stolen or destroyed: how much, when, why. Returns the line's identifier."""
    sense.reason_given(why)
    chosen = _GONE.check(way)
    moved = _checked(KeptMove, {"on_day": on_day or work.today(), "witness": witness, "why": why})
    thing = work.get(KeptThing, thing_id)
    line = _leave(work, thing, str(chosen), how_many, moved)
    if thing.attestation:
        _say_where(work, thing.file_id, "destroyed" if way == "destroyed" else "unknown", moved["on_day"])
    return line


def _leave(work: Work, thing: KeptThing, way: str, how_many: str, moved: dict[str, object]) -> str:
    sense.day_has_come(moved["on_day"], work.today(), "on_day")
    places = rules.places_of(thing.currency)
    amount = rules.read_amount(how_many, places)
    day = moved["on_day"]
    if not isinstance(day, datetime.date):
        raise errors.RuleBroken(N_("Write a day, for example 14/09/2026."), "on_day")
    before = [views.as_move(row) for row in views.moves_of(work, thing.id)]
    rules.may_follow(before, rules.Move("", way, amount, day, work.now()), places)
    line = KeptMove(
        file_id=thing.file_id, thing_id=thing.id, way=way, amount=amount, by_id=work.actor.worker_id, **moved
    )
    return work.add(line).id


@action(N_("Correct a count"), needs="correct", undo=_undo_move)
def correct(work: Work, *, move_id: str, how_many: str, why: str) -> str:
    """Say what a line should have said; the line itself stays. Returns the correction's identifier."""
    sense.reason_given(why)
    row = work.get(KeptMove, move_id)
    if row.way == rules.CORRECTED or row.withdrawn_at is not None:
        raise errors.RuleBroken(N_("Correct the line itself, not its correction."), "how_many")
    thing = work.get(KeptThing, row.thing_id)
    places = rules.places_of(thing.currency)
    amount = rules.read_amount(how_many, places, least=0)
    if thing.attestation:
        raise errors.RuleBroken(N_("There is one attestation."), "how_many")
    before = [views.as_move(each) for each in views.moves_of(work, thing.id)]
    rules.may_follow(before, rules.Move("", rules.CORRECTED, amount, work.today(), work.now(), row.id), places)
    checked = _checked(KeptMove, {"why": why})
    line = KeptMove(
        file_id=row.file_id, thing_id=row.thing_id, way=rules.CORRECTED, amount=amount, on_day=work.today(),
        by_id=work.actor.worker_id, corrects_id=row.id, **checked,
    )  # fmt: skip
    return work.add(line).id


def _say_where(work: Work, file_id: str, holder: str, day: object) -> None:
    """A new word about where the original is."""
    work.add(Original(file_id=file_id, original_with=holder, since=day))


def _undo_tell(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(Original, undone.result), _UNDONE)


@action(N_("Say where the attestation is"), needs="attestation", undo=_undo_tell)
def tell_attestation(
    work: Work, *, file_id: str, original_with: str, since: datetime.date | None = None, remark: str | None = None
) -> str:
    """Keep the newest word about where the original is; earlier words stay. Returns its identifier."""
    checked = _checked(Original, {"original_with": original_with, "since": since or work.today(), "remark": remark})
    sense.day_has_come(checked["since"], work.today(), "since")
    rules.safe_is_true(original_with, held=views.attestation_held(work, file_id))
    return work.add(Original(file_id=file_id, **checked)).id


def _undo_hand_over(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(HandingOver, undone.result), _UNDONE)


@action(N_("Write down how the child was handed over"), needs="hand_over", undo=_undo_hand_over)
def hand_over(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Keep by whom, to whom and before whom a child was handed over, in what condition. Returns its identifier."""
    checked = fields.check_all(asked_of(HandingOver), values)
    sense.hour_has_come(checked["at"], work.now(), "at")
    return work.add(HandingOver(file_id=file_id, **checked)).id


@action(N_("A blank paper was printed or saved"), needs="print")
def note_paper(work: Work, *, paper: str, way: str) -> None:
    """Leave a line about a blank paper that left the screen."""
    papers.left(work, paper, way)
