"""Font files come apart and together again, as fontTools' own reader sees it."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from reportgen import fonts
from reportgen.fonts import sfnt


@pytest.mark.parametrize("flavor", [None, "woff"])
@pytest.mark.parametrize("number", [4, 6])
def test_a_file_put_together_is_the_font_it_was(number: int, flavor: str | None) -> None:
    data = fonts.faces()[number].path.read_bytes()
    parts = sfnt.tables(data)
    made = TTFont(BytesIO(sfnt.file(parts, flavor)), checkChecksums=2)
    with TTFont(BytesIO(data)) as whole:
        assert made.sfntVersion == whole.sfntVersion
        assert made.flavor == flavor
        assert set(made.reader.keys()) == set(whole.reader.keys()) == set(parts)
        for tag in set(parts) - {"head"}:
            assert made.reader[tag] == whole.reader[tag]
