"""Bytes -> Record or Problem."""
