"""Search quality on judged queries, ours beside its peers: `python -m bench quality`."""
