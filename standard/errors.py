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

from typing import Any

from standard.wording import Words, say


class LubiaoError(Exception):
    """Root of all errors of this project: a sentence for the user that says what to do, by its name and its values."""

    def __init__(self, kind: str, /, **values: object) -> None:
        super().__init__(kind, values)
        #: name of the sentence in the table of `standard.wording`
        self.kind = kind
        self.values = values
        #: what else must be told with it, such as rows that could not be read
        self.remarks: list[Words] = []

    @property
    def words(self) -> Words:
        """The sentence in both languages."""
        return say(self.kind, **self.values)

    def __str__(self) -> str:
        return self.words.chinese

    def __reduce__(self) -> tuple[Any, ...]:
        return _bare, (type(self),), self.__dict__


def _bare(kind: type[LubiaoError]) -> LubiaoError:
    """An error to be filled with what another one had: one that comes from another process, or a copy."""
    return kind.__new__(kind)
