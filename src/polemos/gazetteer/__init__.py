"""The places of the world that ship with Polemos, those that a user imported, and look-ups among them."""
