"""Where the time of a build goes: each stage alone, in one process, with nothing kept."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def profile(root: Path) -> list[tuple[str, float, float]]:
    """The stages with their seconds on the wall and of this process (without pandoc's)."""
    out: list[tuple[str, float, float]] = []

    def timed(name: str, step: Callable[[], T]) -> T:
        wall, cpu = time.perf_counter(), time.process_time()
        found = step()
        out.append((name, time.perf_counter() - wall, time.process_time() - cpu))
        return found

    def load() -> None:
        from reportgen.pipeline import build  # noqa: F401

    timed("import reportgen", load)
    from reportgen import resolve, weasy
    from reportgen.diagnostics import Bag
    from reportgen.pipeline import plan
    from reportgen.pipeline import task as tasks
    from reportgen.project.request import Request
    from reportgen.resolve import style as styles

    timed("import WeasyPrint (beside the next)", weasy.warm)
    bag = Bag()
    request = Request(root)

    def examine() -> Any:
        with plan.begun(request, bag) as begun:
            return plan.examine(begun, request, bag)

    manuscript = timed("load, parse, check", examine)
    assert manuscript is not None
    style = styles.citation_style(manuscript, bag)
    assert style is not None
    with resolve.start_citations(manuscript, style) as question:
        timed("resolve", lambda: resolve.resolve(question, bag))
    with plan.begun(request, bag) as begun:
        outputs = plan.plan(begun, request, bag).tasks
    for task in outputs:
        timed(f"render {task.name}", lambda task=task: tasks.render(task))  # type: ignore[misc]
    return out


if __name__ == "__main__":
    import json
    import sys

    sys.stdout.write(json.dumps(profile(Path(sys.argv[1]))))
