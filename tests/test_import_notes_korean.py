"""Notes in Korean, with the counters of volumes, numbers and pages, become entries."""

import pytest

from reportgen.importer.notes import Parsed, entries_of

NOTES = (
    "홍길동, 『시험의 정치학』 (서울: 보기대학교출판문화원, 2017), 33쪽.",
    "위의 책, 40쪽.",
    "같은 책, 41-43면.",
    "성춘향, 「시험의 역사」, 『보기학보』 제58권 2호 (2018), 45-78쪽.",
    "위의 글, 50쪽.",
    "이몽룡, 「보기의 미래」, 『보기논총』 제12집 제3호 (2019), 5-20면.",
    "위의 그림은 2019년의 것이다.",
)


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return entries_of(NOTES, lang="ko")


def test_notes_cite_with_their_counters(parsed: Parsed) -> None:
    book, article, other = (one.key for one in parsed.entries)
    assert [note.markdown() for note in parsed.notes] == [
        f"[@{book}, 33쪽]",
        f"[@{book}, 40쪽]",
        f"[@{book}, 41-43면]",
        f"[@{article}]",
        f"[@{article}, 50쪽]",
        f"[@{other}]",
        f"^[{NOTES[-1]}]",
    ]


def test_volumes_numbers_and_pages_are_figures(parsed: Parsed) -> None:
    book, article, other = (one.bibtex for one in parsed.entries)
    assert book.startswith("@book{")
    assert "publisher = {보기대학교출판문화원}" in book
    for field in ("volume = {58}", "number = {2}", "pages = {45--78}", "date = {2018}"):
        assert field in article
    for field in ("volume = {12}", "number = {3}", "pages = {5--20}"):
        assert field in other
