"""How Whoosh itself opens a part: a codec over the columns."""

from indexer.engines.whoosh.view.codec import CONTENTS, check_contents, write_contents

__all__ = [
    "CONTENTS",
    "check_contents",
    "write_contents",
]
