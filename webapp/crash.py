"""What is done when the program itself is at fault: a short message, and a file with the details for who mends it."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from standard.wording import Words, say

#: exit code of a mistake of the program; outside of those of the commands (EX_SOFTWARE of sysexits.h)
CRASHED = 70
#: exit code of what the user ended with Ctrl-C, as shells give it
INTERRUPTED = 130


def write_details(error: BaseException) -> Path | None:
    """Write where the program failed into a new file in the folder for temporary files; None where that fails, too."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    about = f"lubiao {version('lubiao')}, Python {platform.python_version()}, {platform.platform()}, {when}"
    lines = [about, f"command: {sys.argv[1:]}", "", *traceback.format_exception(error)]
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="lubiao-error-", suffix=".txt", delete=False, encoding="utf-8", errors="replace"
        ) as file:
            file.write("\n".join(lines))
    except OSError:
        return None
    return Path(file.name)


def message_of(error: BaseException, details: Path | None) -> Words:
    """The sentence for the user: what it was, and where the details are."""
    what = f"{type(error).__name__}: {error}"[:200].encode("utf-8", "replace").decode()
    if details is None:
        return say("crashed_without_details", error=what)
    return say("crashed", error=what, path=details)
