"""The environment that templates run in: what is listed, nothing of Python, nothing without an end.

Jinja2's sandbox forbids names; here what is not listed in `filters.py` is refused, whatever it is.
"""

from collections.abc import Callable, Collection, Iterable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from reportgen import themes
from reportgen.limits import LIMITS
from reportgen.themes import filters
from reportgen.themes.methods import FIELDS, METHODS, Method
from reportgen.themes.template_values import (
    MAPPINGS,
    NUMBERS,
    SEQUENCES,
    TEXTS,
    fits,
    kind,
    made,
    weigh,
    written,
)

T = TypeVar("T")

BITS = 100_000
"""How long a number may grow, in bits."""
WORK = 4 * LIMITS.page_characters
"""The most characters of all texts that a page puts together on its way."""
ITEM = 32
"""How many characters an item of a list counts as."""
CALLED = frozenset({BlockReference, LoopContext, Macro, Method})
"""What may be called, beside the functions that there are."""


class _Generator(CodeGenerator):
    """Has what the environment cannot intercept go through it: `~`, and lists as they are written.

    What else templates compile to is Jinja2's own.
    """

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        self._through("joined", node.nodes, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802
        self._through("listed", node.items, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802
        if node.ctx == "load":
            self._through("listed", node.items, frame)
        else:
            super().visit_Tuple(node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        self.write("environment.listed(")
        super().visit_Dict(node, frame)
        self.write(")")

    def _through(self, method: str, items: Iterable[nodes.Expr], frame: Frame) -> None:
        self.write(f"environment.{method}((")
        for item in items:
            self.visit(item, frame)
            self.write(", ")
        self.write("))")


class Sandbox(SandboxedEnvironment):
    """An environment in which only what is listed can be reached, called or made large."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    code_generator_class = _Generator

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            optimized=False,
            finalize=written,
        )
        self.filters = {name: self._counting(f) for name, f in filters.FILTERS.items()}
        self.tests = dict(filters.TESTS)
        self.globals = dict(filters.GLOBALS)
        self.concat = self._concatenated  # type: ignore[method-assign]
        self.work = 0

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field or a method that is listed, else undefined."""
        cls = type(obj)
        if attribute in METHODS.get(cls, ()):
            function = METHODS[cls][attribute]
            return Method(attribute, lambda *args, **named: function(obj, *args, **named))
        if cls in MAPPINGS:
            return self.getitem(obj, attribute)
        named = attribute in FIELDS.get(cls, ())
        if named or (cls in (Namespace, TemplateModule) and not attribute.startswith("_")):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self._missing(obj, attribute)
        if cls is TemplateReference:
            return self.getitem(obj, attribute)
        return self._missing(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An item of a mapping, a sequence or a text, else a field by its name."""
        cls = type(obj)
        if cls in MAPPINGS or cls is TemplateReference or type(argument) is not str:
            if cls in MAPPINGS | SEQUENCES | TEXTS | {TemplateReference}:
                try:
                    return obj[argument]
                except (LookupError, TypeError):
                    pass
            return self._missing(obj, argument)
        return self.getattr(obj, argument)

    def is_safe_callable(self, obj: Any) -> bool:
        return type(obj) in CALLED or any(obj is known for known in filters.GLOBALS.values())

    def call(self, context: Any, obj: Any, /, *args: Any, **named: Any) -> Any:
        """What a function, a method, a macro or a block gives. Raises SecurityError for others."""
        if isinstance(obj, Undefined):
            obj()
        if not self.is_safe_callable(obj):
            raise SecurityError(f"{kind(obj)} cannot be called")
        return self._counted(context.call(obj, *args, **named))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """What an operator gives, of numbers, texts or lists that stay small."""
        for value in (left, right):
            if isinstance(value, Undefined):
                str(value)
        if type(left) in NUMBERS and type(right) in NUMBERS:
            size = _bits(left) * abs(right) if operator == "**" else _bits(left) + _bits(right)
            if size > BITS:
                raise SecurityError("the number is too large")
            return super().call_binop(context, operator, left, right)
        if operator == "+" and type(left) in TEXTS and type(right) in TEXTS:
            return self.joined((left, right))
        if operator == "+" and type(left) in SEQUENCES and type(right) in SEQUENCES:
            return self.listed((*left, *right))
        if operator == "*" and type(right) is int and type(left) in TEXTS:
            fits(len(left) * right)
            return self._counted(left * right)
        raise TypeError(f"`{operator}` is not for {kind(left)} and {kind(right)}")

    def joined(self, parts: Iterable[Any]) -> str:
        """Texts put together, each escaped where one of them is HTML."""
        texts = [written(part) for part in parts]
        fits(sum(map(len, texts)))
        html = any(type(text) is Markup for text in texts)
        return self._counted(Markup("").join(texts) if html else "".join(texts))

    def listed(self, items: Any) -> Any:
        """A list or a mapping as a template writes it. Raises MemoryError where it is too large."""
        return self._counted(items)

    def _concatenated(self, parts: Iterable[str]) -> str:
        """What a macro or a block wrote."""
        texts, size = [], 0
        for part in parts:
            size += len(part)
            fits(size)
            texts.append(part)
        return self._counted("".join(texts))

    def _counting(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A filter whose result is made at once, and counted."""

        @wraps(function)
        def counted(*args: Any, **named: Any) -> Any:
            return self._counted(made(function(*args, **named)))

        return counted

    def _counted(self, value: T) -> T:
        """A value that was made. Raises MemoryError where it is, or all together are, too large."""
        size = len(value) if isinstance(value, str) else ITEM * weigh(value)
        fits(size if isinstance(value, str) else 0)
        self.work += size
        if self.work > WORK:
            raise MemoryError
        return value

    def _missing(self, obj: Any, name: Any) -> Undefined:
        if isinstance(obj, Undefined):
            str(obj)
        label = written(name) if type(name) in (str, int) else kind(name)
        return self.undefined(f"{kind(obj)} has no `{label}`", obj=obj, name=label)


def _bits(number: float) -> int:
    return int(number).bit_length() if type(number) is not float else 1


class _Loader(BaseLoader):
    def __init__(self, root: Path, theme: str, names: Collection[str]) -> None:
        self.root, self.theme, self.names = root, theme, names

    def get_source(
        self, environment: Any, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        if template not in self.names or themes.find(self.root, self.theme, template) is None:
            raise TemplateNotFound(template)
        return themes.text(self.root, self.theme, template), template, None


def sandbox(root: Path, theme: str) -> Sandbox:
    """The environment of a theme's templates."""
    return Sandbox(_Loader(root, theme, themes.asked(root, theme)))
