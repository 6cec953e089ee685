"""Why a package, a receipt or a list is not taken, each reason with its own plain words."""

from __future__ import annotations

import enum

from transit_desk.domain.errors import Refusal
from transit_desk.domain.text import N_, Words


class Why(enum.StrEnum):
    """The reason, for a program or a test; a person reads the words."""

    NOT_A_PACKAGE = "not_a_package"
    TOO_LARGE = "too_large"
    CUT_SHORT = "cut_short"
    ALTERED = "altered"
    HEADER = "header"
    WORK_FACTOR = "work_factor"
    NEEDS_KEY = "needs_key"
    NEEDS_PASSPHRASE = "needs_passphrase"  # noqa: S105  (the name of a reason)
    NOT_FOR_US = "not_for_us"
    WRONG_PASSPHRASE = "wrong_passphrase"  # noqa: S105
    NOT_OPENED = "not_opened"
    ZIP = "zip"
    PATH = "path"
    SWOLLEN = "swollen"
    CONTENTS = "contents"
    NEWER_FORMAT = "newer_format"
    MANIFEST = "manifest"
    SIGNATURE = "signature"
    READDRESSED = "readdressed"
    JSON = "json"
    RECEIPT = "receipt"


SENTENCES = {
    Why.NOT_A_PACKAGE: N_("This file is not a handover package. Nothing was taken from it."),
    Why.TOO_LARGE: N_("This file is larger than a package may be. Nothing was taken from it."),
    Why.CUT_SHORT: N_("The end of this package is missing. Copy it again from the stick, or ask the sender for it."),
    Why.ALTERED: N_("This package is not as it was sent: something in it was changed or damaged. Ask for a new one."),
    Why.HEADER: N_("The beginning of this package is not written as it should be. Ask the sender for a new one."),
    Why.WORK_FACTOR: N_("Opening this package would ask more of this computer than it should. Ask for a new one."),
    Why.NEEDS_KEY: N_("This package was closed for an office's key, not with a passphrase."),
    Why.NEEDS_PASSPHRASE: N_("This package was closed with a passphrase. Ask the sender for its words."),
    Why.NOT_FOR_US: N_(
        "This office's key does not open this package: it was closed for somebody else, or damaged on its way. "
        "Give it back to the sender."
    ),
    Why.WRONG_PASSPHRASE: N_(
        "These words do not open the package. Look at each word again; if all are right, ask for a new package."
    ),
    Why.NOT_OPENED: N_(
        "The package could not be opened here. A package with a passphrase needs about 2 GB of free memory: "
        "close other programs and try again."
    ),
    Why.ZIP: N_("The archive inside this package is not built as it should be. Nothing was taken from it."),
    Why.PATH: N_("This package holds a file whose name is not allowed. Nothing was taken from it."),
    Why.SWOLLEN: N_("This package would swell beyond all measure when opened. Nothing was taken from it."),
    Why.CONTENTS: N_("What is inside this package is not what its list says. Nothing was taken from it."),
    Why.NEWER_FORMAT: N_("This package was made by a newer version of the program. Install that version to read it."),
    Why.MANIFEST: N_("The list of what is inside this package cannot be read. Nothing was taken from it."),
    Why.SIGNATURE: N_("The signature on this package does not fit what is inside. Ask the sender for a new one."),
    Why.READDRESSED: N_(
        "This package was signed for another receiver and then passed on. Nothing was taken from it. Tell the sender."
    ),
    Why.JSON: N_("A part of this package is not written as it should be. Nothing was taken from it."),
    Why.RECEIPT: N_("This file is not a receipt for the package that was sent."),
}


class PackageRefused(Refusal):
    """Nothing was taken in, and nothing was written. `detail` says where, in words that name nobody."""

    def __init__(self, why: Why, detail: Words | None = None) -> None:
        self.why = why
        self.detail = detail
        words = Words(SENTENCES[why])
        if detail is not None:
            words = Words("{why} ({detail})", {"why": words, "detail": detail})
        super().__init__(words, "package")
