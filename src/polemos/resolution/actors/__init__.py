"""Names of actors to entries of the packs: ranked candidates with reasons, by date and country, or none of these."""
