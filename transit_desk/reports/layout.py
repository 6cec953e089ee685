"""Blocks into rows: where labels, values, sources, boxes and rules stand on a sheet, mirrored for Arabic."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from transit_desk.reports import document as paper
from transit_desk.reports.lines import SetLine, Style, Typesetter
from transit_desk.reports.marks import RULE, Framed, Mark, Pictured, Row, Ruled, Stated, Written, jpeg_size

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
MARGIN = 15 * MM
WIDTH = PAGE_WIDTH - 2 * MARGIN

MUTED = 0.36  # dark enough for a third photocopy
QUIET_RULE = 0.5

BODY = Style(10.5)
STRONG = Style(10.5, bold=True)
ABSENT = Style(10.5, ink=MUTED)
LABEL = Style(9.5, ink=MUTED)
SOURCE = Style(8.5, ink=MUTED)
SECTION = Style(12, bold=True)
COLUMN = Style(9.5, bold=True)

LEAD = 15.0
BAR = 5.0
UNDER = 4.0  # between two facts
BASELINE = 11.2
LABEL_SHARE, SOURCE_SHARE, GUTTER = 0.27, 0.24, 10.0
PRINT_BOX = 24 * MM  # a thumb needs 20
TALL = 14  # lines of one cell up to which a row of a table stays whole


class Sheet:
    """Rows for one document, measured from its left margin; right to left is a mirror in one place, here."""

    def __init__(self, typesetter: Typesetter, *, right_to_left: bool) -> None:
        self._typesetter = typesetter
        self.right_to_left = right_to_left

    def lines(self, text: paper.Text, style: Style, width: float) -> list[SetLine]:
        return self._typesetter.lines(text, style, width, right_to_left=self.right_to_left)

    def some(self, text: paper.Text, style: Style, width: float, most: int = 6) -> list[SetLine]:
        """As many lines as a label may have; more end in an ellipsis that can be seen."""
        lines = self.lines(text, style, width)
        return lines if len(lines) <= most else [*lines[: most - 1], *self.lines("…", style, width)]

    def fitted(self, text: paper.Text, style: Style, width: float) -> SetLine:
        """One line, smaller if it must be; for the edges of the page, where there is room for one."""
        for part in (1.0, 0.9, 0.8, 0.7):
            lines = self.lines(text, dataclasses.replace(style, size=style.size * part), width)
            if len(lines) == 1:
                break
        return lines[0]

    def written(
        self, line: SetLine, box: tuple[float, float], down: float, align: paper.Align = paper.Align.START
    ) -> Written:
        """A line in a box (start, width), aligned in the direction of the paper."""
        start, width = box
        room = width - line.width
        along = {paper.Align.START: 0.0, paper.Align.MIDDLE: room / 2, paper.Align.END: room}[align]
        return Written(self.left(start + along, line.width), down, line)

    def left(self, start: float, width: float) -> float:
        """Where on the page something begins that is `start` away from the margin where reading begins."""
        if self.right_to_left:
            return PAGE_WIDTH - MARGIN - start - width
        return MARGIN + start

    def rows(self, blocks: tuple[paper.Block, ...]) -> list[Row]:
        """Everything between the title and the foot."""
        return self._rows(blocks, first=True)

    def _rows(self, blocks: tuple[paper.Block, ...], *, first: bool) -> list[Row]:
        rows: list[Row] = []
        for block in blocks:
            rows.extend(self._block(block, first=first))
            first = isinstance(
                block, paper.PageBreak | paper.Notice | paper.Table
            )  # these end with a line of their own
        return rows

    def _block(self, block: paper.Block, *, first: bool) -> list[Row]:
        match block:
            case paper.Heading(text):
                return list(self._heading(text, parted=first))
            case paper.Paragraph(text, quiet):
                return self._paragraph(text, LABEL if quiet else BODY)
            case paper.Facts(facts):
                return [row for fact in facts for row in self._fact(fact)]
            case paper.Lines(lines) if not any(str(line.when) or str(line.who) for line in lines):
                return [row for line in lines for row in self._paragraph(line.text, BODY)]
            case paper.Lines(lines):
                return [row for line in lines for row in self._fact(paper.Fact(line.when, line.text, line.who))]
            case paper.Table():
                return list(self._table(block))
            case paper.Signatures(signatures):
                return list(self._signatures(signatures))
            case paper.Box(label, height):
                return [self._box(label, height * MM)]
            case paper.Notice(text):
                return self._notice(text)
            case paper.Picture(data, height):
                return [self._picture(data, height * MM)]
            case paper.PageBreak():
                return [Row(0, ends_page=True)]
            case paper.KeepTogether(inner):
                rows = self._rows(inner, first=first)
                for row in rows[:-1]:
                    row.held = True
                return rows

    def _heading(self, text: paper.Text, *, parted: bool) -> Iterator[Row]:
        if parted:
            yield Row(4, gap=True, held=True)
        else:
            yield Row(19, (Ruled(MARGIN, 7, WIDTH, ink=QUIET_RULE),), gap=True, held=True)
        lines = self.lines(text, SECTION, WIDTH)
        for number, line in enumerate(lines):
            last = number == len(lines) - 1
            yield Row(21 if last else 16, (self.written(line, (0, WIDTH), 12),), held=True)

    def _paragraph(self, text: paper.Text, style: Style) -> list[Row]:
        lead = LEAD if style is BODY else 13.0
        lines = self.lines(text, style, WIDTH)
        rows = [Row(lead, (self.written(line, (0, WIDTH), BASELINE),)) for line in lines]
        return _unbroken(rows, 6)

    def _fact(self, fact: paper.Fact) -> list[Row]:
        """Label, value, source. A value without a source may use the whole width."""
        label = self.lines(fact.label, LABEL, WIDTH * LABEL_SHARE - GUTTER)
        start = WIDTH * LABEL_SHARE
        sourced = bool(str(fact.source))
        source_width = WIDTH * SOURCE_SHARE
        width = WIDTH - start - (source_width + GUTTER if sourced else 0)
        source = self.lines(fact.source, SOURCE, source_width) if sourced else []
        absent = fact.state is not paper.State.GIVEN
        inset = 12.0 if absent else 0.0
        value = self.lines(
            paper.STATE_WORDS[fact.state] if absent else fact.value, ABSENT if absent else BODY, width - inset
        )
        columns = (
            (label, (0.0, start), paper.Align.START),
            (value, (start + inset, width - inset), paper.Align.START),
            (source, (WIDTH - source_width, source_width), paper.Align.END),
        )
        rows = self._beside(columns)
        if absent:
            sign = Stated(self.left(start, 6.5), 4.4, 6.5, fact.state)
            rows[0].marks = (*rows[0].marks, sign)
        return _unbroken(rows, UNDER)

    def _beside(self, columns: tuple[tuple[list[SetLine], tuple[float, float], paper.Align], ...]) -> list[Row]:
        """Columns of lines side by side, one row for each line, so that a page may end within a very long value."""
        rows: list[Row] = []
        for number in range(max(len(lines) for lines, _, _ in columns)):
            marks: list[Mark] = [
                self.written(lines[number], box, BASELINE, align)
                for lines, box, align in columns
                if number < len(lines) and lines[number].runs
            ]
            rows.append(Row(LEAD, tuple(marks)))
        return rows

    def _table(self, table: paper.Table) -> Iterator[Row]:
        whole = sum(column.width for column in table.columns) or 1.0
        boxes: list[tuple[float, float]] = []
        start = 0.0
        for column in table.columns:
            width = WIDTH * column.width / whole
            boxes.append((start, width))
            start += width
        head = self._table_head(table, boxes)
        yield Row(4, gap=True, held=True)
        yield head
        every: list[list[Row]] = []
        for cells in table.rows:
            columns = tuple(
                (self.lines(cell, BODY, width - GUTTER), _inner(start, width, column.align), column.align)
                for cell, column, (start, width) in zip(cells, table.columns, boxes, strict=True)
            )
            rows = self._beside(columns)
            for row in rows:
                row.again = head
                row.held = len(rows) <= TALL
            rows[0].height += 3
            rows[0].marks = tuple(_lower(mark, 3) for mark in rows[0].marks)
            rows[-1].held = False
            rows[-1].marks = (*rows[-1].marks, Ruled(MARGIN, rows[-1].height + 3, WIDTH, ink=QUIET_RULE))
            rows[-1].height += 3 + RULE
            every.append(rows)
        for beside in (every[:1], every[-2:-1]):  # no row alone under the headings or at the top of a page
            for rows in beside:
                rows[-1].held = len(every) > 1 and len(rows) <= TALL
        for rows in every:
            yield from rows
        yield Row(10, gap=True)

    def _table_head(self, table: paper.Table, boxes: list[tuple[float, float]]) -> Row:
        heads = [
            self.some(column.heading, COLUMN, width - GUTTER)
            for column, (_, width) in zip(table.columns, boxes, strict=True)
        ]
        deepest = max((len(lines) for lines in heads), default=1)
        marks: list[Mark] = []
        for lines, column, (start, width) in zip(heads, table.columns, boxes, strict=True):
            for number, line in enumerate(lines):  # short headings stand on the rule, beside the longer ones
                down = BASELINE + (deepest - len(lines) + number) * 13
                marks.append(self.written(line, _inner(start, width, column.align), down, column.align))
        height = 2 + deepest * 13 + 4
        marks.append(Ruled(MARGIN, height, WIDTH))
        return Row(height + RULE, tuple(marks), held=True)

    def _signatures(self, signatures: tuple[paper.Signature, ...]) -> Iterator[Row]:
        """Two or three in a row, each with room for a thumb."""
        across = 2 if len(signatures) in {2, 4} else min(3, len(signatures)) or 1
        width = (WIDTH - GUTTER * (across - 1)) / across
        yield Row(8, gap=True, held=True)
        for first in range(0, len(signatures), across):
            beside = signatures[first : first + across]
            whos = [self.some(signature.who, COLUMN, width) for signature in beside]
            hints = [self.some(signature.hint, SOURCE, width) if str(signature.hint) else [] for signature in beside]
            above = max(len(lines) for lines in whos) * 13 + 4
            marks: list[Mark] = []
            for number, (who, hint) in enumerate(zip(whos, hints, strict=True)):
                box = (number * (width + GUTTER), width)
                marks.extend(self._signature(who, hint, box, above))
            below = max(len(lines) for lines in hints) * 12
            yield Row(above + PRINT_BOX + below + 12, tuple(marks))

    def _signature(
        self, who: list[SetLine], hint: list[SetLine], box: tuple[float, float], above: float
    ) -> Iterator[Mark]:
        start, width = box
        for number, line in enumerate(who):
            yield self.written(line, box, above - 6 - (len(who) - 1 - number) * 13)
        yield Framed(self.left(start, width), above, width, PRINT_BOX)
        here = self.lines(paper.SIGN_HERE, SOURCE, width - 12)[0]
        yield self.written(here, (start + 6, width - 12), above + PRINT_BOX - 6)
        for number, line in enumerate(hint):
            yield self.written(line, box, above + PRINT_BOX + 12 + number * 12)

    def _box(self, label: paper.Text, height: float) -> Row:
        lines = self.some(label, COLUMN, WIDTH)
        above = len(lines) * 13 + 3
        tallest = PAGE_HEIGHT - 2 * MARGIN - 110 - above
        height = min(height, tallest)
        marks: list[Mark] = [self.written(line, (0, WIDTH), 9.5 + number * 13) for number, line in enumerate(lines)]
        marks.append(Framed(MARGIN, above, WIDTH, height))
        return Row(above + height + 9, tuple(marks))

    def _picture(self, data: bytes, height: float) -> Row:
        across, tall = jpeg_size(data)
        width = height * across / tall
        if width > WIDTH / 2:
            width, height = WIDTH / 2, WIDTH / 2 * tall / across
        return Row(height + 12, (Pictured(self.left(0, width), 2, width, height, data),))

    def _notice(self, text: paper.Text) -> list[Row]:
        """A frame with a broad bar where reading begins: seen from afar, and on a grey copy."""
        lines = self.lines(text, STRONG, WIDTH - 30)
        rows: list[Row] = []
        for number, line in enumerate(lines):
            above = 6.0 if number == 0 else 0.0
            below = 5.0 if number == len(lines) - 1 else 0.0
            height = above + LEAD + below
            marks: list[Mark] = [
                Ruled(self.left(0, BAR), height / 2, BAR, thick=height),
                Ruled(self.left(WIDTH - RULE, RULE), height / 2, RULE, thick=height),
                self.written(line, (16, WIDTH - 30), above + BASELINE),
            ]
            marks.extend([Ruled(MARGIN, RULE / 2, WIDTH)] if above else [])
            marks.extend([Ruled(MARGIN, height - RULE / 2, WIDTH)] if below else [])
            rows.append(Row(height, tuple(marks), held=len(lines) <= TALL))
        rows[-1].height += 9
        rows[-1].held = False
        return rows


def _inner(start: float, width: float, align: paper.Align) -> tuple[float, float]:
    """The room for words in a column: a gutter parts it from the next, and what ends in the last reaches the margin."""
    if align is paper.Align.END and start and start + width > WIDTH - 1:
        return start + GUTTER, width - GUTTER
    return start, width - GUTTER


def _lower(mark: Mark, by: float) -> Mark:
    return Written(mark.x, mark.down + by, mark.line) if isinstance(mark, Written) else mark


def _unbroken(rows: list[Row], after: float) -> list[Row]:
    """No single line alone at the end or the beginning of a page; a gap after the last."""
    if len(rows) > 1:
        rows[0].held = True
        rows[-2].held = True
    rows[-1].height += after
    return rows
