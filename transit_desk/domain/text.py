"""Words: marked where they are declared, spoken where they are shown.

The core never keeps or raises a finished sentence. It keeps `Words` (a marked sentence and its values), and whoever
shows them speaks them in the language of the moment. The language is a context variable, so that a paper can be drawn
in one language while the screen speaks another.
"""

from __future__ import annotations

import contextlib
import contextvars
import dataclasses
import gettext
from collections.abc import Iterable, Iterator, Mapping

_default: list[gettext.NullTranslations] = [gettext.NullTranslations()]  # set once, when the program opens
_spoken: contextvars.ContextVar[gettext.NullTranslations | None] = contextvars.ContextVar("spoken", default=None)


def N_(message: str) -> str:  # noqa: N802  (gettext's own name for a mark)
    """Mark a sentence for translation where it is declared; it is spoken later."""
    return message


@dataclasses.dataclass(frozen=True)
class Words:
    """A marked sentence with the values that go into it: `Words(N_("Only {left} left."), {"left": 0})`.

    `plural` and `count` choose between two forms. Values that are themselves `Words` are spoken too.
    """

    message: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)
    plural: str | None = None
    count: int = 0

    def of(self, count: int) -> Words:
        """The same for so many, who stand in its {count}: where both forms are written before anybody counts."""
        return dataclasses.replace(self, values={**self.values, "count": count}, count=count)

    def __str__(self) -> str:
        """Speak in the language of the moment."""
        catalogue = _catalogue()
        if self.plural is None:
            template = catalogue.gettext(self.message) if self.message else ""
        else:
            template = catalogue.ngettext(self.message, self.plural, self.count)
        if not self.values:
            return template
        return template.format_map({name: _say(value) for name, value in self.values.items()})


@dataclasses.dataclass(frozen=True, init=False)
class Joined(Words):
    """Words one after another, with commas or whatever else stands between; what is empty falls out."""

    parts: tuple[str | Words, ...] = ()
    between: str = ", "

    def __init__(self, parts: Iterable[str | Words], between: str = ", ") -> None:
        super().__init__("")
        object.__setattr__(self, "parts", tuple(parts))
        object.__setattr__(self, "between", between)

    def __str__(self) -> str:
        return self.between.join(words for part in self.parts if (words := str(part)))


def _say(value: object) -> object:
    return str(value) if isinstance(value, Words) else value


def _catalogue() -> gettext.NullTranslations:
    return _spoken.get() or _default[0]


def tr(words: str | Words, **values: object) -> str:
    """Speak a marked sentence now. Values are put into its {named} places."""
    if isinstance(words, Words):
        return str(words)
    return str(Words(words, values))


def ntr(one: str, many: str, count: int, **values: object) -> str:
    """Speak the form that fits `count`, which may be named {count} in the sentence."""
    return str(Words(one, {"count": count, **values}, plural=many, count=count))


def speak_always(catalogue: gettext.NullTranslations) -> None:
    """Choose the language of the whole program; the one piece of module state in the core."""
    _default[0] = catalogue


@contextlib.contextmanager
def speak(catalogue: gettext.NullTranslations) -> Iterator[None]:
    """Speak another language for a while: a paper in English from a screen in French."""
    token = _spoken.set(catalogue)
    try:
        yield
    finally:
        _spoken.reset(token)


def language() -> str:
    """The language of the moment, by its two letters; English where no catalogue was chosen."""
    return _catalogue().info().get("language", "en")[:2] or "en"
