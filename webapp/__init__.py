"""Answers -> pages and JSON."""
