"""What serves speed and memory alone: without this package the same bytes are made, more slowly.

It replaces functions of WeasyPrint, and is used only with the versions that it was tested with
(`compat.tested`).
"""

from contextlib import redirect_stdout, suppress
from io import StringIO


def load() -> None:
    """Import WeasyPrint faster, and replace some of its functions by faster ones.

    With its C functions declared ready-made, each library is opened by its plain name. Where that
    finds none, the import is done again as usual, which searches for them.
    """
    from reportgen.weasy.speed import contexts, declarations, lazy_imports, pseudo_elements

    with lazy_imports.postponed():
        with suppress(OSError), declarations.parsed(), redirect_stdout(StringIO()):
            import weasyprint
        import weasyprint  # noqa: F401

    contexts.install()
    pseudo_elements.install()
