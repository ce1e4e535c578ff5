"""Bounds on what a stretch of Python may take."""

import subprocess
import sys

import pytest

from reportgen.guard import Overtime, bounded

TRACED = """
import cProfile
from reportgen.guard import bounded
with bounded(60):
    pass
cProfile.run("sum(len(str(i)) for i in range(1000))")
"""


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(Overtime), bounded(0.05):
        _endless()


def test_what_comes_after_is_let_be() -> None:
    with bounded(60):
        pass
    assert sum(len(str(i)) for i in range(1000)) == 2890


def test_what_comes_after_can_be_traced() -> None:
    subprocess.run([sys.executable, "-c", TRACED], capture_output=True, check=True, timeout=60)


def _endless() -> None:
    while True:
        pass
