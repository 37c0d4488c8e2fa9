"""The words in which platforms and catalogues give a status.

Three readings are this project's own:

- 有更新版 is `replaced`. Industry and local platforms print it on an edition that is no longer shown as 现行; every
  such standard whose newer edition could be looked up had been followed by one already in effect (YD/T 2400-2018 by
  YD/T 2400-2022, LD/T 71.8-2000 by LD/T 71.8-2019), and where a second source had a word for it, that was 作废. A newer
  edition that is only announced leaves the old one 现行 on these platforms.
- 已公告 is this project's own word for what a notice (公告, 备案月报) says of a standard that it lists: issued, and
  nothing is known of the time after it.
- 已发布 is `upcoming`: issued and not known to have ended, so that the effective day decides (`status.status_on`).
"""

from __future__ import annotations

from functools import cache

from standard.folding import fold
from standard.status import Status
from standard.tables import TableError, rows

#: the word for a standard of which a notice alone is known
ANNOUNCED = "已公告"


def status_of_word(word: str) -> Status:
    """The status that `word` means (`现行`, `废止`, `current`); `UNKNOWN` for others, which should be kept.

    Blanks, width, case, a leading `标准状态：` and a closing `。` do not matter.
    """
    folded = _fold_word(word)
    return _words().get(folded.rpartition(":")[2], Status.UNKNOWN)


@cache
def _words() -> dict[str, Status]:
    """Folded word -> status; the statuses' own values are words too. Raises `TableError` for an unknown status."""
    try:
        table = {_fold_word(row["word"]): Status(row["status"]) for row in rows("statuses")}
    except ValueError as error:
        raise TableError("table_value", table="statuses", error=error) from error
    return {**{status.value: status for status in Status}, **table}


def _fold_word(word: str) -> str:
    """The word without blanks and closing stop, in ASCII forms, lower case."""
    return "".join(fold(word).split()).rstrip(".").casefold()
