"""Cells that name organisations."""

from __future__ import annotations

from importlib.resources import files

import pytest

from indexer.readers.issuers import issuers_of
from standard.tables import parse

QUALITY, MARKET, SAC = "国家质量监督检验检疫总局", "国家市场监督管理总局", "国家标准化管理委员会"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("中华人民共和国国家质量监督检验检疫总局  中国国家标准化管理委员会", (QUALITY, SAC)),
        ("中华人民共和国国家质量监督检验检疫总局 中国国家标准化管理委员会", (QUALITY, SAC)),
        ("中华人民共和国国家质量监督检验检疫总局、中国国家标准化管理委员会", (QUALITY, SAC)),
        ("国家市场监督管理总局；国家标准化管理委员会", (MARKET, SAC)),
        ("国家市场监督管理总局;国家标准委;", (MARKET, SAC)),
        ("国家市场监督管理总局.", (MARKET,)),
        ("国家质量监督检验检疫.", (QUALITY,)),
        ("国家质检总局", (QUALITY,)),
        ("中华人民共和国公安部", ("公安部",)),
        ("公安部", ("公安部",)),
        ("工业和信息化部/国家能源局", ("工业和信息化部", "国家能源局")),
        ("信息产业部（电子）", ("信息产业部",)),
        ("国家技术监督局 中华人民共和国卫生部", ("国家技术监督局", "卫生部")),
        ("中国农业科学院农业资源、区划研究所", ("中国农业科学院农业资源、区划研究所",)),
        ("某某公司(甲部、乙部)", ("某某公司(甲部、乙部)",)),
        ("山东省市场监督管理局<br>山东省卫生健康委员会", ("山东省市场监督管理局", "山东省卫生健康委员会")),
        ("发布单位", ()),
        ("", ()),
        ("-", ()),
    ],
)
def test_issuers(cell: str, names: tuple[str, ...]) -> None:
    assert issuers_of(cell)[0] == names


def test_old_and_new_bodies_stay_apart() -> None:
    old_and_new = (
        (QUALITY, MARKET),
        ("国家技术监督局", "国家质量技术监督局"),
        ("农业部", "农业农村部"),
        ("国家林业局", "国家林业和草原局"),
        ("国家食品药品监督管理局", "国家食品药品监督管理总局"),
        ("山东省质量技术监督局", "山东省市场监督管理局"),
    )
    for old, new in old_and_new:
        assert issuers_of(f"{old}；{new}")[0] == (old, new)


def test_a_cut_name_is_noted() -> None:
    assert issuers_of("中国石油和化学工业.") == (("中国石油和化学工业",), ("单位名称“中国石油和化学工业.”不全",))
    assert issuers_of("国家环境保护局 国家.") == (("国家环境保护局",), ("单位名称“国家.”不全",))


def test_names_are_their_own_names() -> None:
    """Cleaning twice changes nothing: no body of the table is another's spelling."""
    table = parse((files("indexer.readers") / "issuers.tsv").read_text("utf-8"), "issuers")
    assert len(table) > 60
    for body in {body for row in table for body in row["body"].split(";")}:
        assert issuers_of(body) == ((body,), ())
