"""Tables of a list: which columns hold numbers, which the title, where the rows begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from catalogue.validity.list_lines import with_one_title
from indexer.readers import Cell, Place, Table
from standard.citations import Citation
from standard.citing import find_citations, trimmed
from standard.number import NumberError, StandardNumber

_Row = tuple[Cell, ...]

#: a label of the column of numbers; 序号 is the row's own
_NUMBER_LABEL = re.compile(
    r"(?:标准|规范|规程|文件|法规|依据|国标|行标|引用)[^,，。]{0,8}(?:编号|号|代号|号码|编码)"
    r"|^(?:标准|规范)?(?:编号|代号|文号|标准号)(?:[(（][^()（）]{1,8}[)）])?$|(?:名称|标准)(?:及|和|与|、|/)(?:编号|代号|标准号)"
    r"|(?:standard|std)[ _.]*(?:no|number|code|id)?\.?$|^(?:no|number|code)\.?$",
    re.IGNORECASE,
)
_TITLE_LABEL = re.compile(r"名称|题名|标题|文件名|title|name|标准$|规范$", re.IGNORECASE)
#: columns whose numbers are those of other standards, or that an earlier check added
_OTHER_LABEL = re.compile(
    r"^查新|代替|替代|取代|废止|作废|旧|原标准|新标准|采用|采标|对应|replace|supersed|adopt|former", re.IGNORECASE
)
#: columns of words that are no titles
_WORDS_LABEL = re.compile(
    r"备注|说明|单位|部门|人$|员$|日期|时间|位置|地点|来源|结论|remark|note|comment", re.IGNORECASE
)
_ROW_LABEL = re.compile(r"序号|备案|顺序|项目|合同|电话|工号|ics|ccs|分类", re.IGNORECASE)
#: labels of a second row, beneath one that stands over several columns: 检测标准（方法） over 编号 and 名称
_LOWER_LABEL = re.compile(
    r"(?:序|标准|项目|参数|检测|方法|产品|中文|英文|发布|实施|确认|有效)*(?:号|编号|代号|名称|年号|日期|备注|说明|版本)"
    r"(?:[(（][^()（）]{1,8}[)）])?"
)
#: a label is no longer
_LONGEST_LABEL = 24
#: a title is no longer
_LONGEST_TITLE = 120
#: the labels stand in one of the first rows that hold anything
_HEAD_ROWS = 20
#: rows that are looked at to tell what a column holds
_SAMPLE = 400
_SECTION = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十\d]{1,3}[章节篇部类]"
    r"|[注备]\s*[:：注]|说明[:：]|合计|小计|共\s*\d)"
)
#: who made a list, at its end: 编制：张三 审核：李四
_SIGNED = re.compile(r"\s*(?:编制|编写|制表|填表|校对|审核|审定|审批|批准)(?:人|者|日期)?\s*[:：]")
_REMARK = re.compile(r"(?:备?注|说明)\s*[:：]")
_PREFIX = re.compile(r"[A-Z]{1,5}(?:[/／∕][A-Z]{1,5})?", re.ASCII | re.IGNORECASE)
_ENDING = re.compile(r"(?:\.(?:pdf|docx?|wps|txt|xlsx?|ofd))+$", re.IGNORECASE)
_HAN = re.compile(r"[一-鿿]")


@dataclass(frozen=True)
class Columns:
    """What the columns of a table hold; columns are counted from 1."""

    numbers: tuple[int, ...]
    title: int
    #: numbers of other standards: what a standard replaces or adopts
    others: frozenset[int]
    #: index of the first row that is neither title nor header
    first_row: int
    #: index of the row behind all labels, where they stand in two rows
    labels_end: int
    #: texts of the row of labels; empty where there is none
    labels: tuple[str, ...]
    #: how many columns the table has
    width: int
    #: whether the cells hold sentences, so that a row without number is no row of a list
    is_prose: bool

    def is_header(self, row: _Row) -> bool:
        """Whether a row is that of the labels, or repeats it, as on a new page."""
        return bool(self.labels) and _texts(row) == self.labels

    def is_title(self, row: _Row) -> bool:
        """Whether a row without number is a heading within the table, or a note."""
        filled = [(at, cell) for at, cell in by_column(row) if cell.text.strip()]
        if filled and _SIGNED.match(filled[0][1].text):
            return True
        if self.width < 2 or len(filled) != 1:
            return False
        at, cell = filled[0]
        return cell.columns > 1 or bool(_SECTION.match(cell.text)) or at not in {self.title, *self.numbers}

    def of_no_number(self, row: _Row) -> tuple[str, Place, str]:
        """What stands in place of a number, where, and the title of the row."""
        cells = dict(by_column(row))
        title = cells[self.title].text.strip() if self.title in cells else ""
        for at in (*self.numbers, self.title, *cells):
            if at in cells and cells[at].text.strip():
                return cells[at].text, cells[at].place, clean_title(title)
        return "", row[0].place, ""


def by_column(row: _Row) -> list[tuple[int, Cell]]:
    """The cells of a row with their columns; a reader that does not count columns gives them in order."""
    return [(cell.place.column or at, cell) for at, cell in enumerate(row, 1)]


def clean_title(text: str) -> str:
    """A title without 《》, the ending of a file name, and signs at its edges; a remark (备注：) is none."""
    title = _ENDING.sub("", " ".join(text.split()))
    if _REMARK.match(title):
        return ""
    inner = re.fullmatch(r"[^《》]{0,12}《([^《》]+)》[^《》]{0,60}", title)
    return trimmed(inner[1] if inner else title)


# --- telling the columns ----------------------------------------------------------------------------------------------


def columns_of(table: Table) -> Columns:
    """What the columns of a table hold, by their labels and by what stands in them."""
    header = _header(table.rows)
    labels = dict(_labels(table.rows[header])) if header is not None else {}
    others = frozenset(at for at, label in labels.items() if _OTHER_LABEL.search(label))
    first = 0 if header is None else header + 1
    end = first + (0 < first < len(table.rows) and _is_lower_header(table.rows[first]))
    rows = table.rows[end:]
    numbers = _number_columns(rows[:_SAMPLE], labels, others)
    width = max((at for row in table.rows for at, _ in by_column(row)), default=0)
    texts = _texts(table.rows[header]) if header is not None else ()
    title = _title_column(rows[:_SAMPLE], labels, numbers, others)
    return Columns(numbers, title, others, first, end, texts, width, _is_prose(rows[:_SAMPLE]))


def _is_lower_header(row: _Row) -> bool:
    """Whether the row below the labels holds labels, too."""
    labels = [label for _, label in _labels(row)]
    return bool(labels) and all(map(_LOWER_LABEL.fullmatch, labels))


def _is_prose(rows: Sequence[_Row]) -> bool:
    """Whether many rows, a quarter, hold sentences: a full stop within, or more words than a title has."""
    prose = sum(any("。" in cell.text or len(cell.text) > _LONGEST_TITLE for cell in row) for row in rows)
    return prose * 4 > len(rows)


def _texts(row: _Row) -> tuple[str, ...]:
    return tuple("".join(cell.text.split()) for cell in row)


def _labels(row: _Row) -> Iterable[tuple[int, str]]:
    return ((at, "".join(cell.text.split())) for at, cell in by_column(row) if cell.text.strip())


def _header(rows: tuple[_Row, ...]) -> int | None:
    """The row of labels: one of the first, holds no number, and names a column of numbers, or two columns at least.

    Labels are short: a column of numbers may stand beside others that nobody can foresee.
    """
    filled = [index for index, row in enumerate(rows) if any(cell.text.strip() for cell in row)]
    for index in filled[:_HEAD_ROWS]:
        labels = [label for _, label in _labels(rows[index])]
        if any(find_citations(label, "field") for label in labels):
            return None
        known = [label for label in labels if len(label) <= _LONGEST_LABEL and "《" not in label and _is_label(label)]
        telling = any(_names_number(label) or _TITLE_LABEL.search(label) for label in known)
        naming = any(map(_names_number, known)) and all(len(label) <= _LONGEST_LABEL for label in labels)
        if (telling and len(known) > 1) or naming:
            return index
    return None


def is_line_of_labels(line: str) -> bool:
    """Whether a line of a list holds nothing but the names of its columns, that of the numbers among them."""
    labels = re.split(r"[\s,，;；|]+", line.strip())
    return all(map(_is_label, labels)) and any(map(_names_number, labels)) and len(line) <= 3 * _LONGEST_LABEL


def _is_label(label: str) -> bool:
    return any(shape.search(label) for shape in (_NUMBER_LABEL, _TITLE_LABEL, _OTHER_LABEL, _ROW_LABEL))


def _names_number(label: str) -> bool:
    return bool(_NUMBER_LABEL.search(label)) and not _OTHER_LABEL.search(label) and not _ROW_LABEL.search(label)


def _number_columns(rows: Iterable[_Row], labels: dict[int, str], others: frozenset[int]) -> tuple[int, ...]:
    """The columns of numbers: those so labelled, if they hold any, or else those that are full of them."""
    filled: Counter[int] = Counter()
    holding: Counter[int] = Counter()
    alone: Counter[int] = Counter()
    for row in rows:
        for at, cell in by_column(row):
            if at in others or not cell.text.strip():
                continue
            found = find_citations(cell.text, "field")
            filled[at] += 1
            holding[at] += any(one.number for one in found)
            alone[at] += _is_number_alone(cell.text, found)
    labelled = tuple(at for at, label in labels.items() if _names_number(label))
    best = max(holding, key=lambda at: (alone[at], holding[at]), default=0)
    if labelled and (any(holding[at] for at in labelled) or not best or holding[best] * 2 < filled[best]):
        return labelled
    full = tuple(sorted(at for at in alone if alone[at] * 3 >= filled[at] > 0))
    return full or ((best,) if best and holding[best] * 3 >= filled[best] and holding[best] else ())


def _is_number_alone(text: str, found: list[Citation]) -> bool:
    covered = {place for one in found for place in range(*one.span)}
    return bool(found) and len(covered) * 10 >= len(text.strip()) * 7


def _title_column(
    rows: Iterable[_Row], labels: dict[int, str], numbers: tuple[int, ...], others: frozenset[int]
) -> int:
    """The column of titles: the first so labelled, or else the one with most Chinese words; 0 for none."""
    left_out = {*numbers, *others, *(at for at, label in labels.items() if _WORDS_LABEL.search(label))}
    named = [at for at, label in labels.items() if at not in left_out and _TITLE_LABEL.search(label)]
    if named:
        return named[0]
    words: Counter[int] = Counter()
    for row in rows:
        for at, cell in by_column(row):
            if at not in left_out:
                words[at] += len(_HAN.findall(cell.text))
    return max((at for at in words if words[at]), key=lambda at: words[at], default=numbers[0] if numbers else 0)


# --- rows -------------------------------------------------------------------------------------------------------------


def read_row(row: _Row, columns: Columns) -> list[tuple[Citation, Place]]:
    """The citations of a row: of its columns of numbers, or where these name none, of its other cells."""
    cells = dict(by_column(row))
    title = clean_title(cells[columns.title].text) if columns.title in cells else ""
    found = [
        (one if one.title or columns.title == at else replace(one, title=title), cells[at].place)
        for at in columns.numbers
        if at in cells
        for one in _cited(cells[at].text, only=columns.title == at or columns.width == 1) or _unnamed(cells[at].text)
    ]
    if found:
        return found
    # a cell that holds but a prefix, `Q/GDW`, leaves it to the title to name the number in whatever spelling
    begun = any(_PREFIX.fullmatch(cells[at].text.strip()) for at in columns.numbers if at in cells)
    mode = "field" if begun else "text"
    rest = [columns.title, *(at for at in cells if at != columns.title)]
    for at in rest:
        is_open = at in cells and at not in columns.numbers and at not in columns.others
        if is_open and (cited := _cited(cells[at].text, only=True, mode=mode)):
            return [(one, cells[at].place) for one in cited]
    return []


def _cited(text: str, *, only: bool, mode: str = "field") -> list[Citation]:
    """The citations of a cell; where it holds the title too, the words beside the number are the title, 《》 or not."""
    found = find_citations(text, mode)
    if not only or not found:
        return found
    if any(one.title for one in found):
        return with_one_title(found)
    kept, behind = "", 0
    for start, end in sorted({one.span for one in found}):
        kept += text[behind:start] + " "
        behind = max(behind, end)
    title = clean_title(kept + text[behind:])
    return [replace(one, title=title) for one in found] if _HAN.search(title) else found


def _unnamed(text: str) -> list[Citation]:
    """The number of a cell whose prefix is a word or is left out, `国标 2760`, `50300-2013`: it may be of several."""
    try:
        number = StandardNumber(text)
    except NumberError:
        return []
    return [Citation(text, (0, len(text)), number)] if number.kind in {"wildcard", "bare"} else []
