"""A form opened where its facts stand: the same questions, drafts and corrections, inside the record's page."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt

from transit_desk.module import FormPage
from ui.clerk import Clerk
from ui.forms.form import Form


def plain(extra: Mapping[str, Any]) -> dict[str, Any]:
    """What can be written down of how a page was opened."""
    return {name: value for name, value in extra.items() if isinstance(value, (str, int, bool)) or value is None}


@dataclasses.dataclass(frozen=True)
class InPlace:
    """Which form stands in a tab, with what it was opened, and on which side."""

    page: str
    extra: Mapping[str, Any]
    side: int = 0

    def written(self) -> dict[str, Any]:
        """As a draft or the note of one's place keeps it."""
        return {"form": self.page, "with": dict(self.extra), "side": self.side}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> InPlace | None:
        """As it was written; None where no form stood."""
        held = kept.get("with")
        if not kept.get("form"):
            return None
        return cls(str(kept["form"]), held if isinstance(held, dict) else {}, int(kept.get("side", 0)))


class FormInPlace(Form):
    """It takes the place of its card until it is saved or left; what was typed is kept either way."""

    alone = False
    before = 0

    def __init__(
        self, page: FormPage, clerk: Clerk, subject: str = "", extra: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(page, clerk, subject, extra)
        self.setObjectName("form_in_place")
        self.heading.setObjectName("form_title")  # a page has one title, and it is the record's
        self.heading.setProperty("role", "section")

    def _space(self) -> None:
        super()._space()
        self.column.setContentsMargins(0, 0, 0, 0)

    def begin_writing(self) -> None:
        """The keyboard goes to the first question."""
        first = next(iter(self.questions.values()), None)
        if first is not None:
            first.editor.first.setFocus(Qt.FocusReason.OtherFocusReason)
