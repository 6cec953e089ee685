"""A form opened where its facts stand: the same questions, drafts and corrections, inside the record's page."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt

from transit_desk.module import FormPage
from ui.clerk import Clerk
from ui.forms.form import Form


class FormInPlace(Form):
    """It takes the place of its card until it is saved or left; what was typed is kept either way."""

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
