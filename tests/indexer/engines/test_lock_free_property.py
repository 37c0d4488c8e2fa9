from __future__ import annotations

from indexer.engines.lock_free_property import Once


class _Counting:
    asked = 0

    @Once
    def answer(self) -> int:
        """What for."""
        self.asked += 1
        return 42


def test_worked_out_when_first_asked_for_and_never_again() -> None:
    one = _Counting()
    assert "answer" not in vars(one)
    assert (one.answer, one.answer, one.asked) == (42, 42, 1)
    assert _Counting().asked == 0


def test_it_keeps_its_docstring() -> None:
    assert vars(_Counting)["answer"].__doc__ == "What for."
