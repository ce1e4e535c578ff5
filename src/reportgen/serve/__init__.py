"""The live preview: a page on this machine that shows a project as it is being written.

Two processes: this one watches the files and answers the browser, and a warm one builds (`warm`),
so that an engine that hangs or falls takes nothing with it. Nothing is written into the project:
outputs are held in memory.
"""

from reportgen.serve.preview import Preview
from reportgen.serve.server import run

__all__ = ["Preview", "run"]
