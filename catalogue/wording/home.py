"""What is said of the place that the catalogue belongs to; part of `messages`."""

from __future__ import annotations

from collections.abc import Mapping

#: name -> the sentence in Chinese and in English
HOME: Mapping[str, tuple[str, str]] = {
    "why_home": (
        "与其他地方的地方标准比较时，得分乘以 {factor}：{sentence}",
        "Compared with local standards of other places, the score counts {factor} times: {sentence}",
    ),
    "home_first": (
        "同等条件下{place}（{name}）的地方标准排在其他地方的前面，其余标准的位置不变。",
        "All else equal, local standards of {place} ({name}) come before those of other places; nothing else moves.",
    ),
    "home_province": ("本省", "the home province"),
    "home_city": ("本市", "the home city"),
    "home_region": ("本自治区", "the home region"),
    "home_place": ("本地", "the home place"),
    "home_unknown": (
        "不认识所属地区“{value}”；请用 --home 或 LUBIAO_HOME 给出省或市的代码或名称，例如 37、3702、山东",
        "unknown home “{value}”; give --home or LUBIAO_HOME the code or name of a province or city: 37, 3702, Shandong",
    ),
}
