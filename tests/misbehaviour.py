"""What may go wrong inside a library: tasks without an end, too large, too deep, or that crash."""

import ctypes


def spin() -> None:
    while True:
        pass


def spin_in_c() -> None:
    """A loop in C that holds the interpreter's lock and looks at no signal."""
    pow(7, 10**8)


def sleep_in_c() -> None:
    """A wait in C that holds the interpreter's lock."""
    ctypes.PyDLL(None).sleep(600)


def fill() -> None:
    held = [bytes(50_000_000) for _ in range(1_000)]
    held.clear()


def nest() -> None:
    nest()


def read_nowhere() -> None:
    ctypes.string_at(0)
