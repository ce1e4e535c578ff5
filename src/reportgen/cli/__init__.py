"""The command line: it alone prints, exits, and reads the environment and the clock.

One command a file: `cli/build.py` holds `reportgen build`, as its `command`. A command imports
what it needs when it runs, so that `--help` loads nothing heavy. Nothing at all is imported here:
whatever is loaded, `run` has begun to catch signals by then.
"""

import os
import sys


def run() -> None:
    """The command as a program. It ends the process: nobody needs its memory in order any more.

    Exit statuses: 0 fine, 1 faults in the document, 2 wrong usage, 3 the machine; 128 and a
    signal's number where that ended it, as 130 for Ctrl-C.
    """
    try:
        from reportgen.cli import _signals

        _signals.catch()
        from reportgen.cli import _program

        status = _program.status()
    except KeyboardInterrupt as stopped:
        status = getattr(stopped, "status", 130)
    except (ImportError, OSError, MemoryError) as error:
        if sys.stderr is not None:
            sys.stderr.write(f"reportgen: it cannot be started: {error}\n")
            sys.stderr.flush()
        status = 3
    os._exit(status)


def __getattr__(name: str) -> object:
    if name == "main":
        from reportgen.cli import _program

        return _program.main
    raise AttributeError(f"module 'reportgen.cli' has no attribute {name!r}")
