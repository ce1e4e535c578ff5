"""Write weasy/speed/bindings.py: the declarations of WeasyPrint's text engine, parsed."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import cffi

ROOT = Path(__file__).parents[1]
MODULE = ROOT / "src" / "reportgen" / "weasy" / "speed" / "bindings.py"
HEAD = '''\
"""WeasyPrint's declarations of C functions, parsed; made by `make bindings`, do not edit."""
# ruff: noqa
# fmt: off
# mypy: ignore-errors

'''


def main() -> None:
    sys.path.insert(0, str(ROOT / "src"))
    MODULE.write_text(written(), encoding="utf-8")


def written() -> str:
    """What the module should hold for the WeasyPrint that is installed."""
    from reportgen.weasy.speed import declarations

    text = declarations.declared()
    ffi = cffi.FFI()
    ffi.cdef(text)
    ffi.set_source("reportgen.weasy.speed.bindings", None)
    with TemporaryDirectory() as folder:
        made = Path(folder) / "bindings.py"
        ffi.emit_python_code(str(made))
        code = made.read_text(encoding="utf-8").partition("\n")[2]
    return f'{HEAD}{code}\nDECLARED = "{declarations.digest(text)}"\n'


if __name__ == "__main__":
    main()
