"""All records of the sources, gathered in a file: however many there are, memory holds some bytes for each.

`packed` turns rows into bytes, which `reading` does in one process or several; `records` keeps them, merges rows of one
number and takes changes; `linking` gives relations their other half; stretches of records go to the index writer.
"""

from indexer.gathering.adopting import Adoptions
from indexer.gathering.linking import link
from indexer.gathering.parallel_reading import packed_rows
from indexer.gathering.record_bytes import Packed, pack
from indexer.gathering.record_file import Records, Stretch

__all__ = [
    "Adoptions",
    "Packed",
    "Records",
    "Stretch",
    "link",
    "pack",
    "packed_rows",
]
