"""`python -m reportgen.cli`."""

from reportgen.cli import run

if __name__ == "__main__":
    run()
