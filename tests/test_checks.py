"""The checks: every annotated case, the real manuscript, and what the manual says of them."""

import ast
import re
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from types import MappingProxyType

import pytest

from case import NAMES, Case, cases, examine, found, renew, write
from reportgen import checks, codes, mend, pandoc, plug
from reportgen.ast import Node

ROOT = Path(__file__).parents[1]
CASES = cases()
PAGE = ROOT / "docs" / "codes.md"


@pytest.fixture(scope="session")
def read() -> MappingProxyType[str, list[Node]]:
    """The chapters of all cases, read by one pandoc."""
    texts = list(dict.fromkeys(case.chapter for case in CASES))
    return MappingProxyType(dict(zip(texts, pandoc.read(texts), strict=True)))


@pytest.fixture
def quick(read: MappingProxyType[str, list[Node]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Chapters of the cases are not read again."""
    real = pandoc.read

    def known(texts: Sequence[str], *rest: object) -> list[list[Node]]:
        if all(text in read for text in texts):
            return [deepcopy(read[text]) for text in texts]
        return real(texts)

    monkeypatch.setattr(pandoc, "read", known)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_expected_is_reported_and_nothing_else(
    case: Case, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    _, bag = examine(write(case, tmp_path))
    if request.config.getoption("--golden", default=False):
        renew(case, bag)
        return
    assert found(case, bag) == case.expected


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("case", [case for case in CASES if case.mended], ids=str)
def test_what_is_mended_reads_as_expected_and_has_nothing_left_to_mend(
    case: Case, tmp_path: Path
) -> None:
    root = write(case, tmp_path)
    kind = case.mended
    manuscript, _ = examine(root)
    assert mend.write(mend.mend(manuscript)) == (root / NAMES[kind],)
    assert (root / NAMES[kind]).read_text("utf-8") == case.block("mended")
    again, bag = examine(root)
    assert not mend.mend(again)
    assert not [d for d in bag if d.fix]


def test_every_check_has_a_case_with_its_fault_and_one_without() -> None:
    for code in checks.names():
        own = [case for case in CASES if case.name == code]
        mine = [any(f"[{code}]" in f for fs in case.expected.values() for f in fs) for case in own]
        assert any(mine), f"tests/cases/{code}.md has no case that reports `{code}`"
        assert not all(mine), f"tests/cases/{code}.md has no case that does not report `{code}`"


def test_every_check_reports_its_own_code_alone() -> None:
    for name in plug.names(checks.__name__):
        text = (ROOT / "src" / "reportgen" / "checks" / f"{name}.py").read_text("utf-8")
        reported = set(re.findall(r'Diagnostic\(\s*"([a-z-]+)"', text))
        assert reported == {name.replace("_", "-")}


def test_every_code_that_is_reported_has_a_page() -> None:
    reported = set()
    for path in (ROOT / "src" / "reportgen").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                named = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if named in ("error", "warning", "Diagnostic"):
                    first = node.args[0]
                    reported |= {c.value for c in ast.walk(first) if isinstance(c, ast.Constant)}
    reported = {c for c in reported if isinstance(c, str) and re.fullmatch(r"[a-z]+-[a-z-]+", c)}
    assert reported <= set(codes.names())
    assert all(len(codes.page(code)) > 30 for code in codes.names())


def test_the_manual_is_what_the_checks_say_of_themselves(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--golden", default=False):
        PAGE.write_text(codes.manual(), "utf-8")
    assert PAGE.read_text("utf-8") == codes.manual(), "run `make golden`"
