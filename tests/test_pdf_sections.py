"""Headings of a PDF stand in sections, one in the other by their levels."""

import page
import pytest

from tagged import read, render

TEXT = """<body><h1>Title</h1><p>a</p><h2>One</h2><p>b</p><h3>Inner</h3><p>c</p><h4>Deep</h4>
<p>d</p><h3>Next</h3><p>e</p><h2>Two</h2><p>f</p><section><h2>Notes</h2><p>g</p></section></body>"""


def shape(tag: object) -> str:
    """The types of a tree's elements down to headings and paragraphs."""
    inner = "".join(shape(kid) for kid in tag.kids if hasattr(kid, "role"))  # type: ignore[attr-defined]
    role = str(tag.role)  # type: ignore[attr-defined]
    return f"({inner})" if role == "Sect" else f"{role} " if role[0] in "HP" else inner


@pytest.fixture(scope="module")
def made() -> bytes:
    return render(TEXT, "", "en-US")


def test_each_heading_opens_a_section_in_that_of_the_one_above(made: bytes) -> None:
    assert shape(read(made).root) == ("H1 P (H2 P (H3 P (H4 P ))(H3 P ))(H2 P )(H2 P )")


def test_it_still_conforms(made: bytes) -> None:
    assert not page.validate_pdf_bytes(made, profile=page.ValidationProfile.PDF_A_3A).failures
