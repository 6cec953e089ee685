"""How long papers take: two hundred case summaries against the same words put straight on a reportlab canvas."""

from __future__ import annotations

import dataclasses
import io
import statistics
import time
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.reports import samples
from transit_desk import resources
from transit_desk.reports import pdf
from transit_desk.reports.document import Document, Facts
from transit_desk.reports.layout import PAGE_HEIGHT
from transit_desk.reports.lines import Typesetter
from transit_desk.reports.marks import Mark, Ruled, Written
from transit_desk.reports.stream import Stream

COUNT, PAIRS = 200, 7

Placed = tuple[str, float, float, float, bool, float]  # words, x, y, size, bold, grey


def summaries() -> list[Document]:
    """Two hundred different children, so that nothing but the labels is met twice."""
    return [
        dataclasses.replace(
            samples.SUMMARY,
            code=f"TD-{number:06d}",
            blocks=tuple(
                Facts(
                    tuple(
                        dataclasses.replace(fact, value=f"{fact.value} {number * 7919 % 99991}") for fact in block.rows
                    )
                )
                if isinstance(block, Facts)
                else block
                for block in samples.SUMMARY.blocks
            ),
        )
        for number in range(COUNT)
    ]


class Noted(Stream):
    """Keeps what would be drawn, as strings with their places, for the canvas to draw the same."""

    def __init__(self) -> None:
        self.pages: list[tuple[list[Placed], list[Ruled]]] = [([], [])]

    def end_page(self) -> None:
        self.pages.append(([], []))

    def watermark(self, line: object) -> None:
        """Drawn by the canvas as one more string."""
        self.pages[-1][0].append(("DONNÉES FICTIVES", 100.0, 300.0, 60.0, True, 0.92))

    def put(self, mark: Mark, down: float) -> None:
        if isinstance(mark, Written):
            said = "".join(run.body for run in mark.line.runs)
            style = mark.line.style
            place = (said, mark.x, PAGE_HEIGHT - down - mark.down, style.size, style.bold, style.ink)
            self.pages[-1][0].append(place)
        elif isinstance(mark, Ruled):
            self.pages[-1][1].append(dataclasses.replace(mark, down=PAGE_HEIGHT - down - mark.down))


def straight(pages: list[tuple[list[Placed], list[Ruled]]]) -> bytes:
    """The floor: no layout at all, each string at a place known beforehand."""
    canvas = Canvas(io.BytesIO(), pagesize=A4, invariant=1)
    for words, rules in pages:
        for said, x, y, size, bold, ink in words:
            canvas.setFillGray(ink)
            canvas.setFont("Straight-Bold" if bold else "Straight", size)
            canvas.drawString(x, y, said)
        for rule in rules:
            canvas.setLineWidth(rule.thick)
            canvas.setStrokeGray(rule.ink)
            canvas.line(rule.x, rule.down, rule.x + rule.width, rule.down)
        canvas.showPage()
    return bytes(canvas.getpdfdata())  # type: ignore[no-untyped-call]


@pytest.mark.bench
def test_two_hundred_summaries_take_less_than_twice_the_canvas_alone() -> None:
    documents = summaries()
    for name, file in (("Straight", "NotoSans-Regular.ttf"), ("Straight-Bold", "NotoSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(resources.place("fonts", file))))
    noted = Noted()
    for document in documents:
        pdf.Paper(document, Typesetter()).onto(noted)
    noted.pages.pop()

    pairs = [(timed(lambda: pdf.draw_many(documents)), timed(lambda: straight(noted.pages))) for _ in range(PAIRS)]

    ratios = sorted(ours / floor for ours, floor in pairs)
    ours, floor = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
    print(f"\npapers: {COUNT} summaries, {len(noted.pages)} pages: {ours:.0f} ms, canvas alone {floor:.0f} ms")
    print(f"papers: ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}), target 2.00")
    print(f"papers: one summary {timed(lambda: pdf.draw(documents[0])) * 1000:.0f} ms")
    print(f"papers: one in Arabic {timed(lambda: pdf.draw(samples.ARABIC)) * 1000:.0f} ms")
    assert statistics.median(ratios) <= 2


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
