"""`python -m reportgen.cli`."""

from reportgen.cli import main

if __name__ == "__main__":
    main()
