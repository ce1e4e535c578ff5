"""Nothing but `bib add` and `check --links` asks the network."""

import ast
from pathlib import Path

import pytest

from articles import DOI
from command import project, run

SRC = Path(__file__).parents[1] / "src" / "reportgen"
WATCH = """
import sys
def watch(event, given):
    if event == "socket.getaddrinfo" or event in ("socket.connect", "socket.gethostbyname"):
        sys.stderr.write(f"NETWORK {given[0] if event == 'socket.getaddrinfo' else given}\\n")
        raise OSError(101, "no network here")
sys.addaudithook(watch)
"""
TEXT = "Text.[@a] See <https://example.org/x>.[@doi:10.5555/none]\n"
FETCHERS = {"urllib.request", "ftplib", "smtplib", "http.client", "socket", "requests", "httpx"}


@pytest.mark.parametrize(
    "arguments", [("check", "p"), ("check", "p", "--fix"), ("bib", "p"), ("bib", "list", "p")]
)
def test_no_name_is_looked_up_where_nobody_asked_for_it(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    project(tmp_path, TEXT)
    ended = run(*arguments, cwd=tmp_path, before=WATCH)
    assert "NETWORK" not in ended.err
    assert ended.status in (0, 1)


@pytest.mark.parametrize("arguments", [("check", "p", "--links"), ("bib", "add", DOI, "p")])
def test_what_asks_the_network_is_seen_by_this_test(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    project(tmp_path, TEXT)
    ended = run(*arguments, cwd=tmp_path, before=WATCH)
    assert "NETWORK" in ended.err
    assert "network-unreached" in ended.err + ended.out.decode()
    assert ended.status == 1


def test_only_the_folder_for_it_and_the_preview_import_what_opens_connections() -> None:
    for path in SRC.rglob("*.py"):
        folder = path.relative_to(SRC).parts[0]
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            if not FETCHERS.isdisjoint(names):
                assert folder in ("network", "serve"), path
