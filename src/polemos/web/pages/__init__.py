"""One module a page, each with its routes in `router`."""
