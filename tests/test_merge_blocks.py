"""Items, Divs and emphasis stay what they are where they move, are divided or get other words."""

from collections.abc import Callable
from functools import cache

import pytest

from merged import Sent, sent
from word_edits import Edited

TEXT = """\
---
title: Lists
author: Maria Teixeira
date: 2026-03-02
notes: footnotes
---

# What Is Asked

Four ports were asked in spring.^[By two of us.]

1. Odesa answered first and at length;
2. Varna answered late;
   - by letter,
   - and by telephone;
3. Haifa never did.

::: {.key-finding}
Premiums rose in all of the ports.
:::

The answers were read twice.

- Brokers spoke of risk,
- insurers of price.

::: {.recommendation title="Count the ships"}
A yearly count of ships should be kept.
:::

::: {.recommendation title="Publish the rates"}
Insurers should make their rates known.
:::
"""
COUNT = TEXT[
    TEXT.index('::: {.recommendation title="C') : TEXT.index('::: {.recommendation title="P')
]
FINDING = TEXT[TEXT.index("::: {.key") : TEXT.index("The answers")]
Do = Callable[[Edited], object]


@cache
def article() -> Sent:
    return sent({"a.md": TEXT}, "a.md")


def before(document: Edited, words: str, other: str) -> None:
    """Put a paragraph before another one."""
    document.paragraph(other).addprevious(document.paragraph(words))


def insert_first(document: Edited, words: str, other: str) -> None:
    """Put a new paragraph before another one."""
    document.insert(other, words)
    before(document, words, other)


EDITS: dict[str, tuple[Do, str]] = {
    "a recommendation moves with its title": (
        lambda d: before(d, "Insurers should", "A yearly count"),
        TEXT.replace(COUNT, "").rstrip() + "\n\n" + COUNT.rstrip() + "\n",
    ),
    "a key finding stays one elsewhere": (
        lambda d: before(d, "Premiums rose", "Four ports"),
        TEXT.replace(FINDING, "").replace("Four ports", FINDING + "Four ports"),
    ),
    "an item is divided into two": (
        lambda d: d.split("of risk"),
        TEXT.replace("spoke of risk", "spoke\n- of risk"),
    ),
    "a numbered item is divided into two": (
        lambda d: d.split("and at length"),
        TEXT.replace("first and at", "first\n2. and at"),
    ),
    "a list begins with its number where its first item is gone": (
        lambda d: d.delete("Odesa"),
        TEXT.replace("1. Odesa answered first and at length;\n2. V", "1. V"),
    ),
    "a list begins with its number where its first item moved": (
        lambda d: d.move("Odesa", after="Haifa"),
        TEXT.replace("1. Odesa answered first and at length;\n2. V", "1. V").replace(
            "never did.", "never did.\n1. Odesa answered first and at length;"
        ),
    ),
    "a new first item": (
        lambda d: insert_first(d, "Sochi refused;", "Odesa"),
        TEXT.replace("1. Odesa", "1. Sochi refused;\n1. Odesa"),
    ),
    "the last item becomes the first": (
        lambda d: before(d, "Haifa", "Odesa"),
        TEXT.replace("\n3. Haifa never did.", "").replace("1. Od", "1. Haifa never did.\n1. Od"),
    ),
    "an item behind those of a list within an item": (
        lambda d: d.insert("and by telephone", "Sochi refused;", like="Varna"),
        TEXT.replace("telephone;\n", "telephone;\n3. Sochi refused;\n"),
    ),
    "an item of a list within an item": (
        lambda d: d.insert("by letter", "by cable,"),
        TEXT.replace("by letter,\n", "by letter,\n   - by cable,\n"),
    ),
    "a bullet changes places": (
        lambda d: before(d, "insurers of", "Brokers"),
        TEXT.replace(
            "- Brokers spoke of risk,\n- insurers of price.",
            "- insurers of price.\n- Brokers spoke of risk,",
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_a_block_is_what_it_was_where_it_comes_to_stand(name: str) -> None:
    edit, wanted = EDITS[name]
    document = article().edited()
    edit(document)
    edits, refusals = article().changes(document.saved())
    assert refusals == ()
    assert article().applied(edits)["a.md"] == wanted


HANGUL = """\
---
title: 모래
author: 김나리
date: 2026-03-02
lang: ko-KR
notes: footnotes
---

강은 모래를 나르는 길이다.^[주석이다.] 해안은 *굶기* 시작한다. 그것은 **매우 큰** 값이다.
"""


@cache
def hangul() -> Sent:
    return sent({"a.md": HANGUL}, "a.md")


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("굶기", "여위기", "*여위기* 시작"),
        ("굶기", "몹시 여위기", "*몹시 여위기* 시작"),
        ("시작한다", "그친다", "*굶기* 그친다."),
        ("해안은", "바닷가는", "바닷가는 *굶기*"),
        ("시작한다", "다시 시작한다", "*굶기* 다시 시작한다."),
    ],
)
def test_emphasis_that_word_does_not_show_stays(old: str, new: str, wanted: str) -> None:
    document = hangul().edited()
    document.replace(old, new)
    edits, refusals = hangul().changes(document.saved())
    assert refusals == ()
    assert wanted in hangul().applied(edits)["a.md"]
