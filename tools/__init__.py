"""What makes the tables of this repository anew, and runs nodes of a cluster. No package imports it."""
