"""A page that is parsed and not laid out yet: what stays the same however often it is laid out."""

from dataclasses import dataclass, field
from shutil import rmtree
from typing import Any

from reportgen.weasy import compat

VARIANT = "pdf/a-3a"


@dataclass(frozen=True)
class Draft:
    """The elements of a page, its style sheets, their fonts, and the pictures loaded so far.

    Layouts share nothing that they change: WeasyPrint copies boxes and styles for each, and keeps
    of a font or a picture only what is the same for all.
    """

    html: Any
    sheets: tuple[Any, ...]
    fonts: Any
    pictures: dict[Any, Any] = field(default_factory=dict)

    def close(self) -> None:
        """Remove the folder in which WeasyPrint keeps the fonts, once no layout is made any more.

        It would go with the last of the objects that know it, which a process that ends does not
        wait for.
        """
        folder = compat.take_font_folder(self.fonts)
        if folder is not None:
            rmtree(folder, ignore_errors=True)

    def layout(self, more: str = "") -> Any:
        """The laid-out document, with `more` rules behind the page's own."""
        with compat.explained():
            sheets = [*self.sheets, *([_sheet(more, self.fonts)] if more else [])]
            return self.html.render(
                stylesheets=sheets,
                font_config=self.fonts,
                cache=self.pictures,
                pdf_variant=VARIANT,
                pdf_tags=True,
            )


def read(html: str, css: str, faces: str) -> Draft:
    """A page's HTML and CSS, parsed; `faces` are its @font-face rules."""
    from reportgen.weasy import engine
    from reportgen.weasy.fetch import fetcher

    with compat.explained():
        engine.start()
        from weasyprint import HTML
        from weasyprint.text.fonts import FontConfiguration

        with engine.no_system_fonts():
            fonts = FontConfiguration()
        sheets = tuple(_sheet(rules, fonts) for rules in (faces, css))
        page = HTML(string=html, url_fetcher=fetcher(), base_url="about:blank")
        return Draft(page, sheets, fonts)


def _sheet(rules: str, fonts: Any) -> Any:
    from weasyprint import CSS

    from reportgen.weasy.fetch import fetcher

    return CSS(string=rules, font_config=fonts, url_fetcher=fetcher())
