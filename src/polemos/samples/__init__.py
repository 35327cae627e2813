"""Reports to try Polemos on, as text files. Each was written for the project from public facts, and says so."""
