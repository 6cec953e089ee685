"""Three themes keep every pair of colours readable, and every icon is there to be drawn."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication

from transit_desk import resources
from ui import icons, theme

WORDS = [
    *[("text", ground) for ground in ("canvas", "surface", "side", "sunken", "hover", "field")],
    *[("muted", ground) for ground in ("canvas", "surface", "side", "sunken", "hover", "field")],
    ("muted", "soft"), ("text", "soft"), ("on_soft", "soft"), ("on_accent", "accent"), ("on_accent", "accent_hi"),
    ("accent", "canvas"), ("accent", "surface"), ("accent", "sunken"), ("accent", "hover"), ("accent", "soft"),
    ("ok", "surface"), ("ok", "ok_soft"), ("ok", "canvas"), ("warn", "surface"), ("warn", "canvas"),
    ("warn", "warn_soft"), ("text", "warn_soft"), ("stop", "surface"), ("stop", "canvas"), ("stop", "stop_soft"),
    ("idle", "idle_soft"), ("on_demo", "demo"), ("off_text", "off_bg"), ("on_soft", "soft"),
]  # fmt: skip
DRAWN = [
    *[("edge", ground) for ground in ("surface", "canvas", "field")],
    *[("focus", ground) for ground in ("surface", "canvas", "side", "field", "soft", "sunken")],
    ("accent2", "surface"), ("accent2", "idle_soft"), ("accent", "idle_soft"), ("warn", "idle_soft"),
]  # fmt: skip


def _light(colour: QColor) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of WCAG 2."""
    bright, dark = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", theme.NAMES)
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_are_readable_on_every_ground(name: str, ink: str, ground: str) -> None:
    """Words have at least 4.5 to 1."""
    look = theme.Theme(name)

    assert contrast(look.colour(ink), look.colour(ground)) >= 4.5


@pytest.mark.parametrize("name", theme.NAMES)
@pytest.mark.parametrize(("ink", "ground"), DRAWN)
def test_edges_and_rings_can_be_seen(name: str, ink: str, ground: str) -> None:
    """Lines that carry a meaning have at least 3 to 1."""
    look = theme.Theme(name)

    assert contrast(look.colour(ink), look.colour(ground)) >= 3


def test_every_theme_has_the_same_colours() -> None:
    """A painter may ask any theme for any colour."""
    colours = theme.tokens()["colour"]

    assert set(colours) == set(theme.NAMES)
    assert len({frozenset(each) for each in colours.values()}) == 1


@pytest.mark.parametrize("name", theme.NAMES)
@pytest.mark.parametrize("zoom", theme.ZOOMS)
def test_the_style_sheet_is_filled_in(name: str, zoom: float) -> None:
    """No mark of the template is left, in any theme at any size."""
    sheet = theme.Theme(name, zoom).sheet()

    assert "@" not in sheet.split("*/", 1)[1]
    assert f"{theme.Theme(name, zoom).px(34)}px" in sheet


def test_fonts_are_our_own(qapp: QApplication) -> None:
    """The program brings its letters: a laptop without Noto shows the same page."""
    families = theme.load_fonts()

    assert {"Noto Sans", "Noto Sans Arabic UI", "Noto Sans Mono"} <= set(families)
    assert QFontInfo(theme.Theme().font("body")).family() == "Noto Sans"


def test_lines_of_arabic_are_no_taller_than_others(qapp: QApplication) -> None:
    """The UI cut of the Arabic letters keeps rows at their height."""
    metrics = theme.Theme().metrics("body")

    assert metrics.boundingRect("أماني").height() <= theme.Theme().line("body") + 4


def test_the_text_grows_in_four_steps() -> None:
    """The smallest and the largest stay where they are."""
    assert theme.next_zoom(1.0, 1) == 1.15
    assert theme.next_zoom(1.5, 1) == 1.5
    assert theme.next_zoom(1.0, -1) == 1.0
    assert theme.Theme(zoom=1.5).px(20) == 30


@pytest.mark.parametrize("module", ["case_file", "arrivals", "interim_care", "handover", "office", "today"])
def test_every_module_has_its_icon(module: str) -> None:
    """Navigation asks for an icon by the module's own name."""
    assert module in icons.names()


def test_every_icon_is_drawn(qapp: QApplication) -> None:
    """No drawing is empty, and tinting follows the theme."""
    look = theme.Theme()
    for name in icons.names():
        picture = icons.pixmap(look, name, "accent", 24).toImage()
        inked = [
            picture.pixelColor(x, y) for x in range(24) for y in range(24) if picture.pixelColor(x, y).alpha() > 200
        ]

        assert inked, name
        assert any(_near(colour, look.colour("accent")) for colour in inked), name


def _near(one: QColor, other: QColor) -> bool:
    return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue()) < 12


def test_icons_that_point_turn_round_and_clocks_do_not(qapp: QApplication) -> None:
    """In Arabic "back" points to the right; noon stays noon."""
    look = theme.Theme()

    back = icons.pixmap(look, "back", "text", 24).toImage()
    turned = icons.pixmap(look, "back", "text", 24, rtl=True).toImage()
    clock = icons.pixmap(look, "clock", "text", 24).toImage()

    assert turned == back.flipped(Qt.Orientation.Horizontal)
    assert turned != back
    assert icons.pixmap(look, "clock", "text", 24, rtl=True).toImage() == clock


def test_icons_mirrored_in_arabic_exist() -> None:
    """A name in the list of mirrored icons that nobody drew would go unnoticed."""
    assert icons.names() >= icons.MIRRORED


def test_drawings_are_our_own_plain_svg() -> None:
    """One box of 24, no scripts, no references, no pictures inside."""
    for path in resources.place("icons").glob("*.svg"):
        drawing = path.read_text(encoding="utf-8")

        assert "<script" not in drawing
        assert "href" not in drawing
        assert 'viewBox="0 0 24 24"' in drawing or path.stem == "mark"


def test_the_first_theme_follows_the_machine_until_one_is_chosen() -> None:
    """What a person chose stands above what the system asks for."""
    assert theme.name_for(contrast_wanted=True, dark_wanted=True) == theme.HIGH_CONTRAST
    assert theme.name_for(contrast_wanted=False, dark_wanted=True) == theme.DARK
    assert theme.name_for(contrast_wanted=True, dark_wanted=False, chosen="light") == theme.LIGHT
