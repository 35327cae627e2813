"""Packs: the actors of the world and of one theatre each, as YAML with dates and sources."""
