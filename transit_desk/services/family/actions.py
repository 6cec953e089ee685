"""What can be done with a family: write a relative, a girl's own child, a bond, whom not to contact; take back."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy

from transit_desk import forms
from transit_desk.action import Undone, action
from transit_desk.domain import errors, fields, mothers, sense
from transit_desk.domain.fields import Said
from transit_desk.domain.text import N_
from transit_desk.services.family import rules
from transit_desk.services.family.records import KINDS, Bond, Fear, NoContact, OwnChild, Relative
from transit_desk.services.family.views import kin
from transit_desk.storage import corrections
from transit_desk.storage.records import Record, asked_of, fields_of, records
from transit_desk.storage.work import Work


def _file(work: Work, file_id: str) -> Any:
    """A case file, by the name of its table and through the same sight."""
    return work.get(records()["case_file"], file_id)


def _person(work: Work, file: Any) -> Any:
    return work.get(records()["person"], work.stays(file.person_id))


def _mother_fits(work: Work, mother: Any, child: Any, field: str) -> None:
    """What is written of both lets her be the mother, and no other is; files that were joined are one child."""
    mothers.refuse(_person(work, mother), _person(work, child), int(work.setting(mothers.YEARS)), field)
    rules.new_mother(work.stays(mother.id), work.stays(child.id), kin.mothers_of(work))


def _undo(work: Work, undone: Undone) -> None:
    record = corrections.find(work, KINDS, undone.result)
    _withdraw(work, record, "undone")
    _told_anew(work, record)


def _told_anew(work: Work, record: Record) -> None:
    """By its parents a child is recognised, whatever it is called now."""
    if isinstance(record, Relative) and record.relation in {"mother", "father"}:
        work.session.flush()
        work.do("case_file.recognise", file_id=record.file_id)


# -- relatives


def _of_relative(work: Work, values: dict[str, object]) -> dict[str, Any]:
    checked = fields.check_asked(asked_of(Relative), values)
    sense.day_has_come(checked["said_on"], work.today(), "said_on")
    return {**checked, "ask_first": rules.asks_first(checked["wish"], checked["safe"])}


@action(N_("Write down a relative"), needs="write", undo=_undo)
def add_relative(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Keep what was told of somebody of the family, and by whom; everything else may stay unasked."""
    _file(work, file_id)
    relative = Relative(file_id=file_id)
    work.put(relative, _of_relative(work, values))
    work.add(relative)
    _told_anew(work, relative)
    return relative.id


@action(N_("Correct what was written"), needs="write", undo=_undo)
def correct(work: Work, *, record_id: str, values: dict[str, object]) -> str:
    """A new statement about a relative, or about whom not to contact, in place of one that holds no longer.

    What stood there stays to be read, with the reason; only the fields given are changed.
    """
    old, whole, because = forms.corrected(work, (Relative, NoContact), record_id, values)
    checked = _of_relative(work, whole) if isinstance(old, Relative) else _of_contact(work, whole)
    new = corrections.correct(work, old, checked, because)
    for each in (old, new):
        _told_anew(work, each)
    return new.id


# -- own children

_OF_HERS: Final = "family"  # what a girl tells of her own child is told of that child by the family


@action(N_("Write down a girl's own child"), needs="write")
def add_own_child(  # the child is a person with a file of its own; everything but the sex may be missing
    work: Work,
    *,
    file_id: str,
    sex: str,
    name: Said | str | None = None,
    age: Said | str | None = None,
    present: Said | str | None = None,
    registration: Said | str | None = None,
    father: str | None = None,
) -> str:
    """Open a small file for the child of a girl, bound to hers; a child who is here is admitted with her."""
    mother = _file(work, file_id)
    person = _person(work, mother)
    rules.is_a_girl(person.sex)
    checked = fields.check_all(
        {name: fields_of(OwnChild)[name] for name in ("present", "registration", "father")},
        {"present": present, "registration": registration, "father": father},
    )
    here = isinstance(checked["present"], Said) and checked["present"].value == "yes"
    track = mother.care_track if here else "unknown"
    child_id = str(
        work.do(
            "case_file.open_case", sex=sex, care_track=track, name=name, age=age, said_by=_OF_HERS,
            worker_id=mother.worker_id, accompanies_id=mother.id,
        )
    )  # fmt: skip
    work.session.flush()
    if here and track == "resident":
        work.do("case_file.admit", file_id=child_id, began_on=work.today())
    _bind(work, file_id, child_id, rules.MOTHER_OF, _OF_HERS)
    child = OwnChild(file_id=file_id, child_file_id=child_id)
    work.put(child, checked)
    return work.add(child).id


@action(N_("Change what is known of a girl's own child"), needs="write")
def change_own_child(
    work: Work, *, record_id: str, present: Said | str | None = None, registration: Said | str | None = None
) -> None:
    """Whether the child is here, and whether its birth is registered; the rest stands in its own file."""
    child = work.get(OwnChild, record_id)
    corrections.must_stand(child)
    checked = fields.check_all(
        {name: fields_of(OwnChild)[name] for name in ("present", "registration")},
        {"present": present, "registration": registration},
    )
    work.put(child, checked)


@action(N_("Complete what is known of a girl's own child"), needs="write")
def complete_own_child(
    work: Work, *, record_id: str, present: Said | str | None = None, registration: Said | str | None = None
) -> str:
    """A child who came beside a girl, or is written down as hers, already has a file: it becomes her own child."""
    child_file = _file(work, record_id)
    written = kin.mothers_of(work).get(work.stays(record_id), set())
    mother_id = next(iter(written), child_file.accompanies_id)
    if mother_id is None:
        raise errors.RuleBroken(N_("This child came alone."))
    mother = _file(work, work.stays(mother_id))
    _mother_fits(work, mother, child_file, "present")
    checked = fields.check_all(
        {name: fields_of(OwnChild)[name] for name in ("present", "registration")},
        {"present": present, "registration": registration},
    )
    if not written:
        _bind(work, mother.id, record_id, rules.MOTHER_OF, _OF_HERS)
    own = OwnChild(file_id=mother.id, child_file_id=record_id)
    work.put(own, checked)
    return work.add(own).id


# -- bonds and fear


def _between(work: Work, kind: type[Bond | Fear], one: str, other: str) -> list[Any]:
    """What stands between two children, under whichever of their numbers it was written."""
    sides = kind.file_id.in_(work.same(one)), kind.other_id.in_(work.same(other))
    return list(work.all(sqlalchemy.select(kind).where(*sides, kind.withdrawn_at.is_(None))))


def _bind(work: Work, one: str, other: str, what: str, said_by: str) -> Bond:
    rules.new_bond(what, [bond.what for bond in _between(work, Bond, one, other)])
    together = what == rules.SIBLING
    work.add(Bond(file_id=other, other_id=one, what=rules.other_way(what), together=together, said_by=said_by))
    return work.add(Bond(file_id=one, other_id=other, what=what, together=together, said_by=said_by))


@action(N_("Write down a bond between two children"), needs="write", undo=_undo)
def add_bond(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Two children who belong together: it is written in both files at once."""
    checked = fields.check_asked(asked_of(Bond), values)
    what, other = str(checked["what"]), str(checked["other_id"])
    rules.two_children(work.stays(file_id), work.stays(other), what)
    one_file, other_file = _file(work, file_id), _file(work, other)
    pair = {rules.MOTHER_OF: (one_file, other_file), rules.CHILD_OF: (other_file, one_file)}.get(what)
    if pair is not None:
        _mother_fits(work, *pair, "what")
    return _bind(work, file_id, other, what, str(checked["said_by"])).id


_MIRRORED = {"fear_of": "feared_by", "feared_by": "fear_of"}


@action(N_("Keep two children apart"), needs="write", undo=_undo)
def keep_apart(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Fear or conflict: what it is stays sealed, that these two are kept apart is seen by whoever gives beds."""
    checked = fields.check_asked(asked_of(Fear), values)
    other, what = str(checked["other_id"]), str(checked["what"])
    rules.two_children(work.stays(file_id), work.stays(other), what)
    _file(work, file_id), _file(work, other)
    if _between(work, Fear, file_id, other):
        raise errors.RuleBroken(N_("This is already written here."), "other_id")
    for one, two, told in ((other, file_id, _MIRRORED.get(what, what)), (file_id, other, what)):
        fear = Fear(file_id=one, other_id=two, apart=True)
        words = checked["words"] if one == file_id else None
        work.put(fear, {"what": told, "words": words, "said_by": checked["said_by"]})
        work.add(fear)
    return fear.id


# -- whom not to contact


def _of_contact(work: Work, values: dict[str, object]) -> dict[str, Any]:
    checked = fields.check_asked(asked_of(NoContact), values)
    sense.day_has_come(checked["since"], work.today(), "since")
    return {**checked, "ask_first": True}


@action(N_("Say who must not be contacted"), needs="write", undo=_undo)
def forbid_contact(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Everybody who opens the file is told to ask first; who it is and why stay sealed."""
    _file(work, file_id)
    record = NoContact(file_id=file_id)
    work.put(record, _of_contact(work, values))
    return work.add(record).id


# -- taking back


def _sees(work: Work, file_id: str) -> bool:
    kind: Any = records()["case_file"]
    return work.first(sqlalchemy.select(kind).where(kind.id == file_id)) is not None


def _withdraw(work: Work, record: Record, why: str) -> None:
    """Take out of use; a bond goes from both files at once, so nobody takes it from one alone.

    That she is the mother, and what is known of her own child, are one thing: they go together.
    """
    with_it: list[Any] = []
    if isinstance(record, OwnChild):
        bonds = _between(work, Bond, record.file_id, record.child_file_id)
        with_it = [bond for bond in bonds if bond.what == rules.MOTHER_OF]
    if isinstance(record, (Bond, Fear)):
        if not _sees(work, record.other_id):
            raise errors.RuleBroken(N_("The other child's file is not in your hands. Ask the supervisor."))
        there = _between(work, type(record), record.file_id, record.other_id)
        back = _between(work, type(record), record.other_id, record.file_id)
        with_it = [*there, *back] if isinstance(record, Fear) else _as_one(work, record, there, back)
    corrections.take_back(work, record, why)
    for each in with_it:
        if each.withdrawn_at is None:
            _withdraw(work, each, why)


def _as_one(work: Work, record: Bond, there: list[Bond], back: list[Bond]) -> list[Any]:
    """The same bond in both files, under each of their numbers, and the own child it speaks of."""
    alike: list[Any] = [bond for bond in there if bond.what == record.what]
    alike += [bond for bond in back if bond.what == rules.other_way(record.what)]
    if record.what == rules.MOTHER_OF:
        mother, child = work.same(record.file_id), work.same(record.other_id)
        of_hers = OwnChild.file_id.in_(mother), OwnChild.child_file_id.in_(child)
        alike += work.all(sqlalchemy.select(OwnChild).where(*of_hers, OwnChild.withdrawn_at.is_(None)))
    return alike


@action(N_("Take this back"), needs="write")
def take_back(work: Work, *, record_id: str, why: str) -> None:
    """Take out of use what was written by mistake or holds no longer; it stays in the trail, with the reason."""
    sense.reason_given(why)
    record = corrections.find(work, KINDS, record_id)
    corrections.must_stand(record)
    _withdraw(work, record, why)
    _told_anew(work, record)
