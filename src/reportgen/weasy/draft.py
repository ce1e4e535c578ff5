"""A page that is read and not laid out yet: what stays the same however often it is laid out."""

from dataclasses import dataclass, field
from shutil import rmtree
from typing import Any

VARIANT = "pdf/a-3a"


@dataclass(frozen=True)
class Draft:
    """The elements of a page, its rules with the faces that they bring, the pictures seen so far.

    Layouts share nothing that they change: WeasyPrint copies boxes and styles for each, and keeps
    of a face or a picture only what is the same for all.
    """

    html: Any
    sheets: tuple[Any, ...]
    faces: Any
    pictures: dict[Any, Any] = field(default_factory=dict)

    def close(self) -> None:
        """Remove the folder in which WeasyPrint keeps the faces, once nothing is laid out any more.

        It would go with the last of the objects that know it, which a process that ends does not
        wait for.
        """
        folder, self.faces._folder = self.faces._folder, None
        if folder is not None:
            rmtree(folder, ignore_errors=True)

    def layout(self, more: str = "") -> Any:
        """The laid-out document, with `more` rules behind the page's own."""
        sheets = [*self.sheets, *([_sheet(more, self.faces)] if more else [])]
        return self.html.render(
            stylesheets=sheets,
            font_config=self.faces,
            cache=self.pictures,
            pdf_variant=VARIANT,
            pdf_tags=True,
        )


def read(html: str, css: str, faces: str, processes: int = 1) -> Draft:
    """A page's HTML and CSS, read; `faces` are its @font-face rules.

    `processes` is how many may lay it out (see `beside`).
    """
    from reportgen.weasy import engine
    from reportgen.weasy.fetch import fetcher

    engine.start()
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    with engine.alone():
        config = FontConfiguration()
    sheets = tuple(_sheet(rules, config) for rules in (faces, css))
    page = HTML(string=html, url_fetcher=fetcher(), base_url="about:blank")
    page.processes = processes
    return Draft(page, sheets, config)


def _sheet(rules: str, faces: Any) -> Any:
    from weasyprint import CSS

    from reportgen.weasy.fetch import fetcher

    return CSS(string=rules, font_config=faces, url_fetcher=fetcher())
