"""The history of a standard: drawn on its page with the same in words, and as JSON."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient


def test_the_drawing_says_the_same_in_words(page: Any) -> None:
    standard = page("/standards/GB_T_1.1-2009")
    drawing = standard.select_one("svg[aria-labelledby=timeline-title]")
    assert drawing["role"] == "img"
    words = standard.select_one(f"#{drawing['aria-describedby']}").get_text()
    names = [name.get_text() for name in drawing.select(".timeline-name")]
    assert len(names) == len(drawing.select(".timeline-bar")) >= 2
    for name in names:
        assert name.split(" · ")[0] in words
    assert len(drawing.select(".timeline-link")) >= 1
    assert "2020-10-01 起 GB/T 1.1-2020 代替 GB/T 1.1-2009" in words


def test_the_drawing_needs_no_script_and_no_width(page: Any) -> None:
    drawing = page("/standards/GB_T_1.1-2009").select_one("svg[aria-labelledby=timeline-title]")
    assert not drawing.select("script")
    assert drawing["width"] == "100%"
    for bar in drawing.select(".timeline-bar"):
        left, width = (float(bar[name].removesuffix("%")) for name in ("x", "width"))
        assert 0 <= left <= left + width <= 100


def test_a_standard_without_history_has_no_drawing(page: Any) -> None:
    assert not page("/standards/Q_GDW_11903-2018").select("#timeline-title")


def test_the_same_as_json(client: FlaskClient) -> None:
    for number in ("GB_T_1.1-2009", "gbt1.1-2009"):
        value = client.get(f"/api/standards/{number}/history").get_json()
        assert value["number"] == "GB/T 1.1-2009"
        assert {"new": "GB/T 1.1-2020", "old": "GB/T 1.1-2009", "kind": "whole", "day": "2020-10-01"}.items() <= next(
            edge for edge in value["edges"] if edge["old"] == "GB/T 1.1-2009"
        ).items()
        assert value["in_force"] == ["GB/T 1.1-2020"]
    assert client.get("/api/standards/GB_T_99999-2019/history").status_code == 404
