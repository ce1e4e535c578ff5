"""What the tests share: the real manuscript built once, and the switch that renews golden files."""

from pathlib import Path

import pytest

from reportgen import build

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the expected results anew")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real manuscript's six outputs."""
    out = tmp_path_factory.mktemp("built")
    made = build(ROOT, out=out)
    assert not made.bag.failed, [d.message for d in made.bag]
    return out
