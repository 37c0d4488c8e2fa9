"""Scripts that rebuild the project's data tables from their sources; not needed at run time."""
