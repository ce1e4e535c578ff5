"""How an article is cited, in one plain sentence."""

from reportgen.editions import Edition
from reportgen.editions._first_page import address
from reportgen.editions._page_range import page_range, pages
from reportgen.languages import language

NAMED = 3
"""How many authors are named; of more the first three, and `et al.`"""


def citation(edition: Edition) -> str:
    """How the article is cited; a retraction comes first and a correction last."""
    front, words = edition.report.front, edition.report.words
    lang = front.lang or "en-US"
    names = [author.name for author in front.authors]
    many = len(names) > NAMED
    spoken = language(lang)
    several = words["et-al"].format(words["comma"].join(names[:NAMED]))
    who = several.replace(" et al", ", et al") if many else spoken.listed(names)
    title = front.title + (f": {front.subtitle}" if front.subtitle else "")
    if front.retraction:
        who = f"[{words['retracted'].rstrip(' :')}] {who}".rstrip()
    opening, closing = spoken.quotes[:2]
    quoted = f"{opening}{title}.{closing}" if closing == "”" else f"{opening}{title}{closing}."
    head = f"{who.removesuffix('.')}. {quoted}" if who else quoted
    date = f" ({front.date.say(lang)})" if front.date else ""
    place = _place(edition)
    home = address(front.doi, edition.elsewhere or front.url)
    where = f" {place[0]}{date}{place[1]}." if place[0] else f"{date}." if date else ""
    corrected = "".join(
        f" {words['corrected'].format(notice.date.say(lang))}."
        for notice in front.correction
        if notice.date
    )
    said = f"{head}{where}{f' {home}.' if home else ''}{corrected}"
    return said.replace("?.”", "?”").replace("!.”", "!”")


def _place(edition: Edition) -> tuple[str, str]:
    """The journal with volume and issue, and the pages, or the article's number for them."""
    journal = edition.report.front.journal
    issue = f"{journal.volume or ''}{f', no. {journal.issue}' if journal.issue else ''}".strip(", ")
    place = journal.article_number or (pages(edition) if all(page_range(edition)) else "")
    where = f": {place}" if place else ""
    return " ".join(part for part in (journal.title, issue) if part), where
