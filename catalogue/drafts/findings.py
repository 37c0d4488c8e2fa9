"""What in the structure of a draft a person should look at, by the rules of the table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from catalogue.wording import Words, say
from standard.place import Place
from standard.tables import rows

NOWHERE = Place()


@dataclass(frozen=True)
class Finding:
    """A hint, never a verdict: the rule, the clause and place of the draft, and what is said about it."""

    rule: str
    #: id of the clause of the draft; empty for the whole of it
    clause: str
    place: Place
    words: Words

    @property
    def source(self) -> Words:
        """What the rule rests on, with the clause of GB/T 1.1 only where our source names it."""
        rule = rules()[self.rule]
        if rule["clause"]:
            return say("draft_rule_clause", clause=rule["clause"])
        if self.rule.startswith("reference_"):
            return say("draft_rule_citing")
        return say("draft_rule_engineering" if rule["section"] == "5.6" else "draft_rule_section")

    def to_json(self) -> dict[str, Any]:
        """JSON with the names of the API."""
        return {
            "rule": self.rule,
            "clause": self.clause,
            "place": self.place.words,
            "text": self.words,
            "source": self.source,
        }


@lru_cache(maxsize=1)
def rules() -> dict[str, dict[str, str]]:
    """The rows of the table of rules by their names."""
    return {row["rule"]: row for row in rows("rules", "catalogue.drafts")}


def found(rule: str, clause: str = "", place: Place = NOWHERE, **values: object) -> Finding:
    """A finding with the values of its sentence."""
    return Finding(rule, clause, place, say("draft_rule_" + rule, **values))
