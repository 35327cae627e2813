"""Polemos turns reports of armed conflict into claims tied to their words and to who says so."""

__version__ = "0.1.0"
