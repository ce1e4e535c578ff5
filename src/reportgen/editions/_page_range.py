"""Which pages of its journal an article fills.

The last page follows from the first and from how many pages the article's PDF has.
"""

from reportgen.editions import Edition
from reportgen.themes.page_settings import DIGITS


def counts_pages(edition: Edition) -> bool:
    """Whether the number of an edition's last page follows from how many pages its PDF has.

    It does for the article where the journal numbers its pages and the first one is known. A copy
    for reviewers, a redline and an article with a number of its own fill none of them.
    """
    journal = edition.report.front.journal
    first = journal.first_page or ""
    whole = edition.whole and not edition.pages and not edition.spec.anonymous
    plain = first.isascii() and first.isdecimal() and len(first) <= DIGITS
    return whole and edition.revised is None and not journal.article_number and plain


def last_page(edition: Edition, pages: int) -> str:
    """The number of the last page of an edition that counts its pages."""
    return str(int(edition.report.front.journal.first_page or 1) + pages - 1)


def page_range(edition: Edition) -> tuple[str, str]:
    """The first and the last page that are known, each "" where it is not.

    A last page that is typed stands where the pages were not counted.
    """
    journal = edition.report.front.journal
    if journal.article_number:
        return "", ""
    return journal.first_page or "", edition.last_page or journal.last_page or ""


def pages(edition: Edition) -> str:
    """What is known of the pages, with a dash: `33–58`, `33`."""
    return "–".join(dict.fromkeys(page for page in page_range(edition) if page))
