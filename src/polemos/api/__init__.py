"""Polemos as a library: what `import polemos` gives, loaded when it is first asked for."""
