"""Which language a page speaks, and its words in it.

The language stands first in the address (`/en/search`, `/zh/search`); without it, what the reader's last such address
said counts (a cookie), then what the browser prefers, then Chinese. The prefix is moved to where a reverse proxy's
prefix stands, so every address that `url_for` makes keeps it, and no view knows of it.

The texts stand in Chinese in the templates and tables themselves; `pages.toml` of `standard.wording` has the English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from flask import Flask, Response, current_app, g, has_request_context, request
from flask.json.provider import DefaultJSONProvider
from markupsafe import Markup, escape

from standard.wording import CHINESE, COMMA, ENGLISH, Words, page_texts

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: name in addresses -> language tag (BCP 47); the first is that of the texts
LANGUAGES: Mapping[str, str] = {CHINESE: "zh-CN", ENGLISH: "en"}
COOKIE = "language"
COOKIE_SECONDS = 365 * 24 * 3600
#: keys of the WSGI environment: the language that the address names, and the path prefix before it
_NAMED, _ROOT = "lubiao.language", "lubiao.root"
_HAN = re.compile(r"[\u3007\u4e00-\u9fff]")


class Prefix:
    """WSGI: takes `/en` or `/zh` off the path and puts it behind SCRIPT_NAME."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        root = environ.get("SCRIPT_NAME", "")
        first, _, rest = environ.get("PATH_INFO", "").removeprefix("/").partition("/")
        environ[_ROOT] = root
        if first in LANGUAGES:
            environ |= {"SCRIPT_NAME": f"{root}/{first}", "PATH_INFO": f"/{rest}", _NAMED: first}
        return self._app(environ, start_response)


class SpokenJson(DefaultJSONProvider):
    """JSON with the words in it in the language of the request."""

    ensure_ascii = False
    sort_keys = False

    @staticmethod
    def default(value: Any) -> Any:
        """What stands for a value that JSON has not."""
        return plain(value) if isinstance(value, Words) else DefaultJSONProvider.default(value)


def init_app(app: Flask) -> None:
    """Let every page speak the reader's language."""
    app.wsgi_app = Prefix(app.wsgi_app)  # type: ignore[method-assign]
    app.json = SpokenJson(app)
    app.after_request(_mark)
    app.jinja_env.globals.update(
        _=message, _n=counted, said=said, plain=plain, data=data, lang_zh=lang_zh, listed=listed, query_text=query_text
    )
    app.context_processor(lambda: {"language_tag": LANGUAGES[language()], "languages": _switch()})


def language() -> str:
    """The language of this request, a key of LANGUAGES."""
    if not has_request_context():
        return CHINESE
    chosen: str | None = g.get("language")
    if chosen is None:
        chosen = g.language = _asked()
    return chosen


def _asked() -> str:
    named = request.environ.get(_NAMED) or request.cookies.get(COOKIE)
    if named in LANGUAGES:
        return str(named)
    return request.accept_languages.best_match(LANGUAGES, default=CHINESE) or CHINESE


def is_english() -> bool:
    """Whether the page is in English."""
    return language() == ENGLISH


def _mark(response: Response) -> Response:
    """Tell caches what the language hangs on, and remember the one that an address named."""
    if request.endpoint == "static":
        return response
    named = request.environ.get(_NAMED)
    if named is None:
        response.vary.update(("Accept-Language", "Cookie"))
    elif response.mimetype == "text/html" and request.cookies.get(COOKIE) != named:
        path = request.environ[_ROOT] or "/"
        response.set_cookie(COOKIE, named, COOKIE_SECONDS, path=path, secure=request.is_secure, samesite="Lax")
        if response.cache_control.public:
            # one reader's cookie is nothing for a shared cache
            response.headers["Cache-Control"] = "private, no-cache"
    return response


def _switch() -> list[tuple[str, str, str, bool]]:
    """For each language its name, tag, the address of this page in it, and whether the page is in it now."""
    query = quote(request.query_string, safe="%/:@!$&'()*+,;=~?")
    rest = quote(request.path, safe="/:@!$&'()*+,;=~") + (f"?{query}" if query else "")
    if len(rest) > current_app.config["MAX_ADDRESS"]:
        rest = "/"  # the page that refuses it need not repeat it
    root = request.environ.get(_ROOT, "")
    return [(name, tag, f"{root}/{name}{rest}", name == language()) for name, tag in LANGUAGES.items()]


def translate(text: str, /, **values: object) -> str:
    """A text in the language of this request, its `%(name)s` filled; plain, for attributes and JSON."""
    form = _form(text)
    return form % _spoken(values) if values else form.replace("%%", "%")


def message(text: str, /, **values: object) -> Markup:
    """A text in the language of this request as HTML: the text may hold tags, values are escaped."""
    form = _markup(_form(text))
    return form % _spoken(values) if values else _without_values(form)


def counted(text: str, n: int, /, **values: object) -> Markup:
    """A text about `n` things, which English says in one of two forms."""
    return _markup(_form(text, n)) % {"n": f"{n:,}", **_spoken(values)}


def _spoken(values: Mapping[str, object]) -> dict[str, object]:
    """Values of a text, with words among them in the language of this request."""
    return {name: plain(value) if isinstance(value, Words) else value for name, value in values.items()}


@cache
def _markup(form: str) -> Markup:
    return Markup(form)  # noqa: S704 - from our own templates and tables, so there are only so many


@cache
def _without_values(form: Markup) -> Markup:
    return form % {}


def _form(text: str, n: int = 1) -> str:
    if not is_english():
        return text
    found = page_texts().get(text, text)
    return found if isinstance(found, str) else found[n != 1]


def query_text(text: str) -> str:
    """An example query as a reader of this language would type it; words of titles stay Chinese."""
    return translate(text) if text in page_texts() else text


def plain(words: Words | str) -> str:
    """Words in the language of this request, Chinese where nobody has put them into English; a text as it is."""
    return words.in_language(language()) if isinstance(words, Words) else words


def said(words: Words | str) -> Markup:
    """The same as HTML, marked where it is Chinese on an English page."""
    return data(plain(words))


def data(text: str) -> Markup:
    """A text of the data as HTML: on an English page what is Chinese is marked as such (WCAG 2.2, 3.1.2)."""
    shown = escape(text)
    return Markup('<span lang="zh">{}</span>').format(shown) if is_chinese_part(text) else shown


def lang_zh(text: str) -> Markup:
    """The attribute that marks an element whose text or label is Chinese on an English page; else nothing."""
    return Markup(' lang="zh"') if is_chinese_part(text) else Markup("")


def is_chinese_part(text: str) -> bool:
    """Whether a text is Chinese while the page is not."""
    return is_english() and _HAN.search(text) is not None


def listed(items: Iterable[object], show: Callable[[Any], object] = str) -> Markup:
    """Items side by side, with the comma of the language."""
    return _markup(plain(COMMA)).join(Markup("{}").format(show(item)) for item in items)
