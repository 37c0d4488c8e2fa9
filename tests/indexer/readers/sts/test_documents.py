"""Metadata of standards in STS: each file beside the record that it gives."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from indexer.readers import Problem, read
from indexer.readers.sts.vocabulary import date_field, relation_field
from standard.record import Record

HERE = Path(__file__).parent
DOCUMENTS = sorted((HERE / "documents").glob("*.xml"))
SAMPLES = sorted((HERE / "samples").glob("*.json"))
TODAY = date(2026, 11, 24)


def expected(path: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(path.read_text("utf-8"))
    return found


def one(path: Path) -> Record | Problem:
    (found,) = read([path], today=TODAY)
    return found


def record(path: Path, *metadata: str, root: str = "standard") -> Record:
    """The record of a made-up document with these elements in its metadata."""
    meta = "".join(metadata)
    path.write_text(f"<{root}><front><std-meta>{meta}</std-meta></front></{root}>", "utf-8")
    found = one(path)
    assert isinstance(found, Record), found
    return found


NUMBER = '<std-ref type="dated">GB/T 99999-2024</std-ref>'
TITLE = "<title-wrap><full>示例</full></title-wrap>"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_made_up_documents(path: Path) -> None:
    assert one(path).to_json() == expected(path.with_suffix(".json"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples(path: Path, reference: Path) -> None:
    found = one(reference / "texts" / f"{path.stem}.xml").to_json()
    if "file" in found:
        found["file"] = Path(str(found["file"])).name
    assert found == expected(path)


def test_no_sample_is_left_out(reference: Path) -> None:
    assert {path.stem for path in SAMPLES} == {path.stem for path in (reference / "texts").glob("*.xml")}


@pytest.mark.parametrize("encoding", ["GB18030", "gbk", "gb2312", "UTF-16", "utf-8"])
def test_every_declared_encoding_gives_the_same_record(encoding: str, tmp_path: Path) -> None:
    text = DOCUMENTS[0].read_text("utf-8").replace('encoding="UTF-8"', f'encoding="{encoding}"')
    copy = tmp_path / "copy.xml"
    # gb2312 files hold characters beyond GB 2312
    copy.write_bytes(text.encode("gb18030" if encoding == "gb2312" else encoding))
    assert one(copy) == one(DOCUMENTS[0])


@pytest.mark.parametrize("name", ["copy.XML", "copy.txt", "copy", "copy.xml.gz", "copy.html"])
def test_told_by_content_not_by_name(name: str, tmp_path: Path) -> None:
    copy, data = tmp_path / name, DOCUMENTS[-1].read_bytes()
    copy.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert one(copy) == one(DOCUMENTS[-1])


def test_words_nobody_knows_are_told() -> None:
    told: dict[str, tuple[str, ...]] = {}
    path = HERE / "documents" / "nat_meta.xml"
    list(read([path], today=TODAY, on_unknown_columns=lambda file, words: told.update({file.name: words})))
    assert told == {"nat_meta.xml": ("tea-time", "date-type=摆摊日期", "std-xref/@type=cousin-of")}


@pytest.mark.parametrize(
    ("elements", "number"),
    [
        ('<std-ref type="undated">ISO 9</std-ref><std-ref type="dated">ISO 9:2015</std-ref>', "ISO 9:2015"),
        ("<std-ref>Q/XYZ 1-2020</std-ref>", "Q/XYZ 1-2020"),
        ('<std-ref type="short">GB 9—2015</std-ref>', "GB 9-2015"),
        # an internal key is no number
        (
            (
                '<std-ident><std-id-group><std-id std-id-type="dated">e1ca3a0e</std-id>'
                '<std-id std-id-type="dated">GB 9-2015</std-id></std-id-group></std-ident>'
            ),
            "GB 9-2015",
        ),
        ('<std-ref type="undated">ISO 9</std-ref><std-ident><year>2015</year></std-ident>', "ISO 9:2015"),
        (
            (
                "<std-ident><originator>ISO</originator><doc-type>TR</doc-type><doc-number>9</doc-number>"
                "<part-number>2</part-number><year>2015</year></std-ident>"
            ),
            "ISO/TR 9-2:2015",
        ),
        (
            (
                "<std-ident><originator>GB</originator><doc-type>recommended</doc-type><doc-number>9</doc-number>"
                "<part-number>2</part-number><year>2015</year></std-ident>"
            ),
            "GB/T 9.2-2015",
        ),
        (
            (
                "<std-ident><originator>ISO</originator><doc-number>9</doc-number><suppl-type>amendment</suppl-type>"
                "<suppl-number>1</suppl-number><suppl-version>2018</suppl-version><year>2015</year></std-ident>"
            ),
            "ISO 9:2015",
        ),
        (
            (
                "<std-ident><originator>ISO</originator><doc-number>9</doc-number><suppl-type>amd</suppl-type>"
                "<suppl-number>1</suppl-number><suppl-version>2018</suppl-version><year>2015</year></std-ident>"
            ),
            "ISO 9:2015/Amd 1:2018",
        ),
    ],
)
def test_where_the_number_stands(elements: str, number: str, tmp_path: Path) -> None:
    assert record(tmp_path / "a.xml", elements, TITLE).number == number


@pytest.mark.parametrize(
    ("wraps", "titles"),
    [
        ("<title-wrap><full>Only English</full></title-wrap>", ("Only English", "", ())),
        ('<title-wrap xml:lang="fr"><full>Français</full></title-wrap>', ("Français", "", ())),
        # the schema's default language, and a Chinese text
        ('<title-wrap xml:lang="en"><full>示例</full></title-wrap>', ("示例", "", ())),
        # Chinese said, English there
        (
            (
                '<title-wrap xml:lang="zh"><full>Example</full></title-wrap>'
                '<title-wrap xml:lang="en"><full>示例</full></title-wrap>'
            ),
            ("示例", "Example", ()),
        ),
        ("<title-wrap><intro>A</intro><main>B</main><compl/></title-wrap>", ("A — B", "", ())),
        ("<title-wrap><intro>甲</intro><main>ABC</main></title-wrap>", ("甲 ABC", "", ())),
        (
            (
                "<title-wrap><main-title-wrap><main>甲</main></main-title-wrap>"
                "<compl-title-wrap><compl>乙</compl></compl-title-wrap></title-wrap>"
            ),
            ("甲 乙", "", ()),
        ),
        ('<title-wrap xml:lang="ja"><full>標準化</full></title-wrap>' + TITLE, ("示例", "", ())),
        (
            '<title-wrap xml:lang="zh-TW"><full>範例</full></title-wrap>' + TITLE + TITLE,
            ("示例", "", ("范例", "範例")[1:]),
        ),
    ],
)
def test_titles_in_mixed_languages(wraps: str, titles: tuple[str, str, tuple[str, ...]], tmp_path: Path) -> None:
    found = record(tmp_path / "a.xml", NUMBER, wraps)
    assert (found.title, found.title_en, found.alt_titles) == titles


@pytest.mark.parametrize(
    ("dates", "field", "day"),
    [
        ("<release-date>2024-01-02</release-date><pub-date>2010-01-02</pub-date>", "issued", "2024-01-02"),
        ("<pub-date>2010-01-02</pub-date><release-date/>", "issued", "2010-01-02"),
        (
            (
                '<release-date date-type="vor">2024-01-03</release-date>'
                '<release-date date-type="Publication-Date">2024-01-02</release-date>'
            ),
            "issued",
            "2024-01-02",
        ),
        ('<meta-date date-type="实施日期">2024-01-02</meta-date>', "effective", "2024-01-02"),
        ('<meta-date type="withdrawn" iso-8601-date="2024-01-02"/>', "abolished", "2024-01-02"),
        ('<release-date date-type="reaffirmed">2024-01-02</release-date>', "reviewed", "2024-01-02"),
        # month only: another says the day
        (
            (
                '<release-date date-type="published">2024-01</release-date>'
                '<release-date date-type="approved">2024-01-02</release-date>'
            ),
            "issued",
            "2024-01-02",
        ),
        ('<release-date date-type="published">unknown</release-date>', "issued", None),
        ("<meta-date>2024-01-02</meta-date>", "issued", None),
    ],
)
def test_dates_by_their_type(dates: str, field: str, day: str | None, tmp_path: Path) -> None:
    found = record(tmp_path / "a.xml", NUMBER, TITLE, dates)
    assert found.to_json().get(field) == day
    assert not found.notes


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("replaces", "replaces"),
        ("supersedes", "replaces"),
        ("Revises", "replaces"),
        ("isReplacedBy", "replaced_by"),
        ("superseded-by", "replaced_by"),
        ("replaces-in-part", "replaces_partly"),
        ("部分代替标准", "replaces_partly"),
        ("被代替标准", "replaced_by"),
        ("adopted-from", "adopts"),
        ("identical", "adopts"),
        ("NEQ", "adopts"),
        ("normative-reference", "cites"),
        ("amends", ""),
        ("issue", None),
        ("发布日期", None),
        (None, None),
    ],
)
def test_types_of_relations(kind: str | None, field: str | None) -> None:
    assert relation_field(kind) == field


@pytest.mark.parametrize(
    ("word", "field"), [("issue", "issued"), ("IssueDate", "issued"), ("vote-end", ""), ("代替标准", None)]
)
def test_types_of_dates(word: str, field: str | None) -> None:
    assert date_field(word) == field


@pytest.mark.parametrize(
    ("elements", "adopts"),
    [
        ('<std-xref type="MOD"><std-ref>ISO 9:2015</std-ref></std-xref>', {"ISO 9:2015": "MOD"}),
        ("<custom-meta-group>{采用国际标准=ISO 9:2015 IDT}</custom-meta-group>", {"ISO 9:2015": "IDT"}),
        (
            (
                '<std-xref type="adopts"><std-ref>ISO 9:2015</std-ref></std-xref>'
                "<custom-meta-group>{采用国际标准=ISO 9:2015,IDT;ISO 8:2014,NEQ}</custom-meta-group>"
            ),
            {"ISO 9:2015": "IDT", "ISO 8:2014": "NEQ"},
        ),
        (
            (
                '<std-xref type="adopts"><std-ref>ISO 9:2015</std-ref></std-xref>'
                "<custom-meta-group>{一致性程度标识=等同}</custom-meta-group>"
            ),
            {"ISO 9:2015": "IDT"},
        ),
        ("<custom-meta-group>{一致性程度标识=等同}</custom-meta-group>", {}),
    ],
)
def test_adoptions_with_their_degree(elements: str, adopts: dict[str, str], tmp_path: Path) -> None:
    meta = elements.replace("{", "<custom-meta><meta-name>").replace("}", "</meta-value></custom-meta>")
    for name in ("采用国际标准", "一致性程度标识"):
        meta = meta.replace(f"{name}=", f"{name}</meta-name><meta-value>")
    found = record(tmp_path / "a.xml", NUMBER, TITLE, meta)
    assert {adoption.number: adoption.degree for adoption in found.adopts} == adopts


def test_what_was_published_is_not_therefore_in_force(tmp_path: Path) -> None:
    found = record(tmp_path / "a.xml", NUMBER, TITLE, "<release-version>IS</release-version>")
    assert (found.status, found.status_word) == ("unknown", "")


def test_a_scope_is_no_abstract(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        f"<standard><front><std-meta>{NUMBER}{TITLE}</std-meta></front>"
        '<body><sec sec-type="scope"><title>范围</title><p>正文。</p></sec></body></standard>',
        "utf-8",
    )
    found = one(path)
    assert isinstance(found, Record)
    assert found.abstract == ""
