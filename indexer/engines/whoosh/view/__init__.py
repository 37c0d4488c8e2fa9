"""How Whoosh itself opens a part: a codec over the columns."""

from indexer.engines.whoosh.view.codec import write_contents

__all__ = [
    "write_contents",
]
