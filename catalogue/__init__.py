"""Index -> answers."""
