"""The tree of what can be said to a person instead of a result.

    Refusal                  expected, in words, possibly about a field; nothing was written
    ├── NotAllowed           the right is missing
    ├── RuleBroken           a rule of the house says no
    ├── Several              more than one refusal at once, each beside its field
    ├── NotFound             nothing there, or not for these eyes
    ├── Stale                somebody changed the record in the meantime
    ├── Locked               the desk is closed
    ├── WrongPassphrase      the same words whoever is named
    └── AlreadyOpen          another window holds this vault
    Fault                    the office must act; says what is safe and what to do
    ├── VaultUnreadable      the file cannot be read as it should be
    ├── RolledBack           the vault is older than its own anchor, or has none: the office may go on knowingly
    ├── DiskFull             no room left; nothing was lost
    ├── DeviceFailed         the disk or stick did not answer
    └── TooNew               written by a newer program

Anything else that is raised is a bug.
"""

from __future__ import annotations

from collections.abc import Iterable

from transit_desk.domain.text import N_, Words


class Spoken(Exception):  # noqa: N818  (a refusal is not an error)
    """Something that can be said to a person. `words` are marked, never finished.

    `about` is the record in the way, where there is one: its table and its key, so that whoever reads this can open it.
    """

    def __init__(self, words: Words | str, field: str | None = None, *, about: tuple[str, str] | None = None) -> None:
        self.words = Words(words) if isinstance(words, str) else words
        self.field = field
        self.about = about
        super().__init__(self.words.message)

    def __str__(self) -> str:
        """Speak in the language of the moment."""
        return str(self.words)


class Refusal(Spoken):
    """No, for a reason in words. Nothing was written."""


class NotAllowed(Refusal):
    """This worker does not have the right."""


class RuleBroken(Refusal):
    """A rule says no; `field` names the box beside which the words belong."""


class Several(Refusal):
    """Several refusals at once, so that a form shows every one of them."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        self.refusals = refusals
        count = len(refusals)
        super().__init__(
            Words(
                N_("There is {count} point to correct."),
                {"count": count},
                plural=N_("There are {count} points to correct."),
                count=count,
            )
        )


def refuse_all(refused: Iterable[Refusal]) -> None:
    """Say everything at once; one refusal stands for itself, and none is no refusal."""
    found = tuple(refused)
    if found:
        raise Several(found) if len(found) > 1 else found[0]


class NotFound(Refusal):
    """There is no such record, or it is not for these eyes; the words do not tell which."""

    def __init__(self, words: Words | str = N_("This record is not here."), field: str | None = None) -> None:
        super().__init__(words, field)


class Stale(Refusal):
    """The record was changed by somebody else since it was read."""

    def __init__(self, words: Words | str = N_("Somebody changed this in the meantime. Look again.")) -> None:
        super().__init__(words)


class Locked(Refusal):
    """The desk is locked; unlock it first."""

    def __init__(self, words: Words | str = N_("The desk is locked.")) -> None:
        super().__init__(words)


class WrongPassphrase(Refusal):
    """Login or passphrase do not match; which of the two is never said."""

    def __init__(self, words: Words | str = N_("The login or the passphrase is not right.")) -> None:
        super().__init__(words, "passphrase")


class AlreadyOpen(Refusal):
    """Another process writes this vault."""

    def __init__(self, words: Words | str = N_("This vault is open in another window. Close it there first.")) -> None:
        super().__init__(words)


class Fault(Spoken):
    """The machine or the file is at fault; the words say what is safe and what to do."""


class VaultUnreadable(Fault):
    """The vault's file or its header is damaged; never said of a wrong passphrase."""


class RolledBack(Fault):
    """Saved work that the anchor remembers is missing from the vault, or no anchor is there to tell."""


class DiskFull(Fault):
    """There was no room; what was saved before is whole, what was typed is still on the screen."""

    def __init__(
        self,
        words: Words | str = N_(
            "The disk is full. What was saved before is whole, and your text is still here. Make room, then save again."
        ),
    ) -> None:
        super().__init__(words)


class DeviceFailed(Fault):
    """A disk or a stick did not answer while reading or writing."""


class TooNew(Fault):
    """The vault was written by a newer program than this one."""

    def __init__(
        self,
        words: Words | str = N_(
            "This vault was written by a newer version of the program. Nothing was changed. Install that version."
        ),
    ) -> None:
        super().__init__(words)
