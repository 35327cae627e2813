"""The version of the program, as every claim's coder names it."""

__version__ = "0.1.0"
