"""The small process that decrypts: blob and secret come on standard input, the content goes to standard output.

A library that reads files from strangers works here, where memory and time are bounded, where no file can be written,
and from where nothing but the answer comes back. The secret is never an argument and never a variable.

    asked:     one letter (K a secret age key, P a passphrase), 4 bytes of length, the secret, the package
    answered:  "+" and the content, or "-" and the name of the reason
"""

from __future__ import annotations

import contextlib
import dataclasses
import struct
import sys

from transit_desk.export import ages, apart, limits
from transit_desk.export.refusals import PackageRefused, Why

_LONGEST_SECRET = 4096


@dataclasses.dataclass(frozen=True)
class Secret:
    """What opens a package: a secret age key, or a passphrase."""

    kind: str
    value: str = dataclasses.field(repr=False)

    @classmethod
    def key(cls, identity: str) -> Secret:
        return cls("K", identity)

    @classmethod
    def passphrase(cls, words: str) -> Secret:
        return cls("P", words)


def decrypt(blob: bytes, secret: Secret) -> bytes:
    """Open an age file in this process; its header was bounded first."""
    import pyrage  # type: ignore[import-untyped]

    header = ages.read_header(blob)
    if secret.kind == "P" and not header.by_passphrase:
        raise PackageRefused(Why.NEEDS_KEY)
    if secret.kind == "K" and header.by_passphrase:
        raise PackageRefused(Why.NEEDS_PASSPHRASE)
    try:
        if secret.kind == "P":
            return bytes(pyrage.passphrase.decrypt(blob, secret.value))
        return bytes(pyrage.decrypt(blob, [pyrage.x25519.Identity.from_str(secret.value)]))
    except pyrage.DecryptError as error:
        raise PackageRefused(ages.why_not_decrypted(blob, str(error))) from None
    except pyrage.IdentityError:
        raise PackageRefused(Why.NOT_FOR_US) from None


def decrypt_apart(blob: bytes, secret: Secret) -> bytes:
    """Open an age file in a process of its own, within bounds."""
    words = secret.value.encode("utf-8")
    asked = secret.kind.encode("ascii") + struct.pack(">I", len(words)) + words + blob
    answer = apart.ask("transit_desk.export.opener", "--opener", asked, limits.OPENER_SECONDS)
    if answer is not None and answer[:1] == b"+":
        return answer[1:]
    if answer is not None and answer[:1] == b"-":
        with contextlib.suppress(ValueError):
            raise PackageRefused(Why(answer[1:].decode("ascii", "replace")))
    raise PackageRefused(Why.NOT_OPENED)


def _bind(kind: bytes) -> None:
    memory = limits.OPENER_PASSPHRASE_MEMORY if kind == b"P" else limits.OPENER_KEY_MEMORY
    apart.bind(memory, limits.OPENER_CPU_SECONDS)


def main() -> int:
    """Read the question, answer it, end. Started by `decrypt_apart` alone."""
    head = sys.stdin.buffer.read(5)
    if len(head) != 5 or head[:1] not in {b"K", b"P"}:  # noqa: PLR2004  (a letter and four bytes)
        return 2
    _bind(head[:1])
    length = struct.unpack(">I", head[1:])[0]
    if length > _LONGEST_SECRET:
        return 2
    secret = Secret(head[:1].decode("ascii"), sys.stdin.buffer.read(length).decode("utf-8"))
    blob = sys.stdin.buffer.read(limits.PACKAGE_BYTES + 1)
    try:
        if len(blob) > limits.PACKAGE_BYTES:
            raise PackageRefused(Why.TOO_LARGE)
        answer = (b"+", decrypt(blob, secret))
    except PackageRefused as refused:
        answer = (b"-", refused.why.value.encode("ascii"))
    except MemoryError:
        answer = (b"-", Why.NOT_OPENED.value.encode("ascii"))
    for part in answer:
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
