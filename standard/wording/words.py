"""Words for people as a value: Chinese and English side by side, through all that is done with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

CHINESE, ENGLISH = "zh", "en"
#: the languages that can be asked for; the first is that of who asks for none
LANGUAGES = (CHINESE, ENGLISH)


@dataclass(frozen=True, slots=True)
class Words:
    """A name or sentence for people in both languages.

    What is made of words (`+`, `join`, `format`, a value of another sentence) has both languages, too. It is no `str`:
    who shows it says in which language, with `in_language`. `str()` gives both, so that neither is ever lost.
    """

    chinese: str
    #: empty where nobody has put it into English
    english: str = ""

    def in_language(self, language: str) -> str:
        """The text in one of LANGUAGES; Chinese where there is no English."""
        return self.english or self.chinese if language == ENGLISH else self.chinese

    def __str__(self) -> str:
        return f"{self.chinese} / {self.english}" if self.english not in ("", self.chinese) else self.chinese

    def __bool__(self) -> bool:
        return bool(self.chinese)

    def __add__(self, other: Words | str) -> Words:
        after = words_of(other)
        return Words(self.chinese + after.chinese, self.in_language(ENGLISH) + after.in_language(ENGLISH))

    def __radd__(self, other: str) -> Words:
        return words_of(other) + self

    def join(self, items: Iterable[Words | str]) -> Words:
        """The items one behind another, with these words between them: `COMMA.join(names)`."""
        rows = [words_of(item) for item in items]
        return Words(
            self.chinese.join(row.chinese for row in rows),
            self.in_language(ENGLISH).join(row.in_language(ENGLISH) for row in rows),
        )

    def format(self, values: Mapping[str, object]) -> Words:
        """These words with the values in their `{names}`.

        Tuples are joined, and words among the values are in the language of the sentence that takes them.
        """
        return Words(
            self.chinese.format(**{name: _put(value, CHINESE) for name, value in values.items()}),
            self.english.format(**{name: _put(value, ENGLISH) for name, value in values.items()}),
        )


#: between the items of a list
COMMA = Words("、", ", ")
#: where there is nothing to say
SILENCE = Words("")


def words_of(text: Words | str) -> Words:
    """Words as they are; a plain text, such as a number or a name from the data, is the same in both languages."""
    return text if isinstance(text, Words) else Words(text, text)


def in_json(language: str) -> Callable[[Any], str]:
    """The `default` of `json.dumps` for values with words in them: each in one of LANGUAGES."""

    def text_of(value: Any) -> str:
        if not isinstance(value, Words):
            raise TypeError(f"{type(value).__name__} is no value of JSON")
        return value.in_language(language)

    return text_of


def _put(value: object, language: str) -> object:
    if isinstance(value, Words):
        return value.in_language(language)
    if isinstance(value, tuple):
        return COMMA.in_language(language).join(str(_put(one, language)) for one in value)
    return value
