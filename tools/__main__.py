"""`python -m tools`: make the tables anew from their sources; where a source is missing, say so and leave the table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

import click

from bench.catalogues import ReferenceMissing, reference
from standard.word_classes import WordTable
from tools import code_tables, number_tables, other_names, product_tables, traditional, wider_words, word_counts

ROOT = Path(__file__).resolve().parent.parent
#: what makes some tables: file -> text
Make = Callable[[], dict[Path, str]]


@click.command()
@click.option("--codes", type=click.Path(path_type=Path), help="Folder of the CSV files: ics.csv, prefixes.csv, …")
@click.option("--catalogue", type=click.Path(path_type=Path), help="Records whose titles are counted.")
@click.option("--heads", type=click.IntRange(0), default=0, help="Print so many last words that no table has yet.")
def main(codes: Path | None, catalogue: Path | None, heads: int) -> None:
    """Make the tables anew: codes and numbers from CSV files, characters from OpenCC, counts of words from a catalogue.

    Without options the sources are those of the reference data (LUBIAO_REFERENCE). Exit code 1: some table was left as
    it is, since its source is not there, or too few titles speak for a word.
    """
    catalogue = catalogue or _reference()
    codes = codes or (catalogue.parent / "domain" if catalogue else None)
    done = [
        _write_from(codes, "codes", code_tables.make_tables),
        _write_from(codes, "numbers", number_tables.make_tables),
        _write_from(codes, "products", product_tables.make_tables),
        _write_tables("characters", traditional.make_tables),
        _write_from(catalogue, "counts", partial(_counts, heads=heads)),
        _write_from(catalogue, "other names", other_names.make_tables),
        _write_from(catalogue, "wider objects", wider_words.make_tables),
        _check_support(),
    ]
    raise SystemExit(0 if all(done) else 1)


def _reference() -> Path | None:
    try:
        return reference()
    except ReferenceMissing as missing:
        click.echo(str(missing), err=True)
        return None


def _write_from(source: Path | None, what: str, make: Callable[[Path], dict[Path, str]]) -> bool:
    """Write what a source makes; False, with a line that says so, where it is not there."""
    if source is None or not source.exists():
        click.echo(f"{what}: left as they are, no source at {source or 'hand'}", err=True)
        return False
    return _write_tables(what, partial(make, source))


def _write_tables(what: str, make: Make) -> bool:
    """Write what differs; False, with a line that says why, where a source is not as expected."""
    try:
        texts = make()
    except (OSError, ImportError, KeyError) as error:
        click.echo(f"{what}: left as they are: {type(error).__name__}: {error}", err=True)
        return False
    for path, text in texts.items():
        same = path.is_file() and path.read_text(encoding="utf-8") == text
        if not same:
            path.write_text(text, encoding="utf-8")
        click.echo(f"{path.relative_to(ROOT)}: {'as it was' if same else 'written'}")
    return True


def _counts(catalogue: Path, heads: int) -> dict[Path, str]:
    """The word tables with their counts; prints the most frequent last words that are not in them."""
    counts = word_counts.count(word_counts.records_of(catalogue))
    known = WordTable("title_words", package="catalogue.applicable").words("thing")
    for word, times in islice(word_counts.candidates(counts, known), heads):
        click.echo(f"{word}\t{times}")
    return word_counts.make_tables(counts)


def _check_support() -> bool:
    """Whether titles speak for every word whose source is a count; names those for which too few do."""
    rare = {path: word_counts.unsupported_words(path.read_text("utf-8"), path.stem) for path in word_counts.TABLES}
    for path, words in rare.items():
        if words:
            few = f"fewer than {word_counts.FEWEST} titles speak for {'、'.join(words)}"
            click.echo(f"{path.relative_to(ROOT)}: {few}; drop them or name another source", err=True)
    return not any(rare.values())


if __name__ == "__main__":
    main()
