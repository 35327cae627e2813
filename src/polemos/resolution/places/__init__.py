"""Where a name is: candidates from the gazetteer with reasons, for one name or for all names of a report."""
