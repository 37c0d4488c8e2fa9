"""The colours of the design system, measured (WCAG 2.2, 1.4.3: text 4.5:1, and 3:1 for what is not text, 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import webapp

TOKENS = (Path(webapp.__file__).parent / "static" / "tokens.css").read_text("utf-8")
#: (text, ground)
TEXT = [
    ("text", "page"),
    ("text", "paper"),
    ("text", "sunken"),
    ("text-soft", "page"),
    ("text-soft", "paper"),
    ("text-soft", "sunken"),
    ("link", "page"),
    ("link", "paper"),
    ("link", "sunken"),
    ("link-strong", "paper"),
    ("paper", "link"),
    ("accent", "page"),
    ("accent", "paper"),
    ("on-mark", "mark"),
    ("on-ink", "ink"),
    ("on-ink-soft", "ink"),
    ("on-ink-soft", "ink-deep"),
    ("on-ink", "ink-glow"),
    ("on-ink-soft", "ink-glow"),
    ("on-seal", "seal"),
    ("on-seal", "seal-deep"),
    *[("on-heat-low", f"heat-{step}") for step in (1, 2, 3)],
    *[("on-heat-high", f"heat-{step}") for step in (4, 5)],
    *[(tone, f"{tone}-ground") for tone in ("good", "part", "soon", "ended", "calm")],
    *[("text", f"{tone}-ground") for tone in ("part", "soon", "ended")],
    *[("link", f"{tone}-ground") for tone in ("part", "soon", "ended")],
]
NOT_TEXT = [("focus", "page"), ("focus", "paper"), ("focus-ink", "ink"), ("focus-ink", "ink-glow")]


def colours(mode: str) -> dict[str, str]:
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", light))
    return {**found, **dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", dark))} if mode == "dark" else found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(mode: str, text: str, ground: str) -> None:
    table = colours(mode)
    assert contrast(table[text], table[ground]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), NOT_TEXT)
def test_shapes_can_be_seen(mode: str, shape: str, ground: str) -> None:
    table = colours(mode)
    assert contrast(table[shape], table[ground]) >= 3
