"""What people send: held in memory, within bounds, read by few requests at once, and neither kept nor logged."""

from __future__ import annotations

from io import BytesIO
from typing import IO, TYPE_CHECKING

from flask import Flask, Request, current_app, g, request

from standard.errors import LubiaoError
from webapp.addresses import FILE_POSTS
from webapp.slots import Slot, Slots

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

#: bytes of one file, and numbers of one list
MAX_FILE, MAX_NUMBERS = 10 << 20, 20_000
#: bytes of a whole form: a file, an earlier report, and the list that the page carries along
MAX_BODY = 24 << 20
#: a form without a file that is no longer than this is read at once, whoever else is being served
LIGHT = 64 << 10
#: fields of a form: a choice for each number, and the others
MAX_FIELDS = MAX_NUMBERS + 100
#: seconds until the answer to a list begins, where the time limit of the server is shorter
SECONDS = 60.0


class ChecksBusy(LubiaoError):
    """As many lists are being read as may be at once."""

    def __init__(self, most: int) -> None:
        super().__init__("checks_busy", most=most)


class MemoryRequest(Request):
    """A request whose files never touch the disk, however long they are."""

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        return BytesIO()


def init_app(app: Flask) -> None:
    """Let the addresses that take a list take long bodies; all others take what MAX_CONTENT_LENGTH says."""
    app.request_class = MemoryRequest
    app.extensions["lubiao_checks"] = Slots(int(app.config["CHECKS"]), ChecksBusy)
    app.before_request(_widen)


def is_list_sent(path: str, method: str) -> bool:
    """Whether a request sends a list or a file of decisions; the path is without the prefix of a language."""
    return method == "POST" and path.startswith(FILE_POSTS)


def time_for(environ: WSGIEnvironment) -> float | None:
    """Seconds that a request may take until its answer begins; None where the time limit of the server holds."""
    return SECONDS if _sends_list(environ) else None


def longest_body(environ: WSGIEnvironment) -> int:
    """Bytes of the longest body that a request may have."""
    return MAX_BODY if _sends_list(environ) else LIGHT


def _sends_list(environ: WSGIEnvironment) -> bool:
    path = environ.get("PATH_INFO", "")
    for language in ("/zh", "/en"):
        path = path.removeprefix(language) if path.startswith(f"{language}/") else path
    return is_list_sent(path, environ.get("REQUEST_METHOD", ""))


def _widen() -> None:
    if is_list_sent(request.path, request.method):
        request.max_content_length = request.max_form_memory_size = MAX_BODY
        request.max_form_parts = MAX_FIELDS


def take_slot() -> None:
    """Wait for nothing: take a slot for a long list or a file, or refuse. Raises ChecksBusy."""
    if request.method != "POST":
        return
    length = request.content_length
    if length is not None and length <= LIGHT and not request.files:
        return
    slots: Slots = current_app.extensions["lubiao_checks"]
    g.slot = slots.take()


def keep_slot() -> Slot | None:
    """The slot of this request, for a page that is made while it is sent; whoever takes it gives it back."""
    slot: Slot | None = g.pop("slot", None)
    return slot


def give_slot_back(_error: BaseException | None = None) -> None:
    """Let the next one have it."""
    if (slot := g.pop("slot", None)) is not None:
        slot.give_back()
