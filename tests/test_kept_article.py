"""What is kept of an article between builds is plain data, and nothing else is made of it."""

import os
import pickle
from base64 import b64encode
from pathlib import Path

import pytest

from reportgen.cache.store import read_entry, write_entry
from reportgen.metadata.issue import Article
from reportgen.pipeline import kept_article
from reportgen.pipeline.build import make
from reportgen.pipeline.state import State
from reportgen.processes.workers import Worker
from reportgen.project.request import Request


class Called:
    """A value that is made by calling something."""

    def __init__(self, what: object, *args: object) -> None:
        self._made = (what, args)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self._made


@pytest.mark.parametrize("what", [os.getpid, Worker, Path, open, kept_article.packed])
def test_nothing_but_plain_classes_is_called(what: object) -> None:
    text = b64encode(pickle.dumps(Called(what))).decode()
    with pytest.raises(ValueError, match="no article"):
        kept_article.unpacked(text)


@pytest.mark.parametrize("data", [b"", b".", b"\x80\x05", b"\x80\x05N", b"(", b"\x80\x05K\x01R."])
def test_damaged_bytes_are_no_article(data: bytes) -> None:
    with pytest.raises(ValueError, match="no article"):
        kept_article.unpacked(b64encode(data).decode())


def test_an_article_comes_back_as_it_was_and_one_that_is_damaged_is_built_again(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\nlang: en-US\n---\n\nText.\n", encoding="utf-8")
    request, cache = Request(tmp_path / "a.md", ("html",), in_issue=True), tmp_path / "cache"
    built = make(request, State(cache, request), 1)
    fresh = State(cache, request).fresh()
    assert fresh is not None
    assert isinstance(fresh.article, Article)
    assert fresh.article == built.article
    (file,) = cache.glob("state-*.json")
    known = read_entry(file)
    for one in known["requests"].values():
        one["particulars"] = "gAU="
    write_entry(file, known)
    assert State(cache, request).fresh() is None
