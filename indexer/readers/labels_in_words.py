"""Labels of columns and keys as people write them -> fields: with a second language, brackets, marks, line breaks.

`标准号⏎Standard No.`, `*标准名称(必填)`, `实施日期 / Impl. Date`. What is taken off a label must not make another thing
of it: 标准名称（英文）and 原标准号 are not what stands before the bracket or behind the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.readers.field_labels import field_of
from indexer.readers.mojibake import decoded_anew
from indexer.readers.remembering import remembered
from indexer.readers.text_cells import narrow, without_noise
from standard.word_classes import WordTable

_WORDS = WordTable("label_words", package="indexer.readers")
#: words that a label must not lose
_OTHER = _WORDS.rule(r"(?i:<<other>>)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BRACKETS = re.compile(r"[(（\[【〔{<《](?P<within>[^()（）\[\]【】〔〕{}<>《》]*)[)）\]】〕}>》]")
_PARTS = re.compile(r"[\n\r|/\\、,，;；]+")
#: the second language: behind Chinese at once or after a blank, before it only as words and not as a code (ISBN 号)
_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff])[\s:：.·_-]*(?P<words>[A-Za-z][^\u4e00-\u9fff]*)$")
_BEFORE = re.compile(
    r"^(?P<words>[^\u4e00-\u9fff]*[a-z]{2}[^\u4e00-\u9fff]*|[A-Z. ]{7,})[\s:：·_-]+(?=[\u4e00-\u9fff])"
)
_MARKS = " \t\u3000*＊※★☆●■◆▲△#＃:：.。·~?？!！_-—\"'“”‘’="
#: longer texts are no labels
_LONGEST = 80


@remembered(4096)
def column_field(label: str) -> str | None:
    """The field of a column or key; empty where it is known and not needed, None where nobody knows it.

    As `indexer.readers.field_labels.field_of`, which takes a label as it stands, and then without what people add.
    """
    known = field_of(label)
    if known is None and 0 < len(label) <= _LONGEST:
        known = _read(label)
        if known is None and (again := decoded_anew(without_noise(label))) != label:
            known = _read(again)
    return known


def _read(label: str) -> str | None:
    """The field of a label that is not known as it stands."""
    text = narrow(without_noise(label)).strip(_MARKS)
    outside = _BRACKETS.sub(" ", text).strip(_MARKS)
    aside = [found["within"].strip(_MARKS) for found in _BRACKETS.finditer(text)]
    fields: set[str] = set()
    for part in filter(None, (part.strip(_MARKS) for part in _PARTS.split(outside))):
        name, words = _part(part)
        if name is None and _CHINESE.search(part):
            return None
        fields |= set() if name is None else {name}
        aside += [part] if name is None else words
    for words_aside in aside:
        name = field_of(words_aside)
        if name is None and _OTHER.search(words_aside):
            return None
        fields |= set() if name is None else {name}
    return fields.pop() if len(fields) == 1 else None


def _part(part: str) -> tuple[str | None, list[str]]:
    """The field of one wording, and the words of another language that were taken off it."""
    name = field_of(part)
    if name is not None:
        return name, []
    for text, words in _in_chinese_alone(part):
        if (name := field_of(text)) is not None:
            return name, [words]
    return None, []


def _in_chinese_alone(part: str) -> Iterator[tuple[str, str]]:
    """A wording without its second language, and that."""
    for pattern in (_BEHIND, _BEFORE):
        if found := pattern.search(part):
            yield (part[: found.start()] + part[found.end() :]).strip(_MARKS), found["words"].strip(_MARKS)
