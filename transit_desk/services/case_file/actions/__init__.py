"""What can be done with a case file."""

from __future__ import annotations

from transit_desk.services.case_file.actions.care import admit, leave, move_care, seek
from transit_desk.services.case_file.actions.claims import recognise, say, unsay
from transit_desk.services.case_file.actions.consent import answer_consent, confirm_consent, stop_withholding, withhold
from transit_desk.services.case_file.actions.due import drop_due, finish_due, plan_due, unfinish_due
from transit_desk.services.case_file.actions.file import assign, change_file, note_paper
from transit_desk.services.case_file.actions.interview import hear
from transit_desk.services.case_file.actions.merging import (
    answer_same,
    ask_supervisor,
    forget_answer,
    merge,
    none_earlier,
    say_same,
    split,
)
from transit_desk.services.case_file.actions.notes import disclose, send_to_nurse, write_note
from transit_desk.services.case_file.actions.opening import (
    bring_back,
    open_case,
    receive,
    receive_again,
    take_back,
)

__all__ = [
    "admit",
    "answer_consent",
    "answer_same",
    "ask_supervisor",
    "assign",
    "bring_back",
    "change_file",
    "confirm_consent",
    "disclose",
    "drop_due",
    "finish_due",
    "forget_answer",
    "hear",
    "leave",
    "merge",
    "move_care",
    "none_earlier",
    "note_paper",
    "open_case",
    "plan_due",
    "receive",
    "receive_again",
    "recognise",
    "say",
    "say_same",
    "seek",
    "send_to_nurse",
    "split",
    "stop_withholding",
    "take_back",
    "unfinish_due",
    "unsay",
    "withhold",
    "write_note",
]
