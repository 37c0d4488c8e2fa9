"""Every error that a user can cause or mend.

::

    LubiaoError
    ├── NumberError         a text that is no standard number (standard.number)
    ├── TableError          a code table that cannot be read (standard.tables)
    ├── QueryError          a query that strict reading refuses (catalogue.query.parser)
    ├── RequestError        an unknown field, sort order, page or filter value
    │   └── UnknownFormat   a kind of file that lists cannot be taken away as (catalogue.export)
    ├── ProcessLost         a process that reads or builds was ended from outside
    └── IndexFault
        ├── AddressUnknown  an address that names no engine there is
        ├── IndexMissing    no index where one was expected
        ├── IndexDamaged    a file of the index is missing, truncated, foreign or of another version
        ├── IndexBusy       another program is changing the index
        └── IndexNotWritable  the folder cannot be written, or the disk is too full

The command line turns them into exit codes (`webapp.cli`), the web into problem documents (`webapp.error_pages`):
once each, so no other module needs to know.
"""

from __future__ import annotations


class LubiaoError(Exception):
    """Root of all errors of this project; the message is a sentence for the user and says what to do."""
