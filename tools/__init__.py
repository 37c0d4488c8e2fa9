"""What makes the tables of this repository anew from their sources: `python -m tools`. No package imports it."""
