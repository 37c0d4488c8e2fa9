"""Static files with their content hash in the address, so that browsers may keep them for good."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

#: how many hexadecimal digits of the hash stand in an address
DIGITS = 12
#: for addresses whose hash fits what is served
FOREVER = "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    """Let `url_for("static", ...)` add `v=<hash>`, and answer such addresses with a year of keeping."""
    folder = Path(str(app.static_folder))
    hashes = {path.relative_to(folder).as_posix(): hash_files(path) for path in _list_files(folder)}
    app.config["WEB_VERSION"] = hash_files(*_list_files(folder.parent))

    def add_hash(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and values.get("filename") in hashes:
            values.setdefault("v", hashes[values["filename"]])

    def keep(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code in (200, 304):
            name = (request.view_args or {}).get("filename")
            if request.args.get("v") == hashes.get(str(name)):
                response.headers["Cache-Control"] = FOREVER
        return response

    app.url_default_functions.setdefault(None, []).append(add_hash)
    app.after_request(keep)


def hash_files(*paths: Path) -> str:
    """Hash of the content of files."""
    total = sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()[:DIGITS]


def _list_files(folder: Path) -> list[Path]:
    """All files below a folder in a fixed order, compiled Python left out."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
