"""Styles for added cells: those of their neighbours, with a colour or line breaks, behind the styles there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from catalogue.export.xml_tokens import Token, tokens_of, with_attribute

#: attributes of a style of cells that are not taken over: how numbers look, and that a text is no formula
_NOT_TAKEN = ("quotePrefix",)
#: a workbook can have so many styles of cells
_MOST_STYLES = 64_000


class Styles:
    """The styles of a workbook while cells are added: `style` gives the number of one, `pieces` the changed part."""

    def __init__(self, pieces: Iterable[bytes], part: str) -> None:
        """Read the part of styles. Raises LubiaoError where it cannot be read."""
        self._tokens = list(tokens_of(pieces, part))
        self._cells = _children(self._tokens, "cellXfs", "xf")
        self._fills = len(_children(self._tokens, "fills", "fill"))
        self._colours: dict[str, int] = {}
        self._added: dict[tuple[int, str, bool], int] = {}
        self._new: list[bytes] = []

    @property
    def changed(self) -> bool:
        """Whether any style was added."""
        return bool(self._new)

    def style(self, base: int, colour: str = "", *, wraps: bool = False) -> int:
        """The number of a style like another one, with a colour behind the text (`C6E7C8`), that breaks lines or not.

        A base that is not there counts as the first; where a workbook has no styles, or too many, it is the base.
        """
        if not self._cells or not self._fills or len(self._cells) + len(self._new) >= _MOST_STYLES:
            return base
        base = base if base < len(self._cells) else 0
        if not colour and not wraps and all(token.name != "alignment" for token in self._cells[base]):
            # a text looks as it should without a style of its own
            return base
        key = base, colour, wraps
        if key not in self._added:
            self._added[key] = len(self._cells) + len(self._new)
            self._new.append(self._made(self._cells[base], colour, wraps=wraps))
        return self._added[key]

    def _made(self, like: list[Token], colour: str, *, wraps: bool) -> bytes:
        prefix = like[0].prefix.encode()
        tag = re.sub(rb"\s*/?>$", b">", like[0].tag)
        for name in _NOT_TAKEN:
            tag = re.sub(rb"\s" + name.encode() + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')", b"", tag)
        tag = with_attribute(with_attribute(tag, "numFmtId", "0"), "applyAlignment", "1")
        if colour:
            fill = self._colours.setdefault(colour, self._fills + len(self._colours))
            tag = with_attribute(with_attribute(tag, "fillId", str(fill)), "applyFill", "1")
        given = next((one.attributes() for one in like if one.name == "alignment"), {})
        kept_alignment = "".join(f' {name}="{given[name]}"' for name in ("vertical",) if name in given)
        kept = b"".join(one.raw for one in like if one.name == "protection")
        wrapped = ' wrapText="1"' if wraps else ""
        alignment = f"{kept_alignment}{wrapped}/>".encode()
        return tag + b"<" + prefix + b"alignment" + alignment + kept.strip() + b"</" + prefix + b"xf>"

    def pieces(self) -> Iterator[bytes]:
        """The part of styles with what was added."""
        counts = {"cellXfs": len(self._cells) + len(self._new), "fills": self._fills + len(self._colours)}
        for token in self._tokens:
            if token.name in counts and not token.closes:
                yield token.text + with_attribute(token.tag, "count", str(counts[token.name]))
            elif token.name in counts:
                added = self._new if token.name == "cellXfs" else [_fill(token, one) for one in self._colours]
                # blanks before the end tag stay before it
                yield b"".join((*added, token.raw))
            else:
                yield token.raw


def _fill(within: Token, colour: str) -> bytes:
    x = within.prefix
    inner = (
        f'<{x}patternFill patternType="solid"><{x}fgColor rgb="FF{colour}"/><{x}bgColor indexed="64"/></{x}patternFill>'
    )
    return f"<{x}fill>{inner}</{x}fill>".encode()


def _children(tokens: Iterable[Token], parent: str, name: str) -> list[list[Token]]:
    """The tokens of each child of a name; none for one without content but its tag."""
    found: list[list[Token]] = []
    within = is_open = False
    for token in tokens:
        if token.name == parent:
            within = not token.closes and not token.is_empty
        elif within and token.name == name and not token.closes:
            found.append([token])
            is_open = not token.is_empty
        elif within and token.name == name:
            is_open = False
        elif within and is_open:
            found[-1].append(token)
    return found
