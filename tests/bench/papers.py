# ruff: noqa: E402  (the samples stand beside, not on the path)
"""How long papers take: two hundred case summaries against the same words put straight on a reportlab canvas."""

from __future__ import annotations

import dataclasses
import io
import pathlib
import statistics
import sys
import time

sys.path[:0] = [
    str(pathlib.Path(__file__).resolve().parents[2]),
    str(pathlib.Path(__file__).resolve().parents[1] / "reports"),
]

import samples
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from transit_desk import resources
from transit_desk.reports import pdf, typefaces
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
    return bytes(canvas.getpdfdata())


def main() -> None:
    """Measure in turn, in one run, and print the ratio."""
    documents = summaries()
    for name, file in (("Straight", "NotoSans-Regular.ttf"), ("Straight-Bold", "NotoSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(resources.place("fonts", file))))
    typefaces.weights()
    noted = Noted()
    for document in documents:
        pdf.Paper(document, Typesetter()).onto(noted)
    noted.pages.pop()
    pairs = []
    for _ in range(PAIRS):
        began = time.perf_counter()
        pdf.draw_many(documents)
        between = time.perf_counter()
        straight(noted.pages)
        pairs.append((between - began, time.perf_counter() - between))
    ratios = sorted(ours / floor for ours, floor in pairs)
    ours = statistics.median(pair[0] for pair in pairs)
    floor = statistics.median(pair[1] for pair in pairs)
    print(
        f"papers: {COUNT} summaries, {len(noted.pages)} pages: {ours * 1000:.0f} ms, canvas alone {floor * 1000:.0f} ms"
    )
    print(f"papers: ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}), target 2.00")
    began = time.perf_counter()
    for _ in range(10):
        pdf.draw(documents[0])
    print(f"papers: one summary {(time.perf_counter() - began) * 100:.0f} ms")
    began = time.perf_counter()
    pdf.draw_many([samples.ARABIC] * 1)
    print(f"papers: one in Arabic {(time.perf_counter() - began) * 1000:.0f} ms")
    began = time.perf_counter()
    pdf.draw_many([dataclasses.replace(samples.ARABIC, code=str(number)) for number in range(50)])
    print(f"papers: fifty in Arabic {(time.perf_counter() - began) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
