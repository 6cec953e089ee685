"""What must hold before a child's file leaves the house, and before anything from outside is believed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from transit_desk.domain import errors, sense
from transit_desk.domain.text import N_, Words

KEY, PASSPHRASE = "key", "passphrase"
DRAFT, SEALED, RECEIPT = "draft", "sealed", "receipt"
WAITING, ACCEPTED, KEPT, REFUSED = "waiting", "accepted", "kept", "refused"
MOST_FILES = 100  # what one package holds; a longer list is handed over in several


def some_files(file_ids: Sequence[str]) -> tuple[str, ...]:
    """At least one file and no more than a package holds; each once."""
    wanted = tuple(dict.fromkeys(file_ids))
    if not wanted:
        raise errors.RuleBroken(N_("Choose at least one child."), "file_ids")
    if len(wanted) > MOST_FILES:
        raise errors.RuleBroken(
            Words(N_("One package holds {most} files. Make several packages."), {"most": MOST_FILES}), "file_ids"
        )
    return wanted


PARTING = frozenset({"transfer", "reunification", "closing"})
"""The purposes by which a child goes where brothers and sisters who stay here do not."""


def reason_to_part(left: Collection[str], purpose: str, why: str | None) -> None:
    """Brothers and sisters go together, unless somebody says why not."""
    if left and purpose in PARTING:
        stays = N_("A brother or sister stays in the house. Choose them too, or say why they are parted.")
        sense.reason_given(why, "parted_why", stays)


def still_draft(state: str) -> None:
    """What is closed is closed: a new package takes its place."""
    if state != DRAFT:
        raise errors.RuleBroken(N_("This package is closed already. Prepare a new one in its place."))


def is_closed(state: str) -> None:
    """Only a package that was closed can be written or answered."""
    if state == DRAFT:
        raise errors.RuleBroken(N_("This package is not closed yet."))


def whole(expected: int, seen: int) -> None:
    """Nobody closes a package of which some files are out of sight."""
    if expected != seen:
        raise errors.NotAllowed(N_("There are files in this package that you do not see. Ask your supervisor."))


def receiver_ready(*, active: bool, recipient: str | None, confirmed: bool, way: str) -> None:
    """A key is used only after two people compared its words, since a wrong key opens everything to a stranger."""
    if not active:
        raise errors.RuleBroken(N_("This agency no longer receives files."), "receiver_id")
    if way == KEY and not recipient:
        raise errors.RuleBroken(
            N_("This agency has given no key. Ask for it, or close the package with a passphrase."), "recipient"
        )
    if way == KEY and not confirmed:
        raise errors.RuleBroken(
            N_("Nobody has compared the eight words of this key with the agency yet. Do it by telephone or in person."),
            "recipient",
        )


PASSPHRASE_WORDS = 7


def passphrase_fits(way: str, passphrase: str | None) -> None:
    """A passphrase where one is wanted, and long enough that nobody guesses it."""
    if way == PASSPHRASE and (passphrase is None or len(passphrase.split()) < PASSPHRASE_WORDS):
        raise errors.RuleBroken(
            Words(N_("A package is closed with at least {least} words."), {"least": PASSPHRASE_WORDS}), "passphrase"
        )
    if way == KEY and passphrase is not None:
        raise errors.RuleBroken(N_("This package is closed for the agency's key, without a passphrase."), "passphrase")


def two_persons(first: str, second: str) -> None:
    """Nobody agrees with himself."""
    if first == second:
        raise errors.NotAllowed(N_("A second person must agree to this."))


def not_the_same(answer: str) -> None:
    """Nobody opens a second file for a child who has one."""
    if answer == "same":
        raise errors.RuleBroken(N_("Where it is the same child, take this into the file that is here."), "file_id")


def same_as_seen(seen: str, now: str) -> None:
    """What leaves is what somebody looked at, to the letter."""
    if seen != now:
        raise errors.Stale(N_("Something in these files changed since you looked. Look at the pages again."))


def undecided(state: str) -> None:
    """A part that was answered keeps its answer."""
    if state != WAITING:
        raise errors.RuleBroken(N_("This part was answered already."))
