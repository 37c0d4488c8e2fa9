"""Adoptions that sources state by themselves, merged into the records of the standards that adopt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from indexer.gathering.record_bytes import Packed
from indexer.gathering.record_file import Records
from indexer.readers import StatedAdoption, united_adoptions
from standard.record import Adoption, Record


@dataclass
class Adoptions:
    """What is known of adoptions while the sources are read; memory holds each, and the number of each adopting."""

    stated: list[StatedAdoption] = field(default_factory=list)
    #: numbers of the records that adopt something
    adopting: dict[str, None] = field(default_factory=dict)
    #: what is stated of standards that no source describes
    unresolved: list[StatedAdoption] = field(default_factory=list)

    def take(self, packed: Packed) -> None:
        """Keep what some rows state."""
        self.stated += packed.adoptions
        self.adopting |= dict.fromkeys(packed.adopting)

    def merge_into(self, records: Records) -> None:
        """Give each record what is stated of it, and each adoption the title of what is adopted, where one is known.

        A standard that is not among the records is not made up: what is stated of it stays `unresolved`. What the
        record's own source says counts before what others say of it. Merging again changes nothing.
        """
        stated: dict[str, list[Adoption]] = {}
        self.unresolved.clear()
        for one in self.stated:
            if one.number in records:
                stated.setdefault(one.number, []).append(one.adoption)
            else:
                self.unresolved.append(one)
        for number in {**self.adopting, **dict.fromkeys(stated)}:
            record = records.get(number)
            if record is not None:
                united = united_adoptions(record.adopts, tuple(stated.get(number, ())))
                adopts = tuple(_titled(adoption, records) for adoption in united)
                if adopts != record.adopts:
                    records[number] = replace(record, adopts=adopts)


def _titled(adoption: Adoption, records: Records) -> Adoption:
    adopted: Record | None = None if adoption.title else records.get(adoption.number)
    return adoption if adopted is None else replace(adoption, title=adopted.title_en or adopted.title)
