"""Place files that a user hands in: GeoNames country files, OCHA P-code tables, tables of their own."""
