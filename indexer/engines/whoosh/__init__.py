"""The embedded default: postings in a Whoosh index, everything else in numpy columns beside it.

One generation is a folder with a `base` part, at most one small `delta` part, and the places of base documents that are
no longer valid. Parts are immutable.
"""

from indexer.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
