"""How long closing and opening a package takes, and how much memory: 1, 33 and 200 children with papers."""

from __future__ import annotations

import os
import time

import pytest

from tests.export.makers import CENTRE_KEY, OURS, PDF, TRUSTED, a_child, a_package, for_us
from transit_desk.export.opener import Secret
from transit_desk.export.package import Attachment, Passphrase
from transit_desk.export.sealing import seal
from transit_desk.export.verify import open_package

PAPER = PDF + os.urandom(120_000)
PHOTO = Attachment(os.urandom(300_000), "image/jpeg")


@pytest.mark.bench
@pytest.mark.parametrize(("children", "seconds"), [(1, 1.0), (33, 2.0), (200, 6.0)])
def test_a_package_closes_and_opens_while_one_waits(children: int, seconds: float) -> None:
    package = a_package(
        *(a_child() for _ in range(children)),
        papers=(PAPER,) * min(children, 100),
        attachments=(PHOTO,) * min(children, 100),
    )

    start = time.perf_counter()
    blob = seal(package, CENTRE_KEY, for_us())
    closed = time.perf_counter() - start
    got = open_package(blob, Secret.key(OURS), TRUSTED)
    read = time.perf_counter() - start - closed

    print(f"\n{children} children, {len(blob) / 1e6:.1f} MB: closed in {closed:.2f} s, opened in {read:.2f} s")
    assert len(got.children) == children
    assert closed + read < seconds


@pytest.mark.bench
def test_a_passphrase_takes_seconds_and_says_so() -> None:
    start = time.perf_counter()
    blob = seal(a_package(), CENTRE_KEY, Passphrase("kitabu mvua daraja"))
    closed = time.perf_counter() - start
    open_package(blob, Secret.passphrase("kitabu mvua daraja"), TRUSTED)
    read = time.perf_counter() - start - closed

    print(f"\npassphrase: closed in {closed:.2f} s, opened in {read:.2f} s")
    assert closed + read < 30
