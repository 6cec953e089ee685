"""What is known of a child and by whom: the statement in use, the others beside it, the file's own fields."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Mapping
from typing import Any

from transit_desk import choices, said
from transit_desk.domain import claims, dates
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, Words
from transit_desk.module import FactLine, Facts, Verb
from transit_desk.services.case_file.records import (
    SEALED,
    SEALED_KINDS,
    CaseFile,
    Claim,
    Sealed,
    as_claims,
    sealed_of,
    words_of,
)
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import HIDDEN, Work


def said_of(work: Work, rows: list[Claim], what: str) -> Said | None:
    """The statement of one kind that is in use, as far as these eyes read it."""
    standing = ranked(rows, what)
    seen = words_of(work, standing[0][0]) if standing else None
    return seen if isinstance(seen, Said) else None


_SHORT = ("name_in_use", "name", "birth", "age", "place", "mother", "father")


def line_of(
    work: Work, what: str, row: Claim, *, chosen: bool, label: bool = True, disputed: Container[str] = ()
) -> FactLine:
    told, way = words_of(work, row), choices.say("claim_way", row.known_by)
    state, value = "hidden", ""
    if row.what == SEALED:
        sealed = sealed_of(work, row)
        if sealed is not None:
            state, value = sealed.words.answer.value, str(sealed.words.value or "")
    elif told is not HIDDEN:
        state, value = told.answer.value, str(told.value or "")
    return FactLine(
        choices.say("claim_kind", what) if label else "",
        value,
        choices.say("claim_source", row.said_by),
        Words(N_("{way}; does not fit what is in use"), {"way": way}) if row.id in disputed else way,
        str(dates.say_day(row.said_on)),
        state,
        chosen,
    )


def answer_of(line: FactLine) -> Said:
    """Why there is no value on a line, as an answer."""
    return Said(None, Answer(line.state))


def ranked(rows: list[Claim], what: str) -> list[tuple[Claim, bool]]:
    """The statements of one kind that stand, the one in use first; then the answers that gave nothing."""
    by_id = {row.id: row for row in rows}
    kin = claims.kin(what)
    told = claims.ranked(as_claims(rows, *kin))
    given = [(by_id[each.key], each is told[0]) for each in told if each.what == what]
    silent = [
        (row, not told)
        for row in rows
        if row.what == what and row.withdrawn_at is None and row.words_answer != Answer.GIVEN.value
    ]
    return given + silent[:1]


def _ranked_sealed(rows: list[Claim], opened: Mapping[str, Sealed], what: str) -> list[tuple[Claim, bool]]:
    """The same of what is sealed, as far as these eyes open it: for others there is none, since that tells as much."""
    of_kind = [row for row in rows if row.id in opened and opened[row.id].what == what]
    given = [row for row in of_kind if opened[row.id].words.answer is Answer.GIVEN]
    silent = [(row, not given) for row in of_kind if row not in given and row.withdrawn_at is None]
    return ranked(given, SEALED) + silent[:1]


def _disputed(rows: list[Claim]) -> frozenset[str]:
    """Which statements about the birth do not fit the one in use."""
    birth = claims.birth(as_claims(rows, *claims.BIRTH))
    return frozenset(each.key for each in birth.disputing) if birth is not None else frozenset()


def known_facts(work: Work, file: CaseFile, rows: list[Claim]) -> Facts:
    lines: list[FactLine] = []
    disputed = _disputed(rows)
    for what in _SHORT:
        standing = ranked(rows, what)
        for place, (row, chosen) in enumerate(standing[:2]):
            line = line_of(work, what, row, chosen=chosen, label=place == 0, disputed=disputed)
            lines.append(dataclasses.replace(line, others=len(standing) - 1 if place == 0 else 0))
    verb = Verb(N_("Add what was said"), "plus", page="case_file.claim", action="case_file.say",
                extra={"file_id": file.id})  # fmt: skip
    return Facts(N_("What is known, and who said it"), tuple(lines), verb, N_("Nothing was said yet."))


def all_claims(work: Work, file: CaseFile, rows: list[Claim]) -> Facts:
    sealed = {row.id: opened for row in rows if row.what == SEALED and (opened := sealed_of(work, row)) is not None}
    disputed = _disputed(rows)
    lines = [
        line_of(work, what, row, chosen=chosen, label=place == 0, disputed=disputed)
        for what in (choice.key for choice in choices.load("claim_kind"))
        for place, (row, chosen) in enumerate(
            _ranked_sealed(rows, sealed, what) if what in SEALED_KINDS else ranked(rows, what)
        )
    ]
    verb = Verb(N_("Add what was said"), "plus", page="case_file.claim", action="case_file.say",
                extra={"file_id": file.id})  # fmt: skip
    return Facts(N_("Everything that was said"), tuple(lines), verb, N_("Nothing was said yet."))


_OF_ONE_ARRIVAL = frozenset({"arrival_type", "needs_now"})


def answered(work: Work, file: CaseFile, name: str) -> Any:
    """A field of the file for these eyes; what was never asked under its number, as it was told under another.

    How a child came and what it needs at once are of one arrival, and are asked anew.
    """
    seen = work.see(file, name)
    if not isinstance(seen, Said) or seen.answer is not Answer.NOT_ASKED or name in _OF_ONE_ARRIVAL:
        return seen
    others = (work.see(work.get(CaseFile, each), name) for each in work.same(file.id) if each != file.id)
    return next((said for said in others if said.answer is not Answer.NOT_ASKED), seen)


def profile_facts(work: Work, file: CaseFile) -> Facts:
    described = fields_of(CaseFile)
    lines = []
    for name in ("languages", "needs_now", "arrival_type", "exit_type", "category", "certification"):
        field = described[name]
        seen = answered(work, file, name)
        if seen is HIDDEN:
            continue
        told = seen if isinstance(seen, Said) else Said(seen)
        lines.append(FactLine(Words(field.label), said.value(field, told.value), state=told.answer.value))
    verb = Verb(N_("Change"), "pencil", page="case_file.profile", action="case_file.change_file", key="Ctrl+E",
                extra={"file_id": file.id})  # fmt: skip
    return Facts(N_("The file"), tuple(lines), verb)
