"""A long page is laid out with the help of a second process, and comes out the same."""

import os
from typing import Any

import pytest

from reportgen import fonts, weasy
from reportgen.processes.helpers import allowed, helpers
from reportgen.weasy import engine
from reportgen.weasy.speed import lines, speculative

CSS = """
@page { size: 110mm 160mm; margin: 14mm; @bottom-center { content: counter(page) } }
@page :left { margin-left: 19mm }
html { font: 10pt/13pt "Source Serif 4", "Noto Serif KR"; orphans: 2; widows: 2 }
p { margin: 0; text-align: justify; hyphens: auto; text-indent: 1em }
.foot { float: footnote; font-size: 8pt }
.side { float: right; width: 25mm; letter-spacing: .5pt }
u { text-decoration: underline }
"""
WORDS = (
    "Agreements of several governments on <i>international</i> measurement and standards "
    "<b>presuppose</b> laboratories, <u>underlined</u> words, 양자 기술, and co\u00adoperation. "
)


def page(paragraphs: int) -> str:
    more = '<span class="foot">A note of some words at the foot.</span>'
    table = "<table><tr><th>Field<td>A value in a cell that is long enough to break</table>"
    parts = [
        f"<h2>Part {i}</h2><p>{WORDS * 4}{more}<p>{WORDS * 2}<span class=side>Aside</span>{table}"
        for i in range(paragraphs)
    ]
    return f'<!DOCTYPE html><html lang="en"><title>T</title><main>{"".join(parts)}</main>'


def made(html: str, processes: int) -> bytes:
    draft = weasy.read(html, CSS, fonts.css())
    with allowed(processes - 1):
        data = weasy.pdf(draft.layout())
    draft.close()
    return data


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The lines that were found, the process waiting for all that the other sends."""
    taken: list[Any] = []
    find = lines.ReceivedLines.find

    def waiting(self: lines.ReceivedLines, key: Any) -> Any:
        while self._pipe is not None and self._pipe.poll(None):
            self.receive()
        line = find(self, key)
        if line is not None:
            taken.append(line)
        return line

    monkeypatch.setattr(lines.ReceivedLines, "find", waiting)
    return taken


def test_the_pages_are_the_same_and_half_of_the_lines_are_found(found: list[Any]) -> None:
    html = page(30)
    alone = made(html, 1)
    assert not found
    assert made(html, 2) == alone
    assert len(found) > 400


def test_the_pages_are_the_same_however_far_the_other_process_comes() -> None:
    html = page(30)
    assert made(html, 2) == made(html, 1)


def test_the_pages_are_the_same_where_the_other_process_fails(
    monkeypatch: pytest.MonkeyPatch, found: list[Any]
) -> None:
    html = page(30)
    alone = made(html, 1)
    monkeypatch.setattr(speculative, "_lay_out_ahead", lambda *_: os._exit(1))
    assert made(html, 2) == alone
    assert not found


def test_a_character_that_no_face_has_is_not_set_ahead(found: list[Any]) -> None:
    html = page(30).replace("presuppose", "שלום")
    alone = made(html, 1)
    assert made(html, 2) == alone
    assert found
    assert not any("שלום" in line[0].text for line in found)


def test_the_pages_are_the_same_where_no_process_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    html = page(30)
    alone = made(html, 1)
    monkeypatch.setattr(os, "fork", refuse)
    assert made(html, 2) == alone


def test_a_short_page_needs_no_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speculative, "_helped", None)
    assert made(page(1), 2)[:5] == b"%PDF-"


def test_no_process_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    forked: list[int] = []
    fork = os.fork

    def noted() -> int:
        child = fork()
        forked.append(child)
        return child

    monkeypatch.setattr(os, "fork", noted)
    made(page(30), 2)
    assert len(forked) == 1
    with pytest.raises(ChildProcessError):
        os.waitpid(forked[0], os.WNOHANG)


def test_no_process_is_started_where_workers_are_spawned(monkeypatch: pytest.MonkeyPatch) -> None:
    html = page(30)
    alone = made(html, 1)
    monkeypatch.setattr(speculative, "method", lambda: "spawn")
    monkeypatch.setattr(speculative, "_helped", None)
    assert made(html, 2) == alone


def test_no_process_may_be_started_unless_it_is_allowed() -> None:
    assert helpers() == 0
    with allowed(2):
        assert helpers() == 2
        with allowed(0):
            assert helpers() == 0
        assert helpers() == 2
    assert helpers() == 0


def test_what_is_kept_of_a_line_is_what_weasyprint_keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.start()
    from weasyprint.text.line_break import Layout

    kept: list[set[str]] = []
    deactivate = Layout.deactivate

    def noted(self: Any) -> None:
        deactivate(self)
        kept.append({*vars(self)})

    monkeypatch.setattr(Layout, "deactivate", noted)
    made("<!DOCTYPE html><title>T</title><p>Words of a line", 1)
    assert kept[0] == {*lines.KEPT, *lines.EMPTY}
