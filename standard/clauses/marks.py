"""What a line of content begins with: the caption of a table or figure, a note, an example, a list item."""

from __future__ import annotations

import re

CAPTION = re.compile(
    r"(?P<label>表\s*(?:[A-Z]\s?[.．]?\s?)?\d{1,3}(?:[.．-]\d{1,3})*)(?![\d年月日])\s*(?P<more>[（(]?\s*续\s*(?:表)?\s*[)）]?)?\s*(?P<title>.*)",
    re.DOTALL,
)
CONTINUED = re.compile(r"\s*[（(]\s*续\s*(?:表)?\s*\d*[)）]$")
FIGURE = re.compile(r"(?P<label>图\s*(?:[A-Z]\s?[.．]?\s?)?\d{1,3}(?:[.．-]\d{1,3})*)(?!\d)\s*(?P<text>.*)", re.DOTALL)
NOTE = re.compile(r"(?P<label>注\s*\d{0,2})\s*[：:]\s*(?P<text>.*)", re.DOTALL)
EXAMPLE = re.compile(r"(?P<label>(?:示\s*例|例)\s*\d{0,2})\s*[：:；;]\s*(?P<text>.*)", re.DOTALL)
EXAMPLE_ALONE = re.compile(r"示\s*例\s*\d{0,2}")
ITEM = re.compile(
    r"(?P<label>[—―─–]{1,3}|[●○•·▪◆]|[a-z]\s?[)）.]|\d{1,2}\s?[)）]|[（(]\s?(?:\d{1,2}|[a-z]|[一二三四五六七八九十]{1,3})\s?[)）]|[①-⑳])\s*(?P<text>.*)",
    re.DOTALL,
)
DASHES = "—―─–●○•·▪◆"
#: what says of a table or figure that it is spoken of, not shown
SPOKEN = re.compile(r"(?:给出|规定|列出|所示|的|中|为|是|和|或|及|、|，|,|。|~|～)")
STOPS = ("。", "；", ";", "：", ":", "！", "？", "……")
