"""The speed parts: what they spare, and what happens where they cannot."""

import subprocess
import sys

import pytest

from reportgen import weasy
from reportgen.weasy import engine
from reportgen.weasy.speed import bindings, declarations

PAGE = """<!DOCTYPE html><html lang="en"><title>T</title>
<p style="font: 600 italic 11pt/14pt 'Source Serif 4'; text-align: justify; hyphens: auto">
Agreements of several governments <b>on measurement</b> and standards, in <i>figures</i>
<span style="font-variant-numeric: tabular-nums">1234</span>, <u>underlined</u>,
<span lang="ko" style="font-family: 'Noto Serif KR'">양자 기술</span>.
<p style="font-variant-caps: small-caps; letter-spacing: 1pt; word-spacing: 2pt">Small capitals."""


def run(code: str) -> str:
    """What a program of its own prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    return done.stdout


def bytes_of(page: str) -> bytes:
    from reportgen import fonts

    return weasy.pdf(weasy.layout(page, "@page { size: 60mm }", fonts.css()))


def test_the_bindings_are_those_of_the_weasyprint_that_is_installed() -> None:
    assert declarations.digest(declarations.declared()) == bindings.DECLARED, "run `make bindings`"


def test_nothing_is_parsed_when_the_engine_starts() -> None:
    code = (
        "import sys; from reportgen import weasy; weasy.warm(); print('pycparser' in sys.modules)"
    )
    assert run(code).strip() == "False"


def test_other_declarations_are_parsed_as_usual() -> None:
    code = (
        "import sys; from reportgen import weasy; from reportgen.weasy.speed import bindings\n"
        "bindings.DECLARED = ''\n"
        "weasy.warm(); assert 'pycparser' in sys.modules\n"
        "from reportgen import fonts\n"
        "laid = weasy.layout('<p>Text', '* { font: 9pt Source Sans 3 }', fonts.css())\n"
        "print(weasy.pdf(laid)[:5])"
    )
    assert "%PDF-" in run(code)


def test_a_library_that_has_no_plain_name_is_searched_for() -> None:
    code = (
        "import sys; from reportgen import weasy\n"
        "from reportgen.weasy.speed import declarations as made\n"
        "class Lost(made._ParsedFFI):\n"
        "    def cdef(self, text):\n"
        "        super().cdef(text); self.dlopen = self.fail\n"
        "    def fail(self, *_): raise OSError('cannot load library')\n"
        "made._ParsedFFI = Lost\n"
        "weasy.warm(); print('weasyprint' in sys.modules)"
    )
    assert run(code).strip() == "True"


def test_shared_contexts_set_the_same_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.start()
    from weasyprint.text.line_break import Layout

    shared = bytes_of(PAGE)
    monkeypatch.setattr(Layout, "setup", Layout.setup.__wrapped__)
    assert bytes_of(PAGE) == shared
