"""Single marks around Korean words open and close as typed, also before a particle."""

import pytest

from reportgen import pandoc
from reportgen.pandoc.prepared import prepared
from reportgen.tree.nodes import text

TYPED = {
    "'작은'은 크다.": "‘작은’은 크다.",
    "'작은' 것을 '큰'이라 했다. '둘'도 그렇다.": "‘작은’ 것을 ‘큰’이라 했다. ‘둘’도 그렇다.",
    "이른바 ('새 질서')와 '옛 질서'의 차이": "이른바 (‘새 질서’)와 ‘옛 질서’의 차이",
    "It's 'AI'의 시대 and the '90s": "It’s ‘AI’의 시대 and the ’90s",
    "`'작은'은` stays": "'작은'은 stays",
}


@pytest.mark.parametrize(("typed", "shown"), TYPED.items())
def test_marks_open_and_close(typed: str, shown: str) -> None:
    (document,) = pandoc.documents(pandoc.start_reading([prepared(typed)]))
    assert text(document["blocks"]).strip() == shown
