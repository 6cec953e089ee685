"""What is printed about ways in: the slip of a passphrase given for one time, and the two halves of the recovery sheet.

Neither is asked of the desk like other papers: what stands on them is known for a moment and kept nowhere.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from transit_desk.domain.text import N_, Words
from transit_desk.reports import document
from transit_desk.reports.letterhead import Letterhead


@dataclasses.dataclass(frozen=True)
class Made:
    """When a paper was made, by whom, in which language, and whether the centre is invented."""

    day: str
    by: str
    language: str
    fictional: bool = False


def slip(login: str, passphrase: str, until: str, made: Made) -> document.Document:
    """A user name and six words, for one person and one time. It names nobody and no place."""
    words = passphrase.split()
    columns = tuple(document.Column(str(number)) for number in range(1, len(words) + 1))
    blocks: tuple[document.Block, ...] = (
        document.Notice(
            Words(N_("This opens the desk once. Then a passphrase of your own is asked for, which nobody else knows."))
        ),
        document.Facts((document.Fact(Words(N_("User name")), login), document.Fact(Words(N_("Opens until")), until))),
        document.Heading(Words(N_("Passphrase for one time"))),
        document.Table(columns, (tuple(words),)),
        document.Paragraph(
            Words(
                N_("Type the words with one space between them. Tear this paper up when your own passphrase is kept.")
            )
        ),
    )
    return document.Document(
        Words(N_("Your way in")), blocks, Words(N_("From hand to hand, for one person only")), "", made.day, made.by,
        made.language, expires=until, fictional=made.fictional, letterhead=Letterhead("", neutral=True),
        after_use=Words(N_("Destroy after the first use")),
    )  # fmt: skip


def recovery_sheet(
    halves: tuple[str, str], centre: str, pair: str, made: Made
) -> tuple[document.Document, document.Document]:
    """Two papers for two envelopes; `pair` is the sign by which they are known to belong together."""
    return _half("A", "B", halves[0], centre, pair, made), _half("B", "A", halves[1], centre, pair, made)


def _half(name: str, other: str, half: str, centre: str, pair: str, made: Made) -> document.Document:
    groups = groups_of(half)
    columns = tuple(document.Column(str(number)) for number in range(1, len(groups) + 1))
    together = N_("Alone this half opens nothing. Together with half {other} it opens every file of the centre.")
    blocks: tuple[document.Block, ...] = (
        document.Notice(Words(together, {"other": other})),
        document.Heading(Words(N_("Half {letter}"), {"letter": name})),
        document.Table(columns, (tuple(groups),)),
        document.Heading(Words(N_("How it is kept"))),
        document.Paragraph(Words(N_("In a closed envelope, signed over the flap, outside the centre."))),
        document.Paragraph(
            Words(N_("Never in the same place and never with the same person as half {other}."), {"other": other})
        ),
        document.Box(Words(N_("Kept by, in which place"))),
        document.Heading(Words(N_("When every passphrase is lost"))),
        document.Paragraph(
            Words(N_("Open the program, choose “Passphrase forgotten?” and type both halves. Then print a new sheet."))
        ),
        document.Signatures((
            document.Signature(Words(N_("Who printed it"))), document.Signature(Words(N_("Who keeps this half"))),
        )),
    )  # fmt: skip
    return document.Document(
        Words(N_("Recovery sheet, half {letter}"), {"letter": name}), blocks,
        Words(N_("For whoever keeps this envelope")), pair, made.day, made.by, made.language,
        fictional=made.fictional, letterhead=Letterhead(centre),
        after_use=Words(N_("Destroy when a new sheet is printed")),
    )  # fmt: skip


def groups_of(half: str) -> Sequence[str]:
    """The groups of a half without the letter that names it."""
    groups = half.replace("-", " ").split()
    return groups[1:] if groups and len(groups[0]) == 1 else groups
