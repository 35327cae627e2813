"""Two lists of events side by side: which are one happening in both, and what each has alone."""
