"""Corpus -> index: readers, text analysis, engines, reindex."""
