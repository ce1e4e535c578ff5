"""Why a document is not imported."""


class RefusedError(ValueError):
    """A document that is not imported: the reason, in words that follow its name, and a remedy."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy
