"""Small catalogues for the engine tests, fixed and generated."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from indexer import query
from standard.number import StandardNumber
from standard.publisher import Level
from standard.record import Adoption, Record
from standard.status import Status

DAY = date(2026, 11, 24)


def record(number: str, title: str, **more: object) -> Record:
    """A record whose level and region come from its number, in force since 2020 unless said otherwise."""
    parsed = StandardNumber(number)
    given = {
        "level": parsed.level,
        "region": parsed.region,
        "status": Status.CURRENT,
        "issued": date(2020, 1, 1),
        **more,
    }
    return Record(number=str(parsed), title=title, **given)  # type: ignore[arg-type]


FIXED = (
    record(
        "GB/T 1.1-2009",
        "标准化工作导则 第1部分：标准的结构和编写",
        status=Status.ABOLISHED,
        issued=date(2009, 6, 17),
        effective=date(2010, 1, 1),
        abolished=date(2020, 10, 1),
        replaced_by=("GB/T 1.1-2020",),
        ics=("01.120",),
        ccs=("A00",),
    ),
    record(
        "GB/T 1.1-2020",
        "标准化工作导则 第1部分：标准化文件的结构和起草规则",
        issued=date(2020, 3, 31),
        effective=date(2020, 10, 1),
        replaces=("GB/T 1.1-2009",),
        ics=("01.120",),
        ccs=("A00",),
        issuers=("国家市场监督管理总局", "国家标准化管理委员会"),
    ),
    record(
        "GB/T 1.2-2020",
        "标准化工作导则 第2部分：以ISO/IEC标准化文件为基础的标准化文件起草规则",
        ics=("01.120",),
        ccs=("A00",),
    ),
    record("GB 5749-2022", "生活饮用水卫生标准", effective=date(2023, 4, 1), ics=("13.060",), ccs=("C51",)),
    record("GB/T 5749-1999", "紧固件 测试", status=Status.UNKNOWN),
    record(
        "GB/T 19001-2016",
        "质量管理体系 要求",
        adopts=(Adoption("ISO 9001:2015", "IDT"),),
        ics=("03.120.10",),
        ccs=("A00",),
    ),
    record("GB/T 19001-2016/XG1-2024", "质量管理体系 要求 第1号修改单", issued=date(2024, 1, 1)),
    record("DB37/T 2672-2019", "大蒜生产技术规程", ics=("65.020.20",), ccs=("B31",), issuers=("山东省市场监督管理局",)),
    record("DB3702/T 15-2021", "大蒜冷链物流服务规范", issuers=("青岛市市场监督管理局",), issued=date(2021, 5, 1)),
    record("NY/T 1071-2006", "洋葱", issued=date(2006, 7, 10), ccs=("B31",)),
    record("T/SDA 12-2020", "鲜蒜薹贮藏 A类", issuers=("山东省农业协会",)),
    record("T/SDAS 12-2020", "鲜蒜薹贮藏 B类", issuers=("山东标准化协会",)),
    record("Q/LWSP 0001S-2020", "黑蒜", level=Level.ENTERPRISE, effective=date(2027, 1, 1)),
    record(
        "ISO 9001:2015",
        "Quality management systems - Requirements",
        title_en="Quality management systems - Requirements",
    ),
)

#: words that are cut in different ways, parts that differ by one character, Latin words within words
_WORDS = [
    "大蒜",
    "大",
    "蒜薹",
    "生产",
    "技术规程",
    "技术",
    "规程",
    "标准化",
    "标准",
    "第1部分",
    "第2部分",
    "第11部分",
    "测定",
    "SDA",
    "SDAS",
    "pH值",
    "A类",
    "B类",
    "GB 5749",
    "生活饮用水",
    "水",
    "0.5",
    "X-ray",
    "灭火器",
    "灭火",
    "火器",
    "木制家具",
    "家具",
    "铅",
    "體系",
    "体系",
    "：",
    "（",
    "）",
]
titles = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(
    lambda words: " ".join(words) if len(words) % 2 else "".join(words)
)
texts = titles.filter(lambda text: any(character.isalnum() for character in text))
numbers = st.builds(
    lambda prefix, serial, part, year: f"{prefix} {serial}{part}-{year}",
    st.sampled_from(["GB", "GB/T", "DB37/T", "DB3702/T", "DB32/T", "DB3201/T", "T/SDA", "T/SDAS", "NY/T"]),
    st.sampled_from(["1", "11", "5749"]),
    st.sampled_from(["", ".1", ".2", ".11"]),
    st.sampled_from(["1999", "2009", "2020"]),
)
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
records = st.builds(
    record,
    numbers,
    texts,
    status=st.sampled_from(list(Status)),
    issued=st.none() | days,
    effective=st.none() | days,
    abolished=st.none() | days,
    replaced_by=st.lists(numbers, max_size=1).map(tuple),
    replaces=st.lists(numbers, max_size=1).map(tuple),
    ics=st.lists(st.sampled_from(["01.120", "67.080.20", "67.080", "13.060"]), max_size=2, unique=True).map(tuple),
    ccs=st.lists(st.sampled_from(["A00", "B31", "B20"]), max_size=1).map(tuple),
    abstract=st.just("") | titles,
    issuers=st.lists(st.sampled_from(["山东省市场监督管理局", "国家标准化管理委员会"]), max_size=2, unique=True).map(
        tuple
    ),
)
catalogues = st.lists(records, min_size=1, max_size=14, unique_by=lambda one: one.number)

_pieces = st.one_of(
    st.builds(query.Text, texts, also=st.lists(texts, max_size=2).map(tuple)),
    texts.map(query.Text),
    numbers.map(query.Number),
    numbers.map(lambda n: query.Number(n.rsplit("-", 1)[0])),
)
_prefixes = st.sampled_from([query.Term("prefix", "GB"), query.Or((query.Term("prefix", "T/SDA"), query.Phrase("SD")))])
_leaves = st.one_of(
    st.builds(
        query.Pieces,
        st.lists(_pieces, min_size=1, max_size=3).map(tuple),
        st.lists(_prefixes, max_size=1).map(tuple),
    ),
    texts.map(query.Phrase),
    st.builds(query.Text, texts, st.sampled_from(["title", "abstract", "issuer"])),
    st.builds(query.Number, numbers, st.booleans()),
    st.builds(
        query.PartialNumber,
        st.sampled_from(["1", "1.1", "1.2", "11", "5749"]),
        st.none() | st.sampled_from([2009, 2020]),
        st.sampled_from(["", "GB", "DB37", "NY"]),
    ),
    st.sampled_from(
        [
            query.Term("level", "local"),
            query.Term("status", "current"),
            query.Term("status", "upcoming"),
            query.Term("ics", "67"),
            query.Term("ics", "67.080"),
            query.Term("region", "37"),
            query.Term("replaces", "GB/T 1.1-2009"),
            query.Term("year", "2020"),
            query.About("标准"),
            query.About("标准化", itself=True),
            query.Prefix("gbt1.", "number"),
            query.Prefix("DB37", "number"),
            query.Prefix("标", None),
            query.Prefix("sd", "title"),
            query.Range("issued", date(2026, 1, 1), None),
            query.Range("effective", None, date(2026, 6, 1)),
            query.Everything(),
        ]
    ),
)
trees = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: query.And(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: query.Or(tuple(parts))),
        inner.map(query.Not),
    ),
    max_leaves=4,
)
filters = st.lists(
    st.sampled_from(
        [
            ("level", ("local", "national")),
            ("status", ("current",)),
            ("status", ("upcoming", "replaced")),
            ("year", ("2020", "2026")),
            ("ics", ("67",)),
            ("region", ("3702",)),
            ("issuer", ("山东省市场监督管理局",)),
        ]
    ),
    max_size=2,
    unique_by=lambda row: row[0],
).map(tuple)
