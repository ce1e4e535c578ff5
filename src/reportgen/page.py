"""Edition + template -> HTML text. The only module that imports Jinja2.

Templates are a publisher's own, so they run in a sandbox, with every value escaped, and a name
that is not defined is a fault and not a hole in the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen import themes
from reportgen.diag import Bag
from reportgen.source import Source


@dataclass(frozen=True)
class Safe:
    """HTML that our own markup wrote, which a template may put in as it is."""

    html: str

    def __html__(self) -> str:
        return self.html

    def __bool__(self) -> bool:
        return bool(self.html)


def page(root: Path, theme: str, name: str, values: Mapping[str, Any], bag: Bag) -> str | None:
    """A template filled in; None, with a diagnostic at its line, where it does not work."""
    from jinja2 import BaseLoader, StrictUndefined, TemplateError, TemplateNotFound
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Loader(BaseLoader):
        def get_source(self, environment: Any, template: str) -> tuple[str, str, None]:
            path = themes.find(root, theme, template)
            if path is None:
                raise TemplateNotFound(template)
            return path.read_text(encoding="utf-8"), template, None

    environment = ImmutableSandboxedEnvironment(
        loader=Loader(),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        return environment.get_template(name).render(**values)
    except TemplateNotFound as error:
        bag.error(
            "template-missing",
            f"the theme `{theme}` has no template `{error.name}`",
            help=f"choose a theme that is there: {', '.join(themes.names())}",
        )
    except (
        TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:
        bag.error(
            "template-fault",
            f"the template does not work: {error}",
            _place(error, root, theme, name),
        )
    return None


def _place(error: Exception, root: Path, theme: str, name: str) -> Any:
    """The line of a template that an error came from."""
    line, file = getattr(error, "lineno", None), getattr(error, "name", None) or name
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            line, file = trace.tb_lineno, trace.tb_frame.f_code.co_filename
        trace = trace.tb_next
    source = Source(f"templates/{theme}/{file}", themes.text(root, theme, file))
    return source.span(source.offset(line)) if line else None
