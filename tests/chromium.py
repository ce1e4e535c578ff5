"""Chromium for tests: pages as readers see them."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# `make test` installs it where that may be done unasked (Debian, as root); elsewhere there may be
# none. With CI set a skipped test is a failure (tests/conftest.py).
NO_CHROMIUM = "no Chromium: apt-get install chromium, or set CHROMIUM to its path"


def path() -> str | None:
    """Where Chromium is; None where there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


MARKS = [
    pytest.mark.leaves_threads,
    pytest.mark.skipif(path() is None, reason=NO_CHROMIUM),
]
"""What tests with a browser are marked with."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync.sync_playwright() as play:
        shown = play.chromium.launch(executable_path=path(), args=["--no-sandbox"])
        yield shown
        shown.close()
