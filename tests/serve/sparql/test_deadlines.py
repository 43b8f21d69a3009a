"""What takes too long is ended by one thread, which no query starts anew."""

from __future__ import annotations

import threading
from contextlib import suppress

from bibliographe.serve.sparql.deadlines import Deadlines

PATIENCE = 20


def watching() -> int:
    return sum(1 for thread in threading.enumerate() if thread.name == "deadlines")


def test_what_is_late_is_ended_and_what_is_done_is_not() -> None:
    deadlines, before = Deadlines(), watching()
    late, done = threading.Event(), threading.Event()
    for _number in range(50):
        with deadlines.within(0.2, done.set):
            pass
    with deadlines.within(60, done.set), deadlines.within(0.3, late.set):
        assert late.wait(PATIENCE)  # the thread was asleep until the longer one is due
    assert not done.is_set()
    assert watching() == before + 1


def test_each_is_ended_once_and_by_its_own_clock() -> None:
    deadlines, ended = Deadlines(), list[int]()
    last = threading.Event()
    with deadlines.within(0.1, lambda: ended.append(1)), deadlines.within(0.05, lambda: ended.append(2)):
        with deadlines.within(0.3, last.set):
            assert last.wait(PATIENCE)
        assert ended == [2, 1]


def test_a_failure_within_leaves_nothing_behind() -> None:
    deadlines, stopped = Deadlines(), threading.Event()
    with suppress(ZeroDivisionError), deadlines.within(0.05, stopped.set):
        raise ZeroDivisionError
    assert not stopped.wait(0.2)
