"""`{% framed %}…{% endframed %}`: what allauth sets, inside the frame of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from django.template.base import Parser, Token
    from django.template.context import Context

register = template.Library()


class _Framed(template.Node):
    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        """The page around what is between the tags."""
        inside = self.nodelist.render(context)
        request = context["request"]
        return str(
            render_to_string("accounts.html.j2", {"inside": inside}, request=request)
        )


@register.tag
def framed(parser: Parser, _token: Token) -> template.Node:
    """The node of everything up to `endframed`."""
    nodelist = parser.parse(("endframed",))
    parser.delete_first_token()
    return _Framed(nodelist)
