"""The environment that templates run in: nothing of Python, and nothing without an end."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen import themes

BITS = 100_000
"""How long a number may grow, in bits."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, with numbers that stay small enough to be worked with."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, int) and isinstance(right, int)
        if operator == "**" and (not numbers or abs(right) * left.bit_length() > BITS):
            raise SecurityError("the power is too large")
        if numbers and left.bit_length() + right.bit_length() > BITS:
            raise SecurityError("the product is too large")
        return super().call_binop(context, operator, left, right)


class _Loader(BaseLoader):
    def __init__(self, root: Path, theme: str) -> None:
        self.root, self.theme = root, theme

    def get_source(
        self, environment: Any, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        if themes.find(self.root, self.theme, template) is None:
            raise TemplateNotFound(template)
        return themes.text(self.root, self.theme, template), template, None


def sandbox(root: Path, theme: str) -> Sandbox:
    """The environment of a theme's templates."""
    environment = Sandbox(
        loader=_Loader(root, theme),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.pop("lipsum", None)
    return environment
