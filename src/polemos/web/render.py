"""Records to pages: one environment of templates for all of them."""

from functools import cache
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

from polemos.service.wording import known_as, visible, web_link, wording
from polemos.version import __version__
from polemos.web.navigation import entries
from polemos.web.site import author, site
from polemos.web.vendored import has
from polemos.web.voices import Voices


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A template as an answer. It can use `request`, `who`, `csrf`, `nav`, `behind`, `voice` and what is given."""
    return HTMLResponse(text(request, template, **context), status_code=status)


def text(request: Request, template: str, **context: Any) -> str:
    """A template as text: for parts that are put together."""
    return (
        environment()
        .get_template(template)
        .render(
            request=request,
            who=author(request),
            csrf=getattr(request.state, "csrf", ""),
            nav=entries(request.app),
            here=request.url.path,
            behind=not site(request).kept.settled(),
            voice=Voices(site(request).archive),
            **context,
        )
    )


@cache
def environment() -> Environment:
    """Everything that a template writes passes `visible`: escaped, and what a reader could not see is written out."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("polemos.web"), PrefixLoader({"export": PackageLoader("polemos.export")})]),
        autoescape=True,
        finalize=visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(wording=wording, web_link=web_link, known_as=known_as, version=__version__, has=has)
    made.filters["voiced"] = lambda name, voice: voice(name)
    made.filters["url"] = lambda value: quote(str(value), safe="")
    return made
