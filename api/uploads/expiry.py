"""What becomes of uploads that nobody touches: files end after a week, also where somebody was cut off while deleting them."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

from api.uploads.desk import Desk
from api.uploads.upload import BUSY, KEPT, LISTED, State, Upload
from graph.clock import Clock
from graph.errors import Conflict

_EVERY = 600.0  # seconds between two looks
_PAGE = 500


def expire(desk: Desk, clock: Clock) -> None:
    """Withdraw what nobody confirmed for seven days, delete rows a week after they were written, forget uploads after a year."""
    now, after = clock.now(), ""
    while page := desk.page(after, _PAGE):
        for upload in page:
            try:
                _expire(desk, upload, now - upload.changed)
            except Conflict:  # somebody just uses it
                continue
        after = page[-1].id


def _expire(desk: Desk, upload: Upload, age: timedelta) -> None:
    if upload.state in BUSY:
        return
    if upload.state is State.WRITTEN and upload.file:
        upload = desk.without_file(upload)
    elif upload.state is State.WITHDRAWN and (upload.file or upload.result):
        upload = desk.emptied(upload)
    if age > LISTED:
        desk.forget(upload)
    elif age > KEPT and upload.state is State.WRITTEN and upload.result:
        desk.emptied(upload)
    elif age > KEPT and upload.state in (State.READ, State.REFUSED):
        desk.withdraw(upload)


def now_and_then(work: Callable[[], None]) -> Callable[[], None]:
    """Does `work` when called, but at most once in ten minutes."""
    lock = threading.Lock()
    last = -_EVERY

    def sometimes() -> None:
        nonlocal last
        with lock:
            if time.monotonic() - last < _EVERY:
                return
            last = time.monotonic()
        work()

    return sometimes
