"""A paper as data: headings, facts, tables, promises, signatures; drawn elsewhere, compared as text."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterator

from transit_desk.domain.text import N_, Words
from transit_desk.reports.letterhead import Letterhead

Text = str | Words
"""Data stays `str` and is shown as it is; `Words` are spoken in the document's language when it is drawn."""

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})


class State(enum.Enum):
    """What became of a question put to a child; a paper never shows an empty place instead."""

    GIVEN = "given"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"
    WITHHELD = "withheld"


STATE_WORDS: dict[State, Words] = {
    State.UNKNOWN: Words(N_("does not know")),
    State.NOT_ASKED: Words(N_("not asked yet")),
    State.REFUSED: Words(N_("did not wish to answer")),
    State.WITHHELD: Words(N_("stays with the centre")),
}


class Align(enum.Enum):
    """Where a column's words stand; start and end follow the direction of the paper."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclasses.dataclass(frozen=True)
class Heading:
    """The title of a section, kept with what follows it."""

    text: Text


@dataclasses.dataclass(frozen=True)
class Paragraph:
    """Running words. `quiet` is smaller and muted, for a remark about the paper itself."""

    text: Text
    quiet: bool = False


@dataclasses.dataclass(frozen=True)
class Fact:
    """One answer: its label, its value, who said it; `state` says why there is no value."""

    label: Text
    value: Text = ""
    source: Text = ""
    state: State = State.GIVEN

    def said(self) -> str:
        """The value, or the words for its absence."""
        return str(self.value) if self.state is State.GIVEN else str(STATE_WORDS[self.state])


@dataclasses.dataclass(frozen=True)
class Facts:
    """Answers one below another."""

    rows: tuple[Fact, ...]


@dataclasses.dataclass(frozen=True)
class Column:
    """A column of a table; widths are shares of the whole."""

    heading: Text
    width: float = 1.0
    align: Align = Align.START


@dataclasses.dataclass(frozen=True)
class Table:
    """Rows under headings, which are repeated on each page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclasses.dataclass(frozen=True)
class Line:
    """A promise: when, what, and who will do it."""

    when: Text
    text: Text
    who: Text = ""


@dataclasses.dataclass(frozen=True)
class Lines:
    """Promises in the order of their dates."""

    lines: tuple[Line, ...]


@dataclasses.dataclass(frozen=True)
class Signature:
    """Who signs, and a hint below: a date, a place, who read the paper aloud."""

    who: Text
    hint: Text = ""


@dataclasses.dataclass(frozen=True)
class Signatures:
    """Boxes side by side, each wide enough for a signature or a thumbprint."""

    lines: tuple[Signature, ...]


@dataclasses.dataclass(frozen=True)
class Box:
    """An empty box to write in by hand; its height is in millimetres."""

    label: Text
    height: float = 12.0


@dataclasses.dataclass(frozen=True)
class Notice:
    """What must be read first, in a frame."""

    text: Text


@dataclasses.dataclass(frozen=True)
class Picture:
    """A photograph as JPEG bytes, at most so many millimetres high."""

    data: bytes = dataclasses.field(repr=False)
    height: float = 60.0


@dataclasses.dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclasses.dataclass(frozen=True)
class KeepTogether:
    """Blocks that stay on one page when they fit on one."""

    blocks: tuple[Block, ...]


Block = Heading | Paragraph | Facts | Table | Lines | Signatures | Box | Notice | Picture | PageBreak | KeepTogether


@dataclasses.dataclass(frozen=True)
class Copy:
    """Which copy this is: the second of three."""

    number: int
    total: int


AFTER_USE = Words(N_("Confidential – destroy after use"))


@dataclasses.dataclass(frozen=True)
class Document:
    """One paper. `made` and `expires` are dates as words: whoever writes the paper knows the calendar."""

    title: Text
    blocks: tuple[Block, ...]
    audience_line: Text
    code: str
    made: str
    made_by: str
    language: str
    subtitle: Text = ""
    copy: Copy | None = None
    expires: str | None = None
    fictional: bool = False
    letterhead: Letterhead | None = None
    after_use: Text = AFTER_USE

    @property
    def right_to_left(self) -> bool:
        """Whether labels stand at the right."""
        return self.language.replace("_", "-").split("-")[0].lower() in RIGHT_TO_LEFT


FICTIONAL = Words(N_("FICTIONAL DATA"))
PHOTOGRAPH = Words(N_("photograph"))
SIGN_HERE = Words(N_("signature or thumbprint"))


def foot(document: Document) -> tuple[str, ...]:
    """What stands at the foot of each page: code, when and by whom, which copy, until when, what to do after."""
    parts = [document.code, " · ".join(part for part in (document.made, document.made_by) if part)]
    if document.copy is not None:
        parts.append(
            str(Words(N_("copy {number} of {total}"), {"number": document.copy.number, "total": document.copy.total}))
        )
    if document.expires is not None:
        parts.append(str(Words(N_("valid until {day}"), {"day": document.expires})))
    parts.append(str(document.after_use))
    return (*(part for part in parts[:-1] if part), parts[-1])


def as_text(document: Document) -> str:
    """The whole paper as plain text, in the language of the moment, to be compared by a test or read by a person."""
    centre, address = document.letterhead.shown() if document.letterhead is not None else ("", ())
    head = (str(document.audience_line), centre, *address, str(document.title), str(document.subtitle))
    lines = [line for line in head if line]
    if document.fictional:
        lines.append(f"[{FICTIONAL}]")
    lines.extend(_texts(document.blocks))
    lines.extend(("", " | ".join(foot(document))))
    return "\n".join(lines) + "\n"


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from _text(block)


def _text(block: Block) -> Iterator[str]:  # one line for each kind of block
    match block:
        case Heading(text):
            yield from ("", f"# {text}")
        case Paragraph(text):
            yield str(text)
        case Facts(rows):
            for fact in rows:
                source = f"  ({fact.source})" if str(fact.source) else ""
                yield f"{fact.label}: {fact.said()}{source}"
        case Table(columns, rows):
            yield " | ".join(str(column.heading) for column in columns)
            for cells in rows:
                yield " | ".join(str(cell) for cell in cells)
        case Lines(lines):
            for line in lines:
                yield f"- {line.when}: {line.text}" + (f"  ({line.who})" if str(line.who) else "")
        case Signatures(signatures):
            for signature in signatures:
                hint = f", {signature.hint}" if str(signature.hint) else ""
                yield f"[{SIGN_HERE}: {signature.who}{hint}]"
        case Box(label):
            yield f"{label}: ______"
        case Notice(text):
            yield f"! {text}"
        case Picture():
            yield f"[{PHOTOGRAPH}]"
        case PageBreak():
            yield "----"
        case KeepTogether(inner):
            yield from _texts(inner)
