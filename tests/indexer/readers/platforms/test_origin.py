"""Where and when a page was saved, as browsers, extensions and archives note it."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.readers.platforms.origin import Origin, origin_of

URL = "https://openstd.samr.gov.cn/bzgk/std/newGbInfo?hcno=083B48FA72DBD3B9BDE74507BC319901"

SINGLE_FILE = f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: {{}}\n-->"
SAVE_PAGE = f'<meta name="savepage-url" content="{URL}"><meta name="savepage-date" content="{{}}">'


@pytest.mark.parametrize(
    ("note", "origin"),
    [
        (f"<!-- saved from url=(0084){URL} -->", Origin(URL)),
        ("<!-- saved from url=(0014)about:internet -->", Origin()),
        ("<!-- saved from url=(0020)file:///C:/page.html -->", Origin()),
        (f'<link rel="canonical" href="{URL}">', Origin(URL)),
        (f"<link rel=canonical href='{URL}&amp;x=1'>", Origin(URL + "&x=1")),
        (f'<link href="{URL}" rel="canonical" />', Origin(URL)),
        (f'<link rel="stylesheet" href="x.css"><link rel="canonical" href="{URL}">', Origin(URL)),
        ('<link rel="canonical" href="javascript:alert(1)">', Origin()),
        (f'<!-- saved from url=(0084){URL} --><link rel="canonical" href="https://example.org/">', Origin(URL)),
        (f'<meta property="og:url" content="{URL}">', Origin(URL)),
        (
            SINGLE_FILE.format("Tue Nov 24 2026 01:10:00 GMT+0800 (中国标准时间)"),
            Origin(URL, date(2026, 11, 24)),
        ),
        # an evening in Paris is the next day in China
        (
            SINGLE_FILE.format("Mon Nov 23 2026 20:10:00 GMT+0100 (CET)"),
            Origin(URL, date(2026, 11, 24)),
        ),
        (
            SAVE_PAGE.format("Tue Nov 24 2026 07:10:00 GMT-0330 (Newfoundland Standard Time)"),
            Origin(URL, date(2026, 11, 24)),
        ),
        (
            f'<link rel="canonical" href="http://web.archive.org/web/20190829235022/{URL}">',
            Origin(URL, date(2019, 8, 30)),
        ),
        (
            "<!--\n     FILE ARCHIVED ON 08:50:22 Aug 29, 2019 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON …\n-->",
            Origin("", date(2019, 8, 29)),
        ),
        ("<!--\n     FILE ARCHIVED ON 08:50:22 Abc 29, 2019 AND RETRIEVED FROM THE\n-->", Origin()),
        ("<!--\n     FILE ARCHIVED ON 08:50:22 Feb 30, 2019 AND RETRIEVED FROM THE\n-->", Origin()),
        ('<meta name="savepage-date" content="Tue Nov 24 2026 07:10:00 GMT+9959 (?)">', Origin()),
        ("", Origin()),
    ],
)
def test_notes(note: str, origin: Origin) -> None:
    assert origin_of(f"<!DOCTYPE html>\n{note}\n<html><body>x</body></html>") == origin


def test_an_archive_notes_at_the_end() -> None:
    text = (
        "<html>" + "x" * 1_000_000 + "</html><!--\n FILE ARCHIVED ON 23:50:22 Dec 31, 2019 AND RETRIEVED FROM THE\n-->"
    )
    assert origin_of(text).captured == date(2020, 1, 1)
