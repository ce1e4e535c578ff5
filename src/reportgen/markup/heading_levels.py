"""The levels of the headings on a page."""


class Levels:
    """Heading levels without a gap (WCAG 1.3.1, ISO 14289-1 7.4.2)."""

    def __init__(self, top: int) -> None:
        self.top = top
        self.open: list[int] = []
        self.tables = 0
        """How many tables have been written."""

    def level(self, typed: int) -> int:
        while self.open and self.open[-1] >= typed:
            self.open.pop()
        self.open.append(typed)
        return min(self.top + len(self.open) - 1, 6)
