"""The style of everything shown: scoped to one class, light and dark, contrasts of at least 4.5 to 1 for text."""

from __future__ import annotations

__all__ = ["SCOPE", "STYLE"]

SCOPE = "integrationrules"
_LIGHT = "--ink:#1b1b1f;--soft:#55555e;--back:#ffffff;--line:#c9c9d1;--bar:#b9d3f0;--edge:#1f5a99;--gap:#e4e4e8;--met:#bfe3c5;--not:#f5c6c0;--open:#f4e2a6"
_DARK = "--ink:#ececf1;--soft:#b4b4c0;--back:#17171b;--line:#484852;--bar:#254a70;--edge:#8dbdf0;--gap:#2d2d34;--met:#1f5530;--not:#6b2a25;--open:#5c4a12"
_S = f".{SCOPE}"
_RULES = (
    ("", f"{_LIGHT};color:var(--ink);background:var(--back);font:14px/1.45 system-ui,sans-serif;padding:8px;max-width:1200px"),
    (" .scroll", "overflow-x:auto"),
    (" svg", "display:block;width:100%;min-width:820px;height:auto;font:12px system-ui,sans-serif"),
    (" svg text", "fill:var(--ink)"),
    (" .soft, .integrationrules svg text.soft", "fill:var(--soft);color:var(--soft)"),
    (" .grid", "stroke:var(--line);stroke-width:.5"),
    (" .year", "stroke:var(--soft);stroke-width:1"),
    (" .gap", "fill:var(--gap)"),
    (" .bar rect", "fill:var(--bar);stroke:var(--edge)"),
    (" .bar rect.maybe", "fill:none;stroke-dasharray:3 2"),
    (" .hatch", "stroke:var(--edge);stroke-width:1.5"),
    (" .bar path, .integrationrules .mark path", "fill:var(--edge);stroke:var(--back)"),
    (" .mark text", "paint-order:stroke;stroke:var(--back);stroke-width:3px"),
    (" .met rect", "fill:var(--met);stroke:var(--ink)"),
    (" .not_met rect", "fill:var(--not);stroke:var(--ink)"),
    (" .unknown rect", "fill:var(--open);stroke:var(--ink);stroke-dasharray:3 2"),
    (" table", "border-collapse:collapse;width:100%;margin:12px 0;color:var(--ink);background:var(--back)"),
    (" caption", "text-align:left;font-weight:600;padding:4px 0"),
    (" th, .integrationrules td", "text-align:left;vertical-align:top;border-top:1px solid var(--line);padding:6px 8px;background:var(--back)"),
    (" td.verdict span", "font-weight:600;padding:1px 4px;color:var(--ink)"),
    (" td.met span", "background:var(--met)"),
    (" td.not_met span", "background:var(--not)"),
    (" td.unknown span", "background:var(--open)"),
    (" ul", "margin:0;padding-left:18px"),
    (" p", "margin:6px 0"),
)
_SELECTED_DARK = f'body[data-jp-theme-light="false"] {_S}, body.vscode-dark {_S}, html[data-theme="dark"] {_S}'
STYLE = (
    "".join(f"{_S}{selector}{{{said}}}" for selector, said in _RULES)
    + f"@media (prefers-color-scheme:dark){{{_S}{{{_DARK}}}}}"
    + f'body[data-jp-theme-light="true"] {_S}, body.vscode-light {_S}, html[data-theme="light"] {_S}{{{_LIGHT}}}'
    + f"{_SELECTED_DARK}{{{_DARK}}}"
)
"""A notebook that says which theme it has is believed before the system's setting."""
