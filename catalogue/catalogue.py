"""The facade: web pages, API, command line and bench ask only this."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from catalogue.applicable import Applicable, find_applicable
from catalogue.changes import (
    Agenda,
    Changes,
    Choice,
    Differences,
    Feed,
    Monitor,
    Monitoring,
    MonitoringScope,
    Subject,
    list_agenda,
    list_feed,
)
from catalogue.comparison import (
    Adoptions,
    ComparedText,
    Comparison,
    Decisions,
    Findings,
    FindText,
    OverlapList,
    Overlaps,
    Selection,
    Settled,
    TextComparison,
    compare_records,
    compare_texts,
    count_selected,
    find_findings,
    find_overlaps,
    judge_on,
    list_adoptions,
    list_overlaps,
    name_text,
    read_decisions,
)
from catalogue.drafts import DraftCheck, check_draft_file
from catalogue.export import ComparisonReport, News, make_report
from catalogue.hints import hints_on
from catalogue.lookup import find_standard
from catalogue.query import MAX_TEXT, Reading, read_query, unpasted, with_home
from catalogue.search import (
    Answer,
    ClauseAnswer,
    Completion,
    FacetValue,
    Listing,
    Search,
    answer_search,
    complete,
    count_levels,
    list_matches,
    read_home,
    search_clauses,
)
from catalogue.standards import History, StandardView, TextView, find_history, held_text, view_standard, view_text
from catalogue.statistics import Coverage, Holdings, Scope, count_coverage, count_holdings
from catalogue.validity import Check, EarlierReport, Entries, Entry, Progress, Row, check_document, judge_all
from catalogue.wording import Words, say
from indexer.engines import Engine
from indexer.lifecycle import Fixed, Following, Opened, Shelf
from indexer.readers import Document
from standard.home import HOME
from standard.publisher import Level

#: China has one time zone and no summer time
_SHANGHAI = timezone(timedelta(hours=8))


def today_in_shanghai() -> date:
    """The day that decides which standards are in force."""
    return datetime.now(_SHANGHAI).date()


class Catalogue:
    """All standards of an index, and what can be asked of them.

    `home` names the province or city that it belongs to; where a place decides, its local standards come first.
    """

    def __init__(
        self,
        source: Engine | Shelf,
        today: Callable[[], date] = today_in_shanghai,
        *,
        home: str = HOME,
        find_text: FindText | None = None,
    ) -> None:
        self._shelf: Shelf = source if isinstance(source, Shelf) else Fixed(Opened(source))
        self.today = today
        self.home = read_home(home)
        #: where the texts of standards come from
        self._find_text: FindText = find_text or (lambda number: held_text(self._shelf.current(), number))
        self._differences = Differences()
        self._monitor = Monitor()

    @classmethod
    def open(
        cls,
        index: Path | str,
        today: Callable[[], date] = today_in_shanghai,
        *,
        home: str = HOME,
        checked: bool = False,
        stand_in: bool = False,
    ) -> Catalogue:
        """The catalogue of the index at an address; it notices when the index is replaced.

        Raises IndexFault, and RequestError where the home is no province or city.

        What is read is always checked; with `checked`, for who goes on answering, the whole index is in the background.
        With `stand_in` the newest whole generation answers where the current one is damaged; `notice` says so.
        """
        shelf = Following(index, checked=checked, stand_in=stand_in)
        shelf.current()
        return cls(shelf, today, home=home)

    def close(self) -> None:
        """Stop what goes on in the background."""
        self._shelf.close()

    @property
    def generation(self) -> str:
        """Name of the generation that answers now."""
        return self._shelf.current().generation

    @property
    def notice(self) -> Words | None:
        """What every reader must be told: that the current generation is damaged, and another one answers."""
        opened = self._shelf.current()
        return say("stands_in", generation=opened.generation) if opened.damage else None

    @property
    def data_date(self) -> date | None:
        """Latest day on which a source was checked."""
        return self._shelf.current().checked

    def count(self) -> int:
        """How many standards there are."""
        return self._shelf.current().engine.count()

    def levels(self) -> list[FacetValue]:
        """How many standards there are of each level."""
        return count_levels(self._shelf.current().engine, self.today())

    def counts(self, field: str) -> dict[str, int]:
        """How many standards have each value of a keyword or code field, codes with all below. Raises RequestError."""
        return self._shelf.current().engine.counts(field)

    def filled(self) -> dict[str, int]:
        """Field -> for how many standards it is known."""
        return self._shelf.current().engine.filled()

    def holdings(self) -> Holdings:
        """What the catalogue holds today, and what it lacks. Raises IndexFault."""
        return count_holdings(self._shelf.current(), self.today())

    def coverage(self, asked: Mapping[str, str], on: date | None = None) -> Coverage:
        """Which classes have standards in force at which level on a day, today where none is given.

        `asked` names the classification, the place and the class, see `Scope.of`. Raises RequestError and IndexFault.
        """
        return count_coverage(self._shelf.current(), Scope.of(asked, self.home), on or self.today())

    def search(self, search: Search) -> Answer:
        """Answer a search. Raises RequestError, with `strict` QueryError, and IndexFault."""
        return answer_search(self._shelf.current(), search, self.today(), hints_on, self.home)

    def every(self, search: Search) -> Listing:
        """All that a search finds, in the order of its pages, up to `MAX_ROWS` of them; offset and limit do not count.

        Errors come at once, as from `search`; the hits are read as they are taken, from the generation asked first.
        """
        return list_matches(self._shelf.current(), search, self.today(), hints_on, self.home)

    def standard(self, text: str) -> StandardView:
        """One standard, named by its number in any spelling. Raises StandardNotFound."""
        opened, day = self._shelf.current(), self.today()
        return view_standard(opened, find_standard(opened.engine, text, day, self.home), day)

    def text(self, text: str) -> TextView:
        """The text of a standard, where the operator holds it. Raises StandardNotFound, TextNotHeld and IndexFault."""
        return view_text(self._shelf.current(), text, self.today(), self.home)

    def holds_text(self, number: str) -> bool:
        """Whether the text of a standard is there, by its canonical number."""
        texts = self._shelf.current().texts
        return texts is not None and number in texts.entries

    def search_clauses(self, search: Search) -> ClauseAnswer:
        """The clauses of all texts that hold what is asked. Raises RequestError, QueryError if strict, IndexFault."""
        return search_clauses(self._shelf.current(), search, self.today())

    def history(self, text: str) -> History:
        """The editions of a standard, what it replaced and what replaced it. Raises StandardNotFound."""
        opened, day = self._shelf.current(), self.today()
        return find_history(opened, find_standard(opened.engine, text, day, self.home), day)

    def adoptions(self, text: str = "", *, withdrawn: bool = False) -> Adoptions:
        """What standards adopt, or one of them; whether that is still current. Raises StandardNotFound."""
        return list_adoptions(self._shelf.current(), self.today(), text, withdrawn=withdrawn)

    def check(self, entries: Iterable[Entry], on: date | None = None) -> Iterator[Row]:
        """Whether each cited standard is in force on a day, today where none is given: one row for each, in order."""
        today = self.today()
        return judge_all(self._shelf.current().engine, entries, on or today, today)

    def check_document(
        self,
        document: Document,
        on: date | None = None,
        *,
        entries: Entries | None = None,
        progress: Progress | None = None,
        baseline: EarlierReport | None = None,
        second: Document | None = None,
    ) -> Check:
        """All that a document cites, checked as of a day, today where none is given: rows, counts, what was skipped.

        `entries` are those of the document where they were read before; `baseline` is an earlier report to compare
        with, `second` a list whose columns are joined by number. Raises RequestError where these are of no use.
        """
        return check_document(
            self._shelf.current(),
            document,
            on or self.today(),
            self.today(),
            entries=entries,
            progress=progress,
            baseline=baseline,
            second=second,
        )

    def check_draft(
        self, source: Path | bytes, on: date | None = None, level: Level | None = None, name: str = ""
    ) -> DraftCheck:
        """What is to be looked at in a draft as of a day, today if not given; it is not kept. Raises IndexFault."""
        opened, today = self._shelf.current(), self.today()
        return check_draft_file(opened, source, name, on or today, today, level, self._find_text)

    def applicable(self, product: str) -> Applicable:
        """The standards that apply to a product, service or GB/T 4754 class, under all its names."""
        return find_applicable(self._shelf.current(), product, self.today(), self.home)

    def compare(self, numbers: Sequence[str]) -> Comparison:
        """Two to four standards side by side, the texts of two where both are there.

        Raises StandardNotFound, and RequestError for other counts.
        """
        opened, day = self._shelf.current(), self.today()
        records = [find_standard(opened.engine, text, day, self.home) for text in numbers]
        return compare_records(opened, records, day, self._find_text)

    def compare_texts(self, left: ComparedText | str, right: ComparedText | str) -> TextComparison:
        """Two texts, each given or named by the number of its standard; what is given is not kept.

        Raises StandardNotFound, and RequestError for a standard without text and a text without clauses.
        """
        engine, day = self._shelf.current().engine, self.today()
        return compare_texts(self._compared(left), self._compared(right), judge_on(engine, day))

    def _compared(self, side: ComparedText | str) -> ComparedText:
        return side if isinstance(side, ComparedText) else name_text(self.standard(side).record.number, self._find_text)

    def overlaps(self, text: str, against: tuple[Level, ...] = ()) -> Overlaps:
        """What of higher levels, or of those given, may be about the same object. Raises StandardNotFound."""
        opened, day = self._shelf.current(), self.today()
        return find_overlaps(opened, find_standard(opened.engine, text, day, self.home), day, against)

    def findings(self, selection: Selection, decisions: Decisions | None = None, day: date | None = None) -> Findings:
        """A comparison with all that a workbook of it tells, without what was decided before. Raises IndexFault."""
        return find_findings(self._shelf.current(), selection, day or self.today(), decisions, self.home)

    def comparison_report(
        self, selection: Selection, decisions: Decisions | None = None, *, found: OverlapList | None = None
    ) -> ComparisonReport:
        """A comparison as it is taken away, with what changed above since the last generation. Raises IndexFault.

        What was decided is left out; where the list was made before (`found`), it stays, its conclusions filled in.
        """
        opened, today = self._shelf.current(), self.today()
        news = News(self._differences.latest(self._shelf, today), self._monitor)
        return make_report(opened, selection, decisions, news, today, self.home, found)

    def settled(self, decisions: Decisions) -> Settled:
        """For `list_overlaps`: whether a pair was decided on, and neither of the two changed since."""
        engine, day = self._shelf.current().engine, self.today()
        return lambda pair: decisions.settled(engine, day, pair.standard, pair.candidate)

    def decisions(self, document: Document) -> Decisions:
        """The earlier decisions of an officer in a filled workbook or table. Raises RequestError."""
        engine = self._shelf.current().engine
        return read_decisions(document, lambda number: engine.get(number) is not None, self.today())

    def list_overlaps(
        self,
        selection: Selection,
        day: date | None = None,
        settled: Settled | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> OverlapList:
        """What may overlap with each standard of a selection on a day, today where none is given. Raises IndexFault.

        Pairs that `settled` says a person has decided on are left out and counted. `progress` is told how many
        standards have been looked at, of `count_selected`.
        """
        return list_overlaps(self._shelf.current(), selection, day or self.today(), settled, self.home, progress)

    def count_selected(self, selection: Selection) -> int:
        """How many standards `list_overlaps` looks at. Raises IndexFault."""
        return count_selected(self._shelf.current(), selection, self.today())

    def changes(self, choice: Choice) -> Changes:
        """What changed since another generation. Raises GenerationNotKept and IndexFault."""
        return self._differences.between(self._shelf, choice, self.today())

    def monitoring(self, scope: MonitoringScope, since: str = "") -> Monitoring:
        """What changed above since another generation, and which standards of a scope that matters to.

        Raises GenerationNotKept and IndexFault.
        """
        today = self.today()
        changes = self._differences.between(self._shelf, Choice(since), today)
        return self._monitor.watch(self._shelf.current(), changes, scope, today)

    def agenda(self, subject: Subject, first: date, last: date) -> Agenda:
        """What comes into force and what ends from one day to another. Raises RequestError and IndexFault."""
        return list_agenda(self._shelf.current(), subject, first, last, self.today(), self.home)

    def feed(self, subject: Subject) -> Feed:
        """The latest of a search or a list. Raises RequestError and IndexFault."""
        changes = self._differences.latest(self._shelf, self.today())
        return list_feed(self._shelf.current(), subject, changes, self.today(), self.home)

    def suggest(self, prefix: str, limit: int = 8) -> list[Completion]:
        """Completions of what has been typed: numbers, subjects, titles, organisations and classes, by pinyin too."""
        return complete(self._shelf.current().engine, prefix, self.today(), limit)

    def read(self, text: str) -> Reading:
        """How a query text is understood, for chips and help."""
        return with_home(read_query(unpasted(text[:MAX_TEXT])), self.home)
