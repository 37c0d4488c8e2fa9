"""How Whoosh itself opens a part: a codec over the columns, and its query parser with our words."""

from indexer.engines.whoosh.view.codec import CONTENTS, check_contents, write_contents
from indexer.engines.whoosh.view.query_parser import query_parser

__all__ = ["CONTENTS", "check_contents", "query_parser", "write_contents"]
