"""A form inside a step of a longer way: the step has the title, the way back and the filled button."""

from __future__ import annotations

from collections.abc import Mapping

from transit_desk.module import FormPage
from ui.clerk import Clerk
from ui.forms.form import Form
from ui.widgets.button import Kind


class StepForm(Form):
    """The same questions, drafts and corrections, without the frame of a page."""

    alone = False

    def __init__(
        self, page: FormPage, clerk: Clerk, subject: str = "", extra: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(page, clerk, subject, extra)
        self.setObjectName("step_form")
        self.heading.hide()
        self.heading.setObjectName("form_title")  # a page has one title, and it is the step's
        self.back_button.hide()
        self.save_button.kind = Kind.TONAL

    def _space(self) -> None:
        super()._space()
        self.column.setContentsMargins(0, 0, 0, 0)
