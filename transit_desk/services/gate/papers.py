"""The gate's card: what to say in four languages, whom to call; it names no child and no bed."""

from __future__ import annotations

from typing import Final

from transit_desk import choices, paper
from transit_desk.action import query
from transit_desk.domain.text import N_, Words
from transit_desk.reports import document
from transit_desk.storage.work import Work

_SPOKEN: Final = (("fr", "Français"), ("sw", "Kiswahili"), ("en", "English"), ("ar", "العربية"))
_TO_CALL: Final = (N_("Supervisor"), N_("Director"), N_("Focal point for safeguarding"), N_("Lawyer, or the court"))
_BY_HAND: Final = "…" * 9


@query(N_("The gate’s card"), needs="log")
def card(work: Work) -> document.Document:
    """To hang inside, where outsiders do not read it."""
    blocks: list[document.Block] = [
        document.Notice(Words(N_("For a name: call the supervisor. Never say whose child is here, nor that none is."))),
        document.KeepTogether((document.Heading(Words(N_("Whom to call"))), *_numbers(work))),
    ]
    blocks.append(_to_say())
    return paper.of_centre(work, Words(N_("The gate’s card")), tuple(blocks))


def _to_say() -> document.Table:
    """The languages side by side, so that the card is one page to hang up."""
    columns = tuple(document.Column(own_name, 1.0) for _language, own_name in _SPOKEN)
    rows = tuple(
        tuple(each.label(language) for language, _own in _SPOKEN) for each in choices.load("gate_card").offered
    )
    return document.Table(columns, rows)


def _numbers(work: Work) -> tuple[document.Block, ...]:
    """The numbers the office keeps, one line each; else room to write them by hand."""
    told = [line.strip() for line in str(work.setting("gate.telephones")).splitlines() if line.strip()]
    if told:
        return tuple(document.Paragraph(line) for line in told)
    columns = tuple(document.Column(Words(who), 1.0) for who in _TO_CALL)
    return (document.Table(columns, (tuple(_BY_HAND for _who in _TO_CALL),)),)
