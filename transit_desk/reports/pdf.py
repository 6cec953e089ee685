"""Papers as PDF, in memory only: the same document gives the same bytes, and nothing in them but the paper."""

from __future__ import annotations

import contextlib
import gettext
import itertools
import threading
from collections.abc import Iterable, Iterator, Mapping

from transit_desk.domain.progress import Progress, quietly
from transit_desk.domain.text import N_, Words, speak
from transit_desk.reports import document as paper
from transit_desk.reports.layout import MARGIN, MUTED, PAGE_HEIGHT, SOURCE, WIDTH, Sheet
from transit_desk.reports.lines import Style, Typesetter
from transit_desk.reports.marks import RULE, Row, Ruled, Written, into_pages
from transit_desk.reports.stream import Stream, empty_file, finished

_drawing = threading.Lock()  # reportlab's faces keep a place in their file while they embed a subset

_TITLE = Style(18, bold=True)
_RUNNING = Style(9.5, bold=True)
_CENTRE = Style(10.5, bold=True)
_ADDRESS = Style(8.5, ink=MUTED)
_SUBTITLE = Style(9.5, ink=MUTED)
_WATERMARK_INK = 0.92

_BOTTOM = PAGE_HEIGHT - MARGIN - 30
_FIRST, _OTHERS = MARGIN + 12, MARGIN + 38

Catalogues = Mapping[str, gettext.NullTranslations]


def draw(document: paper.Document, catalogues: Catalogues | None = None) -> bytes:
    """One paper as PDF, spoken in its own language if its catalogue is given, else in that of the moment."""
    return draw_many((document,), catalogues)


def draw_many(
    documents: Iterable[paper.Document], catalogues: Catalogues | None = None, progress: Progress = quietly
) -> bytes:
    """Many papers in one file, each numbered from its own page one, with one set of typefaces."""
    every = list(documents)
    with _drawing:
        canvas = empty_file({document.language for document in every})
        typesetter = Typesetter()
        stream = Stream(canvas)
        for number, document in enumerate(every):
            progress(number, len(every), Words(N_("Drawing papers")))
            catalogue = (catalogues or {}).get(document.language)
            with speak(catalogue) if catalogue is not None else contextlib.nullcontext():
                Paper(document, typesetter).onto(stream)
        progress(len(every), len(every), Words(N_("Drawing papers")))
        return finished(canvas)


class Paper:
    """One document on its way to the stream."""

    def __init__(self, document: paper.Document, typesetter: Typesetter) -> None:
        self._document = document
        self._typesetter = typesetter
        self._sheet = Sheet(typesetter, right_to_left=document.right_to_left)

    def onto(self, stream: Stream) -> None:
        rows = [*self._head(), *self._sheet.rows(self._document.blocks)]
        pages = into_pages(rows, _FIRST, _OTHERS, _BOTTOM)
        running = self._running()
        foot = self._foot()
        for number, page in enumerate(pages, start=1):
            if self._document.fictional:
                stream.watermark(self._typesetter.line(paper.FICTIONAL, Style(60, bold=True, ink=_WATERMARK_INK)))
            for mark in itertools.chain(self._top(number, len(pages)), () if number == 1 else running):
                stream.put(mark, 0)
            for down, row in page.rows:
                for drawn in row.marks:
                    stream.put(drawn, down)
            for mark in foot:  # last, as it is read aloud
                stream.put(mark, 0)
            stream.end_page()

    def _top(self, number: int, total: int) -> list[Written]:
        """For whom the paper is, and which page this is."""
        count = Words(N_("page {number} / {total}"), {"number": number, "total": total})
        pages = self._sheet.fitted(count, SOURCE, WIDTH)
        audience = self._sheet.fitted(self._document.audience_line, SOURCE, WIDTH - pages.width - 12)
        return [
            self._sheet.written(audience, (0, WIDTH), MARGIN + 7),
            self._sheet.written(pages, (0, WIDTH), MARGIN + 7, paper.Align.END),
        ]

    def _head(self) -> Iterator[Row]:
        """Centre, title and subtitle over a strong rule."""
        centre, address = self._document.letterhead.shown() if self._document.letterhead is not None else ("", ())
        yield from self._lines(centre, _CENTRE, 15.0)
        for line in address:
            yield from self._lines(line, _ADDRESS, 11.5)
        yield Row(10, held=True)
        yield from self._lines(self._document.title, _TITLE, 23.0)
        yield Row(5, held=True)
        yield from self._lines(self._document.subtitle, _SUBTITLE, 14.0)
        yield Row(21, (Ruled(MARGIN, 11, WIDTH, thick=1.5 * RULE),))

    def _lines(self, text: paper.Text, style: Style, lead: float) -> Iterator[Row]:
        """Lines whose baseline is the foot of their row."""
        for line in self._sheet.lines(text, style, WIDTH) if str(text) else ():
            yield Row(lead, (self._sheet.written(line, (0, WIDTH), lead),), held=True)

    def _running(self) -> list[Written | Ruled]:
        """The title again on later pages, which may be found alone."""
        code = self._sheet.fitted(self._document.code, SOURCE, WIDTH / 2)
        title = self._sheet.fitted(self._document.title, _RUNNING, WIDTH - code.width - 12)
        return [
            self._sheet.written(title, (0, WIDTH), MARGIN + 22),
            self._sheet.written(code, (0, WIDTH), MARGIN + 22, paper.Align.END),
            Ruled(MARGIN, MARGIN + 28, WIDTH),
        ]

    def _foot(self) -> list[Written | Ruled]:
        """Code, time, initials, copy; and what becomes of the paper. On two lines when one is too short."""
        *facts, after = paper.foot(self._document)
        isolated = " · ".join(f"\u2068{fact}\u2069" if self._document.right_to_left else fact for fact in facts)
        own = Words("{facts}", {"facts": isolated})  # reads in the direction of the paper
        right = self._sheet.fitted(after, SOURCE, WIDTH)
        base = left_base = PAGE_HEIGHT - MARGIN - 3
        left = self._sheet.lines(own, SOURCE, WIDTH)[0]
        if left.width + right.width + 16 > WIDTH or len(self._sheet.lines(own, SOURCE, WIDTH)) > 1:
            left_base = base - 11
            left = self._sheet.fitted(own, SOURCE, WIDTH)
        return [
            Ruled(MARGIN, left_base - 12, WIDTH, ink=0.5),
            self._sheet.written(left, (0, WIDTH), left_base),
            self._sheet.written(right, (0, WIDTH), base, paper.Align.END),
        ]
