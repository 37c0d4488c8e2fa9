"""Small files of the formats that documents have, made part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

#: a text and where its base line begins, in points from the upper left corner of a page
Line = tuple[float, float, str]
PAGE_HEIGHT = 842
_SYSTEM = "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
_FONTS = "/Resources<</Font<</F1 3 0 R>>>>"

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word document; `parts` are the roots of further ones (`numbering`, `styles`, `footnotes`) without their tag."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}" xmlns:mc="urn:mc"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        + "".join(f'<Relationship Id="{one}" Type="{_OFFICE}/{one}" Target="{one}.xml"/>' for one in parts)
        + "</Relationships>",
    }
    for name, content in parts.items():
        files[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{_WORD}">{content}</w:{name}>'
    return packed(files)


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def rows(*cells: Sequence[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in cells) + "</w:tbl>"


def pdf(pages: Sequence[Sequence[Line]], *, size: float = 10, extra: str = "", trailer: str = "") -> bytes:
    """A PDF whose Chinese letters are as wide as `size`, all others half as wide."""
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500 814 939 500]" + _SYSTEM,
    ]
    for at, lines in enumerate(pages):
        content = "".join(
            f"BT /F1 {size} Tf {x} {PAGE_HEIGHT - y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"
            for x, y, text in lines
        )
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 {PAGE_HEIGHT}]{_FONTS}/Contents {6 + 2 * at} 0 R>>",
            f"<</Length {len(content)}>>stream\n{content}endstream",
        ]
    if extra:
        objects.append(extra)
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{one}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size_of = len(objects) + 1
    end = f"xref\n0 {size_of}\n0000000000 65535 f \n{table}trailer<</Size {size_of}/Root 1 0 R{trailer}>>"
    return out + f"{end}\nstartxref\n{len(out)}\n%%EOF".encode()


def ofd(
    pages: Iterable[str], *, root: str = "", template: str = "", area: str = "", more: Mapping[str, str] | None = None
) -> bytes:
    """An OFD of pages, each the content of its layer; `root` stands in OFD.xml."""
    listed, files = "", {}
    used = '<ofd:Template TemplateID="90"/>' if template else ""
    for at, content in enumerate(pages):
        listed += f'<ofd:Page ID="{at + 1}" BaseLoc="Pages/Page_{at}/Content.xml"/>'
        files[f"Doc_0/Pages/Page_{at}/Content.xml"] = _page(content, used + area)
    common = '<ofd:TemplatePage ID="90" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    if template:
        files["Doc_0/Tpls/Tpl_0/Content.xml"] = _page(template)
    body = "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    return packed(
        {
            "OFD.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {_OFD} Version="1.0">{root or body}</ofd:OFD>',
            "Doc_0/Document.xml": f"<ofd:Document {_OFD}><ofd:CommonData>{common}</ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            **files,
            **(more or {}),
        }
    )


def _page(content: str, before: str = "") -> str:
    return f"<ofd:Page {_OFD}>{before}<ofd:Content><ofd:Layer ID='2'>{content}</ofd:Layer></ofd:Content></ofd:Page>"


def text_object(x: float, y: float, text: str, size: float = 4, attributes: str = "") -> str:
    """A text whose letters are `size` wide, those of ASCII half of that; places in millimetres."""
    steps = " ".join(str(size if ord(sign) > 0xFF else size / 2) for sign in text[:-1])
    return (
        f'<ofd:TextObject ID="7" Boundary="{x} {y} 160 {size}" Font="3" Size="{size}" {attributes}>'
        f'<ofd:TextCode X="0" Y="{size * 0.86}" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
    )
