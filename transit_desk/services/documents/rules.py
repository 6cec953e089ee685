"""What must hold of a photograph or a paper: the child's yes, who may open it, which photograph is the child's own."""

from __future__ import annotations

from typing import Final

from transit_desk import choices
from transit_desk.domain import errors
from transit_desk.domain.text import N_

OPEN, SEALED, CARE = "open", "sealed", "care"
COPY: Final = "COPIE · COPY"
"""Drawn across a copy of the attestation: nothing that comes out of this program passes for the paper itself."""
_COLUMNS: Final = {"identity": "photo", "legal": "paper", "health": "medical"}
_PORTRAIT: Final = "photo_child"


def topic_of(kind: str) -> str:
    """The topic of a kind: identity, legal or health."""
    return str(choices.load("document_kind")[kind].about.get("topic", "legal"))


def is_photo(kind: str) -> bool:
    """Whether the child's yes to photographs is needed."""
    return choices.load("document_kind")[kind].about.get("photo") is True


def stamp_of(kind: str) -> str:
    """What is drawn across it on the way in."""
    return COPY if choices.load("document_kind")[kind].about.get("copy") is True else ""


def column_of(kind: str, secrecy: str) -> str:
    """Which column holds its bytes, and so who may open them; a closed paper has a table of its own."""
    return "sealed" if secrecy == SEALED else _COLUMNS[topic_of(kind)]


def agreed(*, photo: bool, consented: bool, field: str | None = "kind") -> None:
    """No photograph of a child without the child's yes, and none is shown after it was taken back."""
    if photo and not consented:
        raise errors.RuleBroken(
            N_("The child has not agreed to a photo, or no longer does. Ask first, under Consent."), field
        )


def for_these_eyes(*, told: bool) -> None:
    """Who may know that there is a closed paper is told who opens it."""
    if not told:
        raise errors.RuleBroken(N_("Only the care team opens this paper."))


def in_use(*, withdrawn: bool) -> None:
    """What was withdrawn is not shown and not changed."""
    if withdrawn:
        raise errors.RuleBroken(N_("This was withdrawn and is no longer shown."))


def may_be_portrait(kind: str | None, secrecy: str) -> None:
    """Only an open photograph of the child stands in the head of the file."""
    if kind != _PORTRAIT or secrecy != OPEN:
        raise errors.RuleBroken(
            N_("Only a photograph of the child that is not sealed can stand at the head of the file.")
        )
