"""The process that reads a PDF: the library may crash over a file, or take any memory and time.

`python -m indexer.readers.text.pdf_process PAGES SECONDS MIB < file` prints a line of JSON for each page.
"""

from __future__ import annotations

import sys

from indexer.readers.problem import Unreadable
from indexer.readers.text.pdf_pages import in_json, pages_of


def _bound(seconds: int, mib: int) -> None:
    """Let this process take so much; where the system has no such bounds, the time that its parent waits is one."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (mib << 20, mib << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read a file and tell its pages."""
    most, seconds, mib = map(int, sys.argv[1:])
    _bound(seconds + 1, mib)
    try:
        for item in pages_of(sys.stdin.buffer.read(), most, seconds):
            sys.stdout.write(in_json(item) + "\n")
            sys.stdout.flush()
    except Unreadable as problem:
        sys.stdout.write(in_json(problem) + "\n")


if __name__ == "__main__":
    main()
