"""Which standards apply to a product: by title, class, wider object, industry, citation."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from catalogue.applicable.product_classes import classes_called, is_equipment, own_classes, wider_objects
from catalogue.applicable.product_names import Asked, industries, read_product
from catalogue.applicable.result import GROUPS, MANDATORY, RELATED, Applicable, Applying, Group, Reason
from catalogue.applicable.title_role import Name, Role, is_general, role
from catalogue.query import other_names, read_query, subject
from catalogue.search import AnswerHit, facet_label
from catalogue.wording import say
from indexer.analysis import fold
from indexer.engines import Engine, Hit, Request
from indexer.lifecycle import Opened
from indexer.query import And, Node, Number, Or, Term, Text
from standard.function import Finding, Function, find_function, without_function_words
from standard.home import HOME, is_at_home
from standard.products import Step, Tree, names_in, steps_above, steps_of_like
from standard.record import Record
from standard.status import Status

#: most standards of one kind of evidence that are looked at
MOST = 1500
#: most standards that one class, wider object or standard's references bring in
MOST_AROUND = 300
#: length of a code of the tax tree that names a whole field
_FIELD = 5
Filters = tuple[tuple[str, tuple[str, ...]], ...]
_LIVE = (Status.CURRENT, Status.CURRENT_PARTIAL, Status.UPCOMING, Status.UNKNOWN, Status.SUSPENDED)
#: what a general standard may ask of a product; how it is made and managed is said for the product itself
_GENERAL = (Function.SAFETY, Function.PACKAGING, Function.TERMS)
#: general standards of what the product is a kind of, and of its whole field
_NEAR: Filters = (("status", _LIVE), ("function", (*_GENERAL, Function.TEST)))
_FAR: Filters = (("status", _LIVE), ("function", _GENERAL), ("level", ("national",)))
#: what binds all that is of a wider object, whatever it asks
_BINDING: Filters = (("status", _LIVE), ("nature", ("mandatory",)), ("level", ("national",)))
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
class _Found:
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
    product = subject(text)
    gathering = _Gathering(opened.engine, read_product(product, other_names(product)), day)
    gathering.gather()
    nothing = not gathering.found and not gathering.withdrawn
    return Applicable(
        asked=gathering.asked,
        groups=tuple(_groups(gathering.found.values(), home)),
        withdrawn=gathering.withdrawn,
        mentioned=_mentioned(opened.engine, gathering.asked.text, day) if nothing else 0,
        classes=tuple((code, facet_label(scheme, code)) for scheme, code in gathering.classes),
        day=day,
        data_date=opened.checked,
        generation=opened.generation,
        took_ms=(time.perf_counter() - started) * 1000,
    )


def _mentioned(engine: Engine, text: str, day: date) -> int:
    """How many standards a search for the words finds, where some standard holds all of them."""
    held = Request(And(tuple(map(Text, text.split()))), day, limit=0)
    if not text.strip() or not engine.search(held).total:
        return 0
    return engine.search(Request(read_query(text).tree, day, limit=0)).total


class _Gathering:
    """The standards found so far, by number; each kind of evidence adds standards, and reasons to those there are."""

    def __init__(self, engine: Engine, asked: Asked, day: date) -> None:
        self.asked = asked
        self.found: dict[str, _Found] = {}
        self.withdrawn = 0
        #: (scheme, code) of the product's own classes
        self.classes: list[tuple[str, str]] = []
        #: standards about the product with their functions, also those no longer in force
        self._named: list[tuple[Record, Function]] = []
        self._findings: dict[str, Finding] = {}
        self._engine = engine
        self._day = day

    def gather(self) -> None:
        """Evidence in the order of its strength: what comes first decides the place."""
        self._by_title()
        told = [one for one in self.found.values() if one.place <= Role.AMONG]
        self.classes = [*own_classes(self._named), *industries(name.text for name in self.asked.names)]
        self._by_industry()
        self._by_citation(told)
        self._by_class()
        self._by_wider()
        self._without_translations()
        self._note_older_editions()

    def _by_title(self) -> None:
        """Standards whose title names the product."""
        names = self.asked.names
        if not names:
            return
        kinds = self.asked.kinds
        for hit in self._hits(Or(tuple(_node(name) for name in (*names, *kinds))), MOST):
            finding = self._finding(hit.record)
            played = role(hit.record.title, finding.function, names)
            of_a_kind = _of_a_kind(hit.record.title, finding.function, kinds) if played is None else None
            played = played or of_a_kind
            if played is None:
                continue
            if finding.sign == "number" and not _is_instrument(hit.record, played[1]):
                played = Role.RELATED, played[1]
            if played[0] <= Role.AMONG and of_a_kind is None:
                self._named.append((hit.record, finding.function))
            if hit.status.ended:
                self.withdrawn += played[0] is not Role.RELATED
            else:
                self._add(hit, finding, played[0], _title_reason(*played))

    def _by_industry(self) -> None:
        """Standards that are filed under the class that was asked for."""
        code = self.asked.code
        if code is None:
            return
        reason = Reason("industry", say("why_industry", code=facet_label("gbt4754", code.code)), (code.code,))
        for hit in self._hits(Term("gbt4754", code.code), MOST_AROUND):
            self._add(hit, self._finding(hit.record), _INDUSTRY, reason)

    def _by_citation(self, told: list[_Found]) -> None:
        """Normative references of the product's own standards (GB/T 1.1-2020, 8.6): their application needs them."""
        cited: dict[str, list[str]] = {}
        for one in told:
            for number in one.hit.record.cites:
                cited.setdefault(number, []).append(one.hit.record.number)
        for number, by in sorted(cited.items(), key=lambda pair: -len(pair[1]))[:MOST_AROUND]:
            numbers = tuple(by[:3])
            reason = Reason("cited", say("why_cited", numbers=numbers, count=len(by)), tuple(by))
            for hit in self._hits(Number(number, own=True), 1):
                self._add(hit, self._finding(hit.record), _CITED, reason)

    def _by_class(self) -> None:
        """Standards of a class that has the product's name, and a second reason for those of its own classes."""
        for scheme, code in self._called:
            reason = Reason("class_name", say("why_class_name", code=facet_label(scheme, code)), (code,))
            for hit in self._hits(Term(scheme, code), MOST_AROUND, (("status", _LIVE),)):
                self._add(hit, self._finding(hit.record), _CLASS, reason)
        for one in self.found.values():
            same = next((pair for pair in self.classes if pair[1] in (*one.hit.record.ics, *one.hit.record.ccs)), None)
            if same is not None and all(reason.kind != "class_name" for reason in one.reasons):
                one.reasons.append(Reason("class", say("why_class", code=facet_label(*same)), (same[1],)))

    @cached_property
    def _called(self) -> list[tuple[str, str]]:
        """(scheme, code) of the classes that have the product's name."""
        return classes_called(name.text for name in self.asked.names if not (name.stem or name.service or name.parts))

    def _by_wider(self) -> None:
        """General standards of what the product is a kind of: 蔬菜, 食品 for 大蒜; 家具 for 儿童家具."""
        for word, near, reason in self._wider_words():
            tree = Text(word, "title")
            told = self._hits(tree, MOST_AROUND, _NEAR if near else _FAR)
            bound = self._hits(tree, MOST_AROUND, _BINDING) if reason.kind == "step" else ()
            for hit in {hit.record.number: hit for hit in (*told, *bound)}.values():
                finding = self._finding(hit.record)
                binding = hit in bound
                if finding.sign == "number":
                    continue  # how one instrument is verified
                if is_general(hit.record.title, word, finding.function, near=near, binding=binding):
                    place = _WIDER if near and finding.function is not Function.TEST else _WIDER + 1
                    self._add(hit, finding, place, reason)

    def _wider_words(self) -> Iterator[tuple[str, bool, Reason]]:
        """(word, whether it is near, what says so) of wider objects that are not the product's own names."""
        known = {name.text for name in self.asked.names}
        told = set(known)
        for word, near, reason in (*self._by_head(), *self._by_classes(known), *self._by_steps()):
            if word not in told:
                told.add(word)
                yield word, near, reason

    def _by_head(self) -> Iterator[tuple[str, bool, Reason]]:
        """The last word of a compound name."""
        if self.asked.head:
            yield self.asked.head, True, Reason("wider", say("why_head", word=self.asked.head), (self.asked.head,))

    def _by_classes(self, known: set[str]) -> Iterator[tuple[str, bool, Reason]]:
        """What the product's classes are called in titles."""
        for wider in wider_objects([*self.classes, *self._called]):
            if wider.is_food and not is_equipment(wider.word) and any(map(is_equipment, known)):
                continue  # what food is kept in or made by is no food
            if not any(wider.word in name for name in known):
                sentence = say("why_wider", word=wider.word, code=facet_label(wider.scheme, wider.code))
                yield wider.word, wider.near, Reason("wider", sentence, (wider.word,))

    def _by_steps(self) -> Iterator[tuple[str, bool, Reason]]:
        """Steps up the trees of goods: what they are called there, then what titles call it."""
        own = [step for name in self.asked.names for step in steps_above(name.text)]
        steps = own or steps_above(self.asked.head)
        if not steps and self.asked.code is None and not self.classes:
            steps = steps_of_like(fold(self.asked.text))
        for step in steps:
            if _is_near(step) and names_in(step.name) == (step.name,):
                yield step.name, True, _step_reason(step.name, step)
        for step in steps:
            for wider in wider_objects([(step.tree.value, step.code)]):
                yield wider.word, wider.near, _step_reason(wider.word, step)

    def _finding(self, record: Record) -> Finding:
        """The function of a record, worked out once."""
        if record.number not in self._findings:
            self._findings[record.number] = find_function(record)
        return self._findings[record.number]

    def _hits(self, tree: Node, limit: int, filters: Filters = ()) -> tuple[Hit, ...]:
        return self._engine.search(Request(tree, self._day, filters, limit=limit)).hits

    def _add(self, hit: Hit, finding: Finding, place: int, reason: Reason) -> None:
        """A standard in force or coming, with one more reason where it is there already."""
        known = self.found.get(hit.record.number)
        if known is not None:
            if reason.kind not in ("wider", "step", *(one.kind for one in known.reasons)):
                known.reasons.append(reason)
        elif hit.status in _LIVE:
            self.found[hit.record.number] = _Found(hit, finding, place, [reason])

    def _without_translations(self) -> None:
        """Foreign-language editions (GB/T 521-2023E) ask nothing that the Chinese one beside them does not."""
        for number in [number for number in self.found if number[-1].isalpha()]:
            parsed = self.found[number].hit.record.parsed
            if parsed is not None and parsed.language and number.removesuffix(parsed.language) in self.found:
                del self.found[number]

    def _note_older_editions(self) -> None:
        """Say of editions that a newer one stands beside them, in force as well; sources forget to end the old ones."""
        newest: dict[str, str] = {}
        for number, one in self.found.items():
            series = number.rpartition("-")[0]
            if one.hit.status is not Status.UPCOMING and number > newest.get(series, ""):
                newest[series] = number
        for number, one in self.found.items():
            newer = newest.get(number.rpartition("-")[0], number)
            if _edition_year(newer) > _edition_year(number):
                one.reasons.append(Reason("older", say("why_older", number=newer), (newer,)))


def _edition_year(number: str) -> str:
    """The four digits of a year at the end of a number; nothing where it ends otherwise."""
    end = number.rpartition("-")[2]
    return end if len(end) == 4 and end.isdigit() else ""


def _node(name: Name) -> Node:
    """What may name the product; `role` decides."""
    return And(tuple(Text(part, "title") for part in name.parts or (name.text,)))


def _is_near(step: Step) -> bool:
    """Whether a step is so near that all that is said of it concerns the product."""
    return step.tree is Tree.GOODS or len(step.code) > _FIELD


def _step_reason(word: str, step: Step) -> Reason:
    return Reason("step", say("why_step", name=step.name, word=word), (word, f"{step.tree} {step.code}"))


def _of_a_kind(title: str, function: Function, kinds: tuple[Name, ...]) -> tuple[Role, Name] | None:
    """The part that goods under the product play in a title, where it is about them."""
    played = role(title, function, kinds) if kinds else None
    return (Role.KIND, played[1]) if played is not None and played[0] <= Role.KIND else None


def _is_instrument(record: Record, name: Name) -> bool:
    """Whether a verification regulation is for the product itself, not for what measures it: 压力表, 大蒜辣度计."""
    return without_function_words(record.title).endswith(name.text)


def _title_reason(played: Role, name: Name) -> Reason:
    kind = "material" if name.stem and played < Role.RELATED else _REASONS[played]
    return Reason(kind, say(f"why_{kind}", name=name.text), (name.text,))


def _groups(found: Iterable[_Found], home: str) -> Iterator[Group]:
    """The groups that hold anything, each in order."""
    grouped: dict[str, list[Applying]] = {}
    for one in sorted(found, key=lambda one: _order(one, home)):
        grouped.setdefault(_group(one), []).append(_row(one))
    yield from (Group(name, tuple(grouped[name])) for name in GROUPS if name in grouped)


def _group(one: _Found) -> str:
    if one.place == Role.RELATED:
        return RELATED
    return MANDATORY if one.hit.record.nature == "mandatory" else one.finding.function.value


def _order(one: _Found, home: str) -> tuple[object, ...]:
    """The nearest first, then by level with home before other places, then the newer one."""
    record = one.hit.record
    level = 2 if is_at_home(record.region, home) else _LEVELS.get(record.level.value, 5)
    return (one.place, one.hit.status is Status.UPCOMING, level, -(record.year or 0), record.number)


def _row(one: _Found) -> Applying:
    record = one.hit.record
    reasons = tuple(dict.fromkeys(one.reasons))
    return Applying(AnswerHit(record, one.hit.status, "text", 0.0), one.finding, reasons)
