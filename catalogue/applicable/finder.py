"""Which standards apply to a product: by title, class, wider object, industry, citation."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from catalogue.applicable.dangers import list_dangers
from catalogue.applicable.fields import GeneralStandard, list_general_standards
from catalogue.applicable.general_standards import LIVE, Filters, GeneralSearch
from catalogue.applicable.product_classes import find_classes_called, find_own_classes
from catalogue.applicable.product_names import Product, find_industries, read_product
from catalogue.applicable.result import GROUPS, MANDATORY, RELATED, Applicable, ApplicableStandard, Group, Reason
from catalogue.applicable.title_role import Name, Role, ends_in, find_role, is_about_substance, is_eco_label
from catalogue.applicable.wider_words import explain_field, list_places, list_steps, list_wider_words
from catalogue.query import other_names, read_query, subject
from catalogue.search import AnswerHit, facet_label
from catalogue.wording import say
from indexer.engines import Engine, Hit, Request
from indexer.lifecycle import Opened
from indexer.query import And, Node, Number, Or, Term, Text
from standard.function import Finding, Function, find_function
from standard.home import HOME, is_at_home
from standard.products import is_product, is_substance
from standard.publisher import Level
from standard.record import Record
from standard.status import Status

#: most standards of one kind of evidence that are looked at
MOST = 1500
#: most standards that one class, wider object or standard's references bring in
MOST_AROUND = 300
#: kinds of reasons that name a wider object
_BY_WIDER = ("wider", "step")
#: places in the order of evidence other than titles, whose places are the roles
_CITED, _INDUSTRY, _CLASS, _WIDER = 4, 5, 6, 7
_LEVELS = {"national": 0, "industry": 1, "regulation": 1, "group": 3, "local": 4}
_REASONS = {
    Role.OBJECT: "title",
    Role.KIND: "kind",
    Role.AMONG: "among",
    Role.FIELD: "field",
    Role.RELATED: "related",
}


@dataclass
class _Candidate:
    """A standard, with the evidence gathered for it."""

    hit: Hit
    finding: Finding
    #: where the strongest evidence puts it
    place: int
    reasons: list[Reason] = field(default_factory=list)


def find_applicable(opened: Opened, text: str, day: date, home: str = HOME) -> Applicable:
    """What applies to a product, a service or a GB/T 4754 class, under all its names (马铃薯 for 土豆).

    Local standards of `home` come before those of other places.
    """
    started = time.perf_counter()
    # 呢 of 毡呢 ends a name there, not a question
    query_subject = text if is_product(text) else subject(text)
    gathering = _Gathering(opened.engine, read_product(query_subject, other_names(query_subject)), day, home)
    gathering.gather()
    nothing = not gathering.candidates and not gathering.withdrawn
    *groups, related = _group_candidates(gathering.candidates.values(), home)
    return Applicable(
        product=gathering.product,
        groups=tuple(group for group in groups if group.rows),
        related=related,
        withdrawn=gathering.withdrawn,
        mentioned=_count_mentions(opened.engine, gathering.product.text, day) if nothing else 0,
        classes=tuple((code, facet_label(scheme, code)) for scheme, code in gathering.classes),
        day=day,
        data_date=opened.checked,
        generation=opened.generation,
        took_ms=(time.perf_counter() - started) * 1000,
    )


def _count_mentions(engine: Engine, text: str, day: date) -> int:
    """How many standards a search for the words finds; 0 where no standard holds all of them."""
    all_words = Request(And(tuple(map(Text, text.split()))), day, limit=0)
    if not text.strip() or not engine.search(all_words).total:
        return 0
    return engine.search(Request(read_query(text).tree, day, limit=0)).total


class _Gathering:
    """The standards found so far, by number; each kind of evidence adds standards, and reasons to those there are."""

    def __init__(self, engine: Engine, product: Product, day: date, home: str = HOME) -> None:
        self.product = product
        self.candidates: dict[str, _Candidate] = {}
        self.withdrawn = 0
        #: (scheme, code) of the product's own classes
        self.classes: list[tuple[str, str]] = []
        #: standards about the product with their functions, also those no longer in force
        self._about_product: list[tuple[Record, Function]] = []
        self._findings: dict[str, Finding] = {}
        self._engine = engine
        self._day = day
        self._home = home

    def gather(self) -> None:
        """Evidence in the order of its strength: what comes first decides the place."""
        self._add_by_title()
        titled = [candidate for candidate in self.candidates.values() if candidate.place <= Role.AMONG]
        industries = find_industries(name.text for name in self.product.names)
        self.classes = [*find_own_classes(self._about_product), *industries]
        self._add_by_industry()
        self._add_by_citation(titled)
        self._add_by_class()
        self._add_by_wider()
        self._drop_translations()
        self._note_older_editions()

    def _add_by_title(self) -> None:
        """Standards whose title names the product."""
        names = self.product.names
        if not names:
            return
        kinds = self.product.kinds
        for hit in self._search(Or(tuple(_match_name(name) for name in (*names, *kinds))), MOST):
            finding = self._find_function(hit.record)
            named = find_role(hit.record.title, finding.function, names)
            of_a_kind = _find_kind_role(hit.record.title, finding.function, kinds) if named is None else None
            named = named or of_a_kind
            if named is None:
                continue
            role, name = named
            if finding.sign == "number" and not _is_instrument(hit.record, name):
                role = Role.RELATED
            if role <= Role.AMONG and of_a_kind is None:
                self._about_product.append((hit.record, finding.function))
            if hit.status.ended:
                self.withdrawn += role is not Role.RELATED
            else:
                self._add(hit, finding, role, _explain_role(role, name))

    def _add_by_industry(self) -> None:
        """Standards that are filed under the GB/T 4754 class whose code was typed."""
        code = self.product.code
        if code is None:
            return
        reason = Reason("industry", say("why_industry", code=facet_label("gbt4754", code.code)), (code.code,))
        for hit in self._search(Term("gbt4754", code.code), MOST_AROUND):
            self._add(hit, self._find_function(hit.record), _INDUSTRY, reason)

    def _add_by_citation(self, titled: list[_Candidate]) -> None:
        """Normative references of the product's own standards (GB/T 1.1-2020, 8.6): their application needs them."""
        cited: dict[str, list[str]] = {}
        for candidate in titled:
            for number in candidate.hit.record.cites:
                cited.setdefault(number, []).append(candidate.hit.record.number)
        for number, by in sorted(cited.items(), key=lambda pair: -len(pair[1]))[:MOST_AROUND]:
            numbers = tuple(by[:3])
            reason = Reason("cited", say("why_cited", numbers=numbers, count=len(by)), tuple(by))
            for hit in self._search(Number(number, own=True), 1):
                self._add(hit, self._find_function(hit.record), _CITED, reason)

    def _add_by_class(self) -> None:
        """Standards of a class that has the product's name, and a second reason for those of its own classes."""
        for scheme, code in self._named_classes:
            reason = Reason("class_name", say("why_class_name", code=facet_label(scheme, code)), (code,))
            for hit in self._search(Term(scheme, code), MOST_AROUND, (("status", LIVE),)):
                self._add(hit, self._find_function(hit.record), _CLASS, reason)
        for candidate in self.candidates.values():
            same = next(
                (pair for pair in self.classes if pair[1] in (*candidate.hit.record.ics, *candidate.hit.record.ccs)),
                None,
            )
            if same is not None and all(reason.kind != "class_name" for reason in candidate.reasons):
                candidate.reasons.append(Reason("class", say("why_class", code=facet_label(*same)), (same[1],)))

    @cached_property
    def _named_classes(self) -> list[tuple[str, str]]:
        """(scheme, code) of the classes that have the product's name."""
        return find_classes_called(
            name.text for name in self.product.names if not (name.stem or name.service or name.parts)
        )

    def _add_by_wider(self) -> None:
        """General standards of what the product is a kind of: 蔬菜, 食品 for 大蒜; 家具 for 儿童家具."""
        names = tuple(name.text for name in self.product.names)
        general = GeneralSearch(self._search, self._find_function, names, self._home)
        self._add_by_field(names)
        wider_words = list_wider_words(self.product, self.classes, self._named_classes)
        for hit, finding, wider in general.find(wider_words):
            place = _WIDER if wider.near and finding.function is not Function.TEST else _WIDER + 1
            self._add(hit, finding, place, wider.reason)

    def _add_by_field(self, names: tuple[str, ...]) -> None:
        """General standards of the wide fields that the product is of: 纺织品, 机械, 加工食品."""
        steps = [*list_places(self.product), *list_steps(self.product, self.classes)]
        dangers = list_dangers([*names, *(name.text for name in self.product.kinds)], steps)
        general = {standard.number: standard for standard in list_general_standards(names, steps, dangers)}
        tree = Or(tuple(Number(number, own=True) for number in general))
        for hit in self._search(tree, MOST, (("status", LIVE),)) if general else ():
            reason = explain_field(general[_find_series(hit.record.number, general)])
            finding = self._find_function(hit.record)
            self._add(hit, finding, _WIDER + (finding.function is Function.TEST), reason)

    def _find_function(self, record: Record) -> Finding:
        """The function of a record, worked out once."""
        if record.number not in self._findings:
            self._findings[record.number] = find_function(record)
        return self._findings[record.number]

    def _search(self, tree: Node, limit: int, filters: Filters = ()) -> tuple[Hit, ...]:
        return self._engine.search(Request(tree, self._day, filters, limit=limit)).hits

    def _add(self, hit: Hit, finding: Finding, place: int, reason: Reason) -> None:
        """Add a standard that is in force or coming; where it is a candidate already, only a further kind of reason."""
        known = self.candidates.get(hit.record.number)
        if known is not None:
            if reason.kind not in (*_BY_WIDER, *(earlier.kind for earlier in known.reasons)):
                known.reasons.append(reason)
        elif hit.status in LIVE:
            self.candidates[hit.record.number] = _Candidate(hit, finding, place, [reason])

    def _drop_translations(self) -> None:
        """Foreign-language editions (GB/T 521-2023E) ask nothing that the Chinese one beside them does not."""
        for number in [number for number in self.candidates if number[-1].isalpha()]:
            parsed = self.candidates[number].hit.record.parsed
            if parsed is not None and parsed.language and number.removesuffix(parsed.language) in self.candidates:
                del self.candidates[number]

    def _note_older_editions(self) -> None:
        """Give editions a reason that names a newer edition also in force: sources forget to end old ones."""
        newest: dict[str, str] = {}
        for number, candidate in self.candidates.items():
            series = number.rpartition("-")[0]
            if candidate.hit.status is not Status.UPCOMING and number > newest.get(series, ""):
                newest[series] = number
        for number, candidate in list(self.candidates.items()):
            newer = newest.get(number.rpartition("-")[0], number)
            if _read_year(newer) <= _read_year(number):
                continue
            if candidate.reasons[0].kind in _BY_WIDER:
                del self.candidates[number]  # of what only holds by a wider object the newest is enough
            else:
                candidate.reasons.append(Reason("older", say("why_older", number=newer), (newer,)))


def _find_series(number: str, known: Mapping[str, GeneralStandard]) -> str:
    """The longest of the known numbers that a standard is an edition, a part or an amendment of."""
    return max((one for one in known if number.startswith(one)), key=len, default=next(iter(known)))


def _read_year(number: str) -> str:
    """The four digits of a year at the end of a number; nothing where it ends otherwise."""
    end = number.rpartition("-")[2]
    return end if len(end) == 4 and end.isdigit() else ""


def _match_name(name: Name) -> Node:
    """Matches titles that may name the product; `find_role` decides."""
    return And(tuple(Text(part, "title") for part in name.parts or (name.text,)))


def _find_kind_role(title: str, function: Function, kinds: tuple[Name, ...]) -> tuple[Role, Name] | None:
    """The part that goods under the product play in a title, where it is about them."""
    played = find_role(title, function, kinds) if kinds else None
    if played is None or played[0] > Role.KIND:
        return None
    name = played[1]
    if is_substance(name.text) and not is_about_substance(title, name.text):
        return None
    return Role.KIND, name


def _is_instrument(record: Record, name: Name) -> bool:
    """Whether a verification regulation is for the product itself, not for what measures it: 压力表, 大蒜辣度计."""
    return ends_in(record.title, name.text)


def _explain_role(role: Role, name: Name) -> Reason:
    kind = "material" if name.stem and role < Role.RELATED else _REASONS[role]
    return Reason(kind, say(f"why_{kind}", name=name.text), (name.text,))


def _group_candidates(candidates: Iterable[_Candidate], home: str) -> Iterator[Group]:
    """All groups, the related last, each in order."""
    grouped: dict[str, list[ApplicableStandard]] = {}
    for candidate in sorted(candidates, key=lambda candidate: _rank(candidate, home)):
        grouped.setdefault(_name_group(candidate, home), []).append(_to_standard(candidate))
    yield from (Group(name, tuple(grouped.get(name, ()))) for name in GROUPS)


def _name_group(candidate: _Candidate, home: str) -> str:
    if candidate.place == Role.RELATED:
        return RELATED
    return MANDATORY if _binds(candidate.hit.record, home) else candidate.finding.function.value


def _binds(record: Record, home: str) -> bool:
    """Whether a standard binds who makes or sells the product here.

    Verification regulations (JJG) bind who verifies instruments, eco-labels who wants one, other provinces' there.
    """
    if record.nature != "mandatory" or record.number.startswith("JJ") or is_eco_label(record.title):
        return False
    return record.level is not Level.LOCAL or is_at_home(record.region, home)


def _rank(candidate: _Candidate, home: str) -> tuple[object, ...]:
    """The nearest first, then by level with home before other places, then the newer one."""
    record = candidate.hit.record
    level = 2 if is_at_home(record.region, home) else _LEVELS.get(record.level.value, 5)
    return (candidate.place, candidate.hit.status is Status.UPCOMING, level, -(record.year or 0), record.number)


def _to_standard(candidate: _Candidate) -> ApplicableStandard:
    record = candidate.hit.record
    reasons = tuple(dict.fromkeys(candidate.reasons))
    return ApplicableStandard(AnswerHit(record, candidate.hit.status, "text", 0.0), candidate.finding, reasons)
