"""The spellings in which people write a number."""

from __future__ import annotations

#: ASCII -> full width
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}


def spellings(number: str) -> dict[str, str]:
    """Name of the spelling -> the number so written."""
    return {
        "as it is": number,
        "without blanks": number.replace(" ", ""),
        "lower case": number.lower(),
        "without slash": number.replace("/", ""),
        "without both": number.replace("/", "").replace(" ", ""),
        "em dash": number.replace("-", "—"),
        "en dash": number.replace("-", "–"),
        "full width": number.translate(_WIDE),
        "blank for slash": number.replace("/", " "),
        "division slash": number.replace("/", "∕"),
        "several blanks": number.replace(" ", "   "),
        "wide blanks": number.replace(" ", "\u3000"),
        "underscore for slash": number.replace("/", "_"),
        "in title marks": f"《{number}》",
    }
