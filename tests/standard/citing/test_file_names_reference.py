"""Numbers in 792 real names of files, against a pattern of the test's own and what was read by eye."""

from __future__ import annotations

import json
import re
from pathlib import Path

from standard.citing import find_citations

#: letters with their signs, serial, year, as file names write them
PLAIN = re.compile(
    r"(?<![A-Za-z])(?P<prefix>(?:GB|DL|NB|DB\d{2,4}|JGJ|CJJ|SL)(?:[ _∕／/]?T)?|Q[ _∕／/]?(?:GDW|CSG))"
    r" *_?(?P<serial>\d+(?:\.\d+)?) ?[-－—一_ ](?P<year>\d{4}|\d\d)(?!\d)"
)
#: what the pattern does not know
EYE = {
    "GB∕T 23331-2020∕ ISO50001-2018": "GB/T 23331-2020/ISO 50001:2018",
    "GB∕T 28750《节能量测量和验证技术通则》": "GB/T 28750",
    "GB 50065勘误表正式版": "GB 50065",
}


def expected(name: str) -> list[str]:
    if known := [number for start, number in EYE.items() if name.startswith(start)]:
        return known
    match = PLAIN.search(name)
    if match is None:
        return []
    prefix = re.sub(r"[ _∕／/]", "", match["prefix"])
    prefix = re.sub(r"^Q", "Q/", prefix) if prefix.startswith("Q") else re.sub(r"(?<=.)T$", "/T", prefix)
    return [f"{prefix} {match['serial']}-{match['year'] if len(match['year']) == 4 else '19' + match['year']}"]


def test_numbers_of_real_file_names(reference: Path) -> None:
    lines = (reference / "domain" / "filenames.jsonl").read_text("utf-8").splitlines()
    names = [json.loads(line)["filename"] for line in lines]
    found = {name: [str(one.number) for one in find_citations(name, "field")] for name in names}
    numbered = [name for name in names if expected(name)]
    right = [name for name in numbered if found[name] == expected(name)]
    print(f"{len(right)} of {len(numbered)} file names read right")  # noqa: T201 - with -s
    assert len(numbered) > 780
    assert len(right) >= 0.995 * len(numbered), sorted(set(numbered) - set(right))
    assert not [name for name in names if found[name] and not expected(name)]
