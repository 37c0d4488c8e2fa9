"""PDF and OFD: lines on pages joined to paragraphs, with page and line of every place in them."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from indexer.readers import Document, Paragraph, read_document
from standard.number import find_numbers
from tests.indexer.readers.text.document_files import Line, ofd, pdf, text_object

LEFT, RIGHT, PITCH = 70, 525, 16


def justified(*texts: str, left: float = LEFT, top: float = 100) -> list[Line]:
    return [(left, top + PITCH * at, text) for at, text in enumerate(texts)]


def full(text: str, letters: float = 45.5) -> str:
    """A text that fills a line of so many letters."""
    width = sum(1 if ord(sign) > 0xFF else 0.5 for sign in text)
    return "述" * int(letters - width) + text


def texts(document: Document) -> list[str]:
    return [one.text for one in document.paragraphs]


def on_page(lines: list[Line]) -> list[str]:
    """What both formats give for the same lines."""
    of_pdf = read_document(pdf([lines]), "a.pdf")
    # an OFD says millimetres; a letter of 10 points stands as one of 10 millimetres on a page that much larger
    objects = "".join(text_object(x, y, text, 10) for x, y, text in lines)
    area = "<ofd:Area><ofd:PhysicalBox>0 0 595 842</ofd:PhysicalBox></ofd:Area>"
    of_ofd = read_document(ofd([objects], area=area), "a.ofd")
    assert (of_pdf.format, of_ofd.format, of_pdf.problems, of_ofd.problems) == ("pdf", "ofd", (), ())
    assert [(one.text, one.place, one.breaks) for one in of_pdf.paragraphs] == [
        (one.text, one.place, one.breaks) for one in of_ofd.paragraphs
    ]
    return texts(of_pdf)


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("应符合 GB/T", "1.1-2020 的规定。", "GB/T 1.1-2020"),
        ("应符合 GB", "2760-2014 的规定。", "GB 2760-2014"),
        ("应符合 GB 5009.12-", "2017 的规定。", "GB 5009.12-2017"),
        ("应符合 DB37/T 2904—", "2019 的规定。", "DB37/T 2904-2019"),
    ],
)
def test_a_number_parted_by_the_end_of_a_line(first: str, second: str, number: str) -> None:
    page = justified(full(first), second)
    (found,) = on_page(page)
    assert [str(one.number) for one in find_numbers(found)] == [number]


def test_places_within_a_paragraph() -> None:
    page = justified(full("甲乙丙"), full("丁 GB 1-2020"), "和 GB 2-2020。")
    (found,) = read_document(pdf([[], page])).paragraphs
    assert [found.place_at(found.text.index(one)).words.chinese for one in ("甲乙", "GB 1", "GB 2")] == [
        *("第 2 页、第 1 行", "第 2 页、第 2 行", "第 2 页、第 3 行"),
    ]


def test_what_begins_a_paragraph() -> None:
    page = [
        *justified("1 范围", full("本文件规定了"), "要求。", "4.1 总则"),
        *justified(full("首行缩进", 43.5), left=LEFT + 20, top=170),
        *justified("的一段。", full("同样长的一行")[:-1] + "。", top=186),
        *justified("——列项；", "a) 列项", "表 1 标题", "第五条 条文", top=240),
    ]
    found = on_page(page)
    assert [one[-4:] for one in found] == [
        *("1 范围", "了要求。", "1 总则", "的一段。", "长的一。", "—列项；", ") 列项", "1 标题", "条 条文"),
    ]


def test_lines_of_a_list_stay_apart() -> None:
    """The longest line of a list is no full one."""
    page = justified("GB 1-2020 大米", "GB/T 22222-2020 大蒜等级规格和检验方法", "GB 3-2020 食品", "GB/T 44-2020")
    assert on_page(page) == [text for _, _, text in page]
    same = justified(*(f"GB 5001{at}-2010" for at in range(8)))
    assert on_page(same) == [text for _, _, text in same]


def test_rows_of_a_table_keep_their_cells() -> None:
    row = [(70, 100, "1"), (100, 100, "GB 1-2020"), (300, 100, "大米"), (480, 100, "现行")]
    page = [*row, *((x, y + PITCH, text.replace("1", "2")) for x, y, text in row)]
    found = read_document(pdf([page]))
    assert [one.split("\t") for one in texts(found)] == [
        *(["1", "GB 1-2020", "大米", "现行"], ["2", "GB 2-2020", "大米", "现行"]),
    ]


def test_a_paragraph_goes_on_over_the_page_and_heads_of_pages_are_told_apart() -> None:
    def page(at: int, *lines: str) -> list[Line]:
        return [(LEFT, 40, "GB/T 99-2020"), *justified(*lines, top=70), (300, 800, str(at))]

    body = [full("甲")] * 20
    document = read_document(pdf([page(1, *body, full("见 GB/T")), page(2, "1.1-2020。", "完。"), page(3, "新。")]))
    heads = [one.text for one in document.paragraphs if one.running]
    assert heads == ["GB/T 99-2020", "1", "GB/T 99-2020", "2", "GB/T 99-2020", "3"]
    first = document.paragraphs[1]
    assert "GB/T 1.1-2020。" in first.text
    assert first.place_at(first.text.index("1.1-2020")).page == 2


def test_numbers_at_the_top_of_pages_of_a_list_are_no_heads() -> None:
    pages = [justified(*(f"GB/T {page}{at}-2020" for at in range(5))) for page in range(1, 6)]
    document = read_document(pdf(pages))
    assert [one.running for one in document.paragraphs] == [False] * 25


def test_a_file_of_pages_without_text() -> None:
    (problem,) = read_document(pdf([[], []]), "扫描.pdf").problems
    assert (problem.file, problem.kind, "2 页" in problem.reason) == ("扫描.pdf", "pdf_without_text", True)
    (problem,) = read_document(ofd(["<ofd:ImageObject/>"]), "扫描.ofd").problems
    assert (problem.kind, "OCR" in problem.reason) == ("ofd_without_text", True)
    document = read_document(pdf([justified("甲"), []]))
    assert (document.problems, ["第 2 页" in one.chinese for one in document.notes]) == ((), [True])


def test_a_pdf_that_is_locked_or_damaged() -> None:
    lock = f"<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>"
    locked = pdf([justified("甲")], extra=lock, trailer="/Encrypt 7 0 R/ID[<00><00>]")
    assert [one.kind for one in read_document(locked).problems] == ["document_locked"]
    assert [one.kind for one in read_document(b"%PDF-1.7\nGB 1-2020").problems] == ["document_damaged"]


def test_a_pdf_of_more_pages_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.readers.text.pdf.MOST_PAGES", 2)
    document = read_document(pdf([justified("甲")] * 4))
    (problem,) = document.problems
    assert (len(document.paragraphs), "前 2 页（共 4 页）" in problem.reason) == (2, True)


def test_a_pdf_that_takes_far_more_memory_than_it_has_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends the process that reads it, and no other."""
    monkeypatch.setattr("indexer.readers.text.pdf.MOST_MIB", 400)
    content = zlib.compress(b"BT /F1 10 Tf 10 10 Td (a) Tj ET\n" * (2 << 20))
    assert len(content) < 1 << 20
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    file = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
    file += f"3 0 obj{page}endobj\n4 0 obj<</Length {len(content)}/Filter/FlateDecode>>stream\n".encode() + content
    file += b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    (problem,) = read_document(file, "a.pdf").problems
    assert (problem.kind, "MiB" in problem.reason) == ("pdf_too_costly", True)


def test_an_ofd_in_its_order_of_reading() -> None:
    """Objects stand in any order; pieces of a line are put together; what nobody sees is left out."""
    page = (
        text_object(20, 50, "第二条 乙")
        + text_object(34, 30.2, "/T 1-2020")
        + text_object(20, 30, "引用 GB")
        + text_object(90, 30, "表尾")
        + text_object(20, 70, "GB 9", attributes='Visible="false"')
        + "<ofd:PageBlock ID='9'>"
        + text_object(20, 80, "块里")
        + "</ofd:PageBlock>"
    )
    document = read_document(ofd([page], template=text_object(20, 10, "页眉 GB 8")), "公文.ofd")
    assert document.problems == ()
    assert texts(document) == ["页眉 GB 8", "引用 GB/T 1-2020 表尾", "第二条 乙", "块里"]
    assert [one.place.words.chinese for one in document.paragraphs][-1] == "第 1 页、第 4 行"


def test_steps_between_letters_and_a_matrix() -> None:
    page = (
        '<ofd:TextObject Boundary="20 20 100 10" Size="1" CTM="4 0 0 4 0 0"><ofd:TextCode X="0" Y="1" DeltaX="g 3 1">'
        '国家标准</ofd:TextCode></ofd:TextObject><ofd:TextObject Boundary="36 20 100 10" Size="4">'
        '<ofd:TextCode X="0" Y="4">GB 1</ofd:TextCode></ofd:TextObject>'
    )
    assert texts(read_document(ofd([page]))) == ["国家标准GB 1"]


def test_an_ofd_that_is_locked_or_damaged() -> None:
    good = text_object(20, 20, "甲")
    locked = ofd([good], more={"Doc_0/Encryptions.xml": "<x/>"})
    assert [one.kind for one in read_document(locked).problems] == ["document_locked"]
    half = ofd([good, good], more={"Doc_0/Pages/Page_1/Content.xml": "<ofd:Page"})
    document = read_document(half)
    assert (texts(document), [one.kind for one in document.problems]) == (["甲"], ["document_page_damaged"])
    missing = ofd([good], root="<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>")
    (problem,) = read_document(missing).problems
    assert "Doc_1/Document.xml" in problem.reason


def test_a_real_standard(reference: Path) -> None:
    """DB37/T 2904-2019, 37 pages: every clause of the list of references is one paragraph."""
    document = read_document(reference / "texts" / "DB37T29042019.pdf")
    assert document.problems == ()
    assert ["第 2 页" in note.chinese for note in document.notes] == [True]
    found = [one for one in document.paragraphs if one.place.page == 5 and one.text.startswith(("GB ", "GB/T", "GBZ"))]
    assert [one.text.partition(" ")[2].partition(" ")[0] for one in found] == [
        *("18583", "160.67", "14833", "14837.1", "14837.2", "23991", "29608", "29614"),
    ]
    assert found[4].text.endswith("第2部分：丙烯腈-丁二烯橡胶和卤化丁基橡胶")
    heads = [one for one in document.paragraphs if one.running and one.text == "DB37/T 2904－2019"]
    # the cover and the imprint have none, page 2 is blank
    assert len(heads) == 34
    assert isinstance(document.blocks[0], Paragraph)
