"""When are two names names of one characteristic? By folding and a table, not by likeness."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from catalogue.indicators.folded_text import fold_text
from catalogue.indicators.names import basis_of
from standard.tables import rows

#: 铅(以Pb计): as what it is counted
_AS = re.compile(r"[(（]?以([A-Za-z0-9\u3400-\u9fff]{1,12})计[)）]?")
_MASS = re.compile(r"[(（]?质量(?:分数|百分数|比)[)）]?|[(（][mw]/[mw][)）]")
#: a verb that binds, which says nothing of what is measured: 产品应贮存在温度; 应力 and 反应 are words
_MODAL = re.compile(r"(?:均|都)?(?:(?<![反适供响效相感对])应(?![力用变急答])|(?<![适便])宜|必须)")
_CONTENT = re.compile(r"(?<=.)(?:的)?(?:含量|浓度)$")
_ORDINALS = str.maketrans("ⅠⅡⅢⅣⅤ12345", "一二三四五一二三四五")


@dataclass(frozen=True, slots=True)
class Characteristic:
    """A name taken apart: what is measured, as what and on what it is counted, whether its shares are of mass."""

    key: str
    counted_as: str
    basis: str
    of_mass: bool


def characteristic_of(name: str, condition: str = "") -> Characteristic:
    """The characteristic of a name; the condition may say the basis (干基)."""
    folded = "".join(fold_text(name).text.split())
    basis = basis_of(folded) or basis_of(fold_text(condition).text)
    counted = _AS.search(folded)
    words = _AS.sub("", folded)
    of_mass = _MASS.search(words) is not None or "质量分数" in condition
    words = _without_basis(_MASS.sub("", words), basis)
    words = _MODAL.sub("", words) or words
    words = _CONTENT.sub("", words) or words
    known, share = _known().get(words.casefold(), (words, ""))
    return Characteristic(
        known.casefold(), counted[1] if counted and counted[1] != basis else "", basis, of_mass or share == "mass share"
    )


def fold_words(words: str) -> str:
    """Words of a condition, object or grade for comparing: without blanks and brackets, 一级品 as 一级, Ⅰ级 as 一级."""
    folded = re.sub(r"[\s()（）,，、:：；;]", "", fold_text(words).text).casefold()
    if re.fullmatch(r"[ⅰ-ⅴⅠ-Ⅴ1-5一二三四五]级品?", folded):
        folded = folded.upper().translate(_ORDINALS).removesuffix("品")
    return re.sub(r"(?<=[特优]级)品$", "", folded)


def _without_basis(words: str, basis: str) -> str:
    return re.sub(rf"[(（]?以?{re.escape(basis)}计?[)）]?", "", words) if basis else words


@cache
def _known() -> dict[str, tuple[str, str]]:
    """Every name of the table, folded -> the one name, and what its shares are of."""
    table = rows("characteristics", "catalogue.indicators")
    shares = {row["name"]: row["share"] for row in table if row["share"]}
    return {
        word.casefold(): (row["name"], shares.get(row["name"], ""))
        for row in table
        for word in (row["name"], row["same"])
        if word
    }
