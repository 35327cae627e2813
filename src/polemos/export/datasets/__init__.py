"""Whole datasets for other people's tools: one module a target, its columns and rules in `columns/`."""
