"""How things look: colours, type and measures of three themes, worn by the whole program at once."""

from __future__ import annotations

import functools
import re
import tomllib
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from transit_desk.domain.text import N_
from transit_desk.resources import place

LIGHT: Final = "light"
DARK: Final = "dark"
HIGH_CONTRAST: Final = "high_contrast"

NAMES: Final = {LIGHT: N_("Light"), DARK: N_("Dark"), HIGH_CONTRAST: N_("High contrast")}
ZOOMS: Final = (1.0, 1.15, 1.3, 1.5)

_MARK = re.compile(r"@(?P<colour>[a-z_0-9]+)|(?P<length>\d+)u\b|(?P<stroke>\d+)s\b")
_ONLY_STRONG = "/* --- high contrast only --- */"


@functools.cache
def tokens() -> dict[str, Any]:
    """The numbers and colours as they are written in resources/theme.toml."""
    return tomllib.loads(place("theme.toml").read_text(encoding="utf-8"))


@functools.cache
def load_fonts() -> tuple[str, ...]:
    """Give Qt our own fonts and answer the families it found; done once, after the application exists."""
    families: list[str] = []
    for path in sorted(place("fonts").glob("*.[to]tf")):
        found = QFontDatabase.addApplicationFont(str(path))
        if found >= 0:
            families += QFontDatabase.applicationFontFamilies(found)
    return tuple(dict.fromkeys(families))


class Theme:
    """One theme at one size of text. Fonts, colours and pens are made once: painters ask for them at every repaint."""

    def __init__(self, name: str = LIGHT, zoom: float = 1.0) -> None:
        self.name = name
        self.zoom = zoom
        colours: dict[str, str] = tokens()["colour"][name]
        self._colours = {token: QColor(value) for token, value in colours.items()}
        self._fonts: dict[str, QFont] = {}
        self._metrics: dict[str, QFontMetrics] = {}
        self._pens: dict[tuple[str, float], QPen] = {}

    @property
    def strong_lines(self) -> bool:
        """High contrast draws lines of two pixels and thicker icons."""
        return self.name == HIGH_CONTRAST

    @property
    def stroke(self) -> int:
        """The width of a border."""
        return 2 if self.strong_lines else 1

    @property
    def ring(self) -> int:
        """The width of the ring around what has the focus."""
        return 3 if self.strong_lines else 2

    def px(self, length: float) -> int:
        """A length of the drawing board at the chosen size of text."""
        return round(length * self.zoom)

    def height(self, part: str) -> int:
        """A height from the board: `height("button")`."""
        return self.px(tokens()["height"][part])

    def colour(self, token: str) -> QColor:
        """A colour by the name of its job: `colour("muted")`."""
        return self._colours[token]

    def hex(self, token: str) -> str:
        """The same colour as text, for icons and style sheets."""
        return self._colours[token].name()

    def font(self, role: str = "body") -> QFont:
        """The face of a role of text: number, title, section, strong, body, small, code, key."""
        font = self._fonts.get(role)
        if font is None:
            font = self._fonts[role] = self._make_font(tokens()["type"][role])
        return font

    def _make_font(self, kind: dict[str, Any]) -> QFont:
        meta = tokens()["meta"]
        families = [meta["base_font"], meta["arabic_font"], "Noto Sans Ethiopic"]
        font = QFont()
        font.setFamilies([meta["mono_font"], *families] if kind.get("mono") else families)
        font.setPixelSize(self.px(kind["px"]))
        font.setBold(kind["weight"] == "bold")
        font.setUnderline(bool(kind.get("underline")))
        return font

    def metrics(self, role: str = "body") -> QFontMetrics:
        """How wide words are in a role."""
        metrics = self._metrics.get(role)
        if metrics is None:
            metrics = self._metrics[role] = QFontMetrics(self.font(role))
        return metrics

    def width(self, words: str, role: str = "body") -> int:
        """How many pixels these words take."""
        return self.metrics(role).horizontalAdvance(words)

    def line(self, role: str = "body") -> int:
        """The height of one line of a role."""
        return self.px(tokens()["type"][role]["line"])

    def pen(self, token: str, width: float = 0) -> QPen:
        """A pen with round ends; without a width, that of a border."""
        key = (token, width)
        pen = self._pens.get(key)
        if pen is None:
            pen = QPen(self.colour(token), width or self.stroke)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            self._pens[key] = pen
        return pen

    def palette(self) -> QPalette:
        """Qt's own words for the same colours: what Fusion draws follows them."""
        role = QPalette.ColorRole
        pairs = {
            role.Window: "canvas", role.WindowText: "text", role.Base: "field", role.AlternateBase: "sunken",
            role.Text: "text", role.Button: "surface", role.ButtonText: "text", role.BrightText: "stop",
            role.ToolTipBase: "surface", role.ToolTipText: "text", role.PlaceholderText: "muted",
            role.Highlight: "soft", role.HighlightedText: "on_soft", role.Link: "accent", role.LinkVisited: "accent",
            role.Light: "surface", role.Midlight: "hover", role.Mid: "line", role.Dark: "edge", role.Shadow: "edge",
            role.Accent: "accent",
        }  # fmt: skip
        palette = QPalette()
        for part, token in pairs.items():
            palette.setColor(part, self.colour(token))
        for part in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
            palette.setColor(QPalette.ColorGroup.Disabled, part, self.colour("off_text"))
        palette.setColor(QPalette.ColorGroup.Disabled, role.Base, self.colour("off_bg"))
        return palette

    def sheet(self) -> str:
        """The style sheet with this theme's colours (@text), lengths (36u) and strokes (1s) filled in."""
        everyone, high_contrast = place("theme.qss").read_text(encoding="utf-8").split(_ONLY_STRONG)
        return _MARK.sub(self._fill, everyone + high_contrast if self.strong_lines else everyone)

    def _fill(self, mark: re.Match[str]) -> str:
        if mark["colour"]:
            return self.hex(mark["colour"])
        if mark["length"]:
            return f"{self.px(int(mark['length']))}px"
        return f"{int(mark['stroke']) * self.stroke}px"


_worn: list[Theme] = []  # the one the application wears; painters ask for it through of()


def of(_widget: QWidget | None = None) -> Theme:
    """The theme a widget is to be painted in."""
    if not _worn:
        _worn.append(Theme())
    return _worn[0]


def wear(app: QApplication, theme: Theme) -> None:
    """Dress the whole program. Widgets hear of it through QEvent.StyleChange and measure themselves again."""
    load_fonts()
    same = _worn and (_worn[0].name, _worn[0].zoom) == (theme.name, theme.zoom)
    if same and app.styleSheet():
        return  # dressing again visits every widget there is, those on their way out too
    _worn[:] = [theme]
    if not app.styleSheet():  # the first time; later the sheet alone changes, because each change visits every widget
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(theme.font("body"))
    app.setPalette(theme.palette())
    app.setStyleSheet(theme.sheet())


def name_for(contrast_wanted: bool, dark_wanted: bool, chosen: str = "") -> str:
    """The theme to begin with: the one chosen on this machine, else what the system asks for."""
    if chosen in NAMES:
        return chosen
    if contrast_wanted:
        return HIGH_CONTRAST
    return DARK if dark_wanted else LIGHT


def next_zoom(zoom: float, step: int) -> float:
    """The neighbouring size of text; the smallest and the largest stay where they are."""
    nearest = min(range(len(ZOOMS)), key=lambda place_: abs(ZOOMS[place_] - zoom))
    return ZOOMS[max(0, min(len(ZOOMS) - 1, nearest + step))]
