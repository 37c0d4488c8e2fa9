"""One contract, several engines."""
