"""The version of reportgen."""

__version__ = "1.0.0"
