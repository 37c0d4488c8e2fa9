"""How often something is asked for is read as the longest interval."""

from __future__ import annotations

from decimal import Decimal

import pytest

from catalogue.indicators import indicators
from catalogue.indicators.frequencies import read_frequencies


@pytest.mark.parametrize(
    ("sentence", "name", "low", "high", "unit"),
    [
        ("型式检验每12个月应进行1次。", "型式检验间隔", None, "12", "个月"),
        ("夜间宜每2 h巡查1次。", "巡查间隔", None, "2", "h"),
        ("结果期应每7 d～10 d追肥1次，每次追施氮肥不应超过5 kg/亩。", "追肥间隔", "7", "10", "d"),
        ("企业应每季度进行1次能耗考核。", "能耗考核间隔", None, "3", "个月"),
        ("老年人入住前应进行风险评估，入住后每6个月应重新评估。", "重新评估间隔", None, "6", "个月"),
        ("设备应每年检修两次。", "检修间隔", None, "0.5", "a"),
        ("滤芯每半年更换1次。", "更换间隔", None, "6", "个月"),
        ("管道应每周冲洗1次。", "冲洗间隔", None, "7", "d"),
    ],
)
def test_intervals(sentence: str, name: str, low: str | None, high: str, unit: str) -> None:
    (found,) = read_frequencies(sentence)
    assert (found.name, found.unit) == (name, unit)
    assert found.high == Decimal(high)
    assert found.low == (Decimal(low) if low is not None else None)


@pytest.mark.parametrize(
    "sentence",
    [
        "应每年组织不少于4次应急演练。",
        "每年继续教育时间不应少于20 h。",
        "护理员应每年进行健康检查。",
        "每批产品出厂前应检验1次。",
        "每100 g样品中应含5 g蛋白质。",
        "每个房间应设2个插座。",
        "应每0个月检查0次。",
    ],
)
def test_what_is_no_interval(sentence: str) -> None:
    assert list(read_frequencies(sentence)) == []


def test_a_second_limit_before_a_noun_is_one_where_the_first_was() -> None:
    found = indicators("产品宜贮存在温度不高于20 ℃、相对湿度不高于75%的库房内。")
    assert [(one.op, one.high) for one in found] == [("le", Decimal(20)), ("le", Decimal(75))]


def test_how_many_to_draw_at_least_is_a_limit_and_how_much_to_weigh_is_none() -> None:
    assert [(one.name, one.low) for one in indicators("每批应随机抽取不少于20件样品。")] == [("样品", Decimal(20))]
    assert indicators("称取5 g样品。") == []
