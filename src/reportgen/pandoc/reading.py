"""Sources -> Reading: their chapters, as pandoc reads them beside whatever else is done.

Pandoc is asked before the code that parses is even loaded. How much it may be asked is looked at
later, by `parse`; its own bounds of time and memory hold from the start.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen import pandoc
from reportgen.cache import Store
from reportgen.pandoc.prepared import prepared
from reportgen.project.load import Sources

STEP = "read"
"""The name of this step in the cache."""


@dataclass(frozen=True)
class Reading:
    """Sources, and the texts that pandoc is at work on; it is left as soon as they are parsed."""

    sources: Sources
    store: Store
    texts: tuple[str, ...]
    asked: pandoc.PandocJob | None

    def __enter__(self) -> "Reading":
        return self

    def __exit__(self, *_: object) -> None:
        if self.asked:
            self.asked.drop()

    def documents(self, more: Sequence[str]) -> list[pandoc.Document]:
        """Every chapter, and more Markdown texts, as pandoc reads them. Raises pandoc.Refused."""
        texts = [*(chapter.text for chapter in self.sources.chapters), *more]
        wanted = [prepared(text) for text in texts]
        return self.store.each(STEP, wanted, self._read)

    def _read(self, texts: Sequence[str]) -> list[pandoc.Document]:
        late = [text for text in texts if text not in self.texts]
        asked = pandoc.start_reading(late, self.sources.limits) if late else None
        found: dict[str, pandoc.Document] = {}
        if self.asked:
            found |= zip(self.texts, pandoc.documents(self.asked), strict=True)
        if asked:
            found |= zip(late, pandoc.documents(asked), strict=True)
        return [found[text] for text in texts]


def start_reading(sources: Sources, store: Store = Store()) -> Reading:
    """Have the chapters read that no earlier build has read."""
    once = dict.fromkeys(prepared(chapter.text) for chapter in sources.chapters)
    texts = tuple(text for text in once if not store.has(STEP, [text]))
    asked = pandoc.start_reading(texts, sources.limits) if texts else None
    return Reading(sources, store, texts, asked)
