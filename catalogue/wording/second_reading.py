"""What is said where a search is answered in another reading than the first; part of `messages`."""

from __future__ import annotations

from collections.abc import Mapping

#: name -> the sentence in Chinese and in English
SECOND_READING: Mapping[str, tuple[str, str]] = {
    "words_left_out": (
        "目录中没有同时包含全部检索词的标准；已去掉“{dropped}”，按“{text}”检索。",
        "No standard holds all the words; “{dropped}” was left out, and “{text}” searched for.",
    ),
    "read_apart": (
        "目录中没有同时包含全部检索词的标准；已按“{text}”检索。",
        "No standard holds all the words; “{text}” was searched for.",
    ),
}
