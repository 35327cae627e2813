"""Other people's datasets of events, read row by row: UCDP GED, ACLED, POLECAT. What each calls its columns stands in
formats.yaml."""
