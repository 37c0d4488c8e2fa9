"""How much of one document is read, so that none takes the memory or the time of who serves many.

Far beyond what lists and standards hold; what passes a bound is a problem that says so, and what was read before it
stays.
"""

from __future__ import annotations

#: bytes of a file
MOST_BYTES = 64 << 20
#: bytes that the parts of a packed file may unpack to, as far as they are read
MOST_UNPACKED = 256 << 20
#: paragraphs and cells together (lines of a text, blank ones too), and characters of them
MOST_PIECES = 500_000
MOST_CHARACTERS = 20_000_000
#: elements of XML or HTML that are held at once: a table, a page; each takes some 200 bytes
MOST_ELEMENTS = 1_000_000
#: how deep elements may be nested; office programs and websites stay below 100
DEEPEST = 250
#: pages of a PDF or OFD
MOST_PAGES = 3000
#: characters of one page
MOST_ON_PAGE = 200_000
#: seconds after which no further page of a PDF is read
MOST_SECONDS = 60
#: mebibytes of memory that the process may take which reads it
MOST_MIB = 1024
#: places of a table of HTML that its cells are merged over
MOST_STEPS = 5_000_000
#: merged ranges of a sheet
MOST_MERGED = 100_000
#: rows or columns that one cell may be merged over
LARGEST_SPAN = 65_536
