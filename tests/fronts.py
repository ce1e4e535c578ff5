"""Front matter of any words, for the tests of deposits."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from deposit import FRONT, front

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=70
)


@st.composite
def fronts(draw: Any) -> Any:
    matter = front(FRONT)
    people = tuple(
        replace(
            matter.authors[0],
            name=draw(WORDS), given=draw(st.none() | WORDS), family=draw(st.none() | WORDS),
            affiliations=draw(st.sampled_from([(), matter.authors[0].affiliations])),
        )
        for _ in range(draw(st.integers(0, 3)))
    )  # fmt: skip
    journal = matter.journal.model_copy(
        update={
            "title": draw(WORDS), "volume": draw(st.none() | WORDS),
            "issue": draw(st.none() | WORDS),
            "first_page": draw(st.none() | WORDS), "article_number": draw(st.none() | WORDS),
            "crossmark_policy": draw(st.sampled_from([None, "10.5555/policy"])),
            "abbreviation": draw(st.none() | WORDS), "publisher": draw(WORDS),
        }
    )  # fmt: skip
    return matter.model_copy(
        update={
            "title": draw(WORDS), "subtitle": draw(st.none() | WORDS), "authors": people,
            "journal": journal, "lang": draw(st.sampled_from(["ko", "en-US", "zu", "xx"])),
            "version": draw(st.none() | WORDS),
        }
    )  # fmt: skip
