"""The style of a page: A4 on paper, one column of the same width on a screen; every colour from the palette."""

from __future__ import annotations

from integrationrules.report.money.page.figure import WIDE
from integrationrules.report.money.page.palette import PALETTE

__all__ = ["STYLE"]

_CHARTS = (
    "svg{display:block;width:100%;height:auto;font:11px Arial,Helvetica,'Liberation Sans',sans-serif;font-variant-numeric:tabular-nums}",
    "svg text{fill:$ink}",
    "svg text.soft{fill:$soft}",
    "svg text.bold,svg text.value{font-weight:bold}",
    "svg text.value{paint-order:stroke;stroke:$paper;stroke-width:3px;stroke-linejoin:round}",
    ".grid{stroke:$line;stroke-width:.6}",
    ".zero{stroke:$axis;stroke-width:1.4}",
    ".tick,.joint{stroke:$axis;stroke-width:1;fill:none}",
    ".joint{stroke-dasharray:2 2}",
    ".base{stroke:$ink;stroke-width:2}",
    ".line{fill:none;stroke-width:2.2}",
    *(f".line.{status}{{stroke:${status}{dash}}}" for status, dash in (
        ("outturn", ""), ("budget", ";stroke-dasharray:8 4"), ("forecast", ";stroke-dasharray:9 3 2 3"), ("assumed", ";stroke-dasharray:2 3"))),
    ".point{fill:$paper;stroke-width:2}",
    ".point.outturn{fill:$outturn}",
    *(f".point.{status}{{stroke:${status}}}" for status in ("outturn", "budget", "forecast", "assumed")),
    ".stripes{stroke:$outturn;stroke-width:.7;fill:none}",
    ".loss-stripes{stroke:$loss;stroke-width:2;fill:none}",
    "rect.gain{fill:$gain;stroke:$gain}",
    "rect.loss{stroke:$loss;stroke-width:1.2}",
    "rect.reach{fill:$paper;stroke:$axis;stroke-width:1;stroke-dasharray:3 2}",
    "rect.total{fill:$line;stroke:$total;stroke-width:1.6}",
)
_PAGE = (
    ":root{color-scheme:light}",
    "*{box-sizing:border-box}",
    "body{margin:0;background:$paper;color:$ink;font:11px/1.28 Arial,Helvetica,'Liberation Sans',sans-serif;font-variant-numeric:tabular-nums}",
    "main{max-width:$wide;margin:0 auto;padding:16px 8px;overflow-wrap:break-word;hyphens:auto}",
    "h1{font-size:19px;line-height:1.15;margin:0 0 3px}",
    "h2{font-size:13px;margin:7px 0 2px;border-bottom:1.5px solid $ink;break-after:avoid}",
    "p,ul{margin:3px 0}",
    "ul{padding-left:16px}",
    ".about,.note{color:$soft}",
    ".about{margin:0}",
    ".answer{border:1.5px solid $ink;background:$tint;padding:4px 10px 6px;margin-top:7px;break-inside:avoid}",
    ".answer h2{border:0;margin:2px 0}",
    ".concluded{font-size:12.5px;font-weight:bold}",
    ".pair{display:grid;grid-template-columns:1fr 1fr;gap:0 18px}",
    ".pair>*{min-width:0}",
    ".flow{columns:2;column-gap:18px}",
    ".flow ul{margin:2px 0}",
    ".flow li{break-inside:avoid}",
    "table{font-size:10.8px;border-collapse:collapse;width:100%;margin:2px 0 4px}",
    "caption{text-align:left;color:$soft;padding:1px 0}",
    "th,td{text-align:left;vertical-align:top;border-top:1px solid $line;padding:1px 8px 1px 0}",
    "thead th{border-top:0;border-bottom:1.5px solid $axis;vertical-align:bottom}",
    "tbody th{font-weight:normal}",
    "tr{break-inside:avoid}",
    ".number{text-align:right;padding:1px 14px 1px 0;white-space:nowrap;hyphens:none}",
    "th.number{white-space:normal}",
    "td.tight{white-space:nowrap;hyphens:none}",
    "tr>.number:last-child{padding-right:0}",
    ".sum>*{font-weight:bold;border-top:1.5px solid $axis}",
    ".mark{white-space:nowrap}",
    ".mark.pass,.mark.warn,.mark.fail{font-weight:bold}",
    *(f".mark.{one}{{color:${one}}}" for one in ("pass", "warn", "fail")),
    ".checks{columns:2;column-gap:18px;padding:0;list-style:none;font-size:10.6px;line-height:1.25}",
    ".checks li{break-inside:avoid;margin-bottom:2px;padding-left:10px;text-indent:-10px}",
    ".scroll{overflow-x:auto}",
    ":focus-visible{outline:3px solid $gain;outline-offset:2px}",
    "figure{margin:4px 0;break-inside:avoid}",
    "figcaption{font-weight:bold}",
    "summary{color:$soft;cursor:pointer}",
)
_PAPER = (
    "@page{size:A4;margin:11mm 14mm}",
    "@media (max-width:600px){.checks,.flow{columns:1}.pair{display:block}}",
    "@media print{main{max-width:none;padding:0;zoom:var(--scale)}.numbers{display:none}.scroll{overflow:visible}.new-page{break-before:page}"
    ".new-page>h2:first-child,.new-page>section>h2:first-child{margin-top:0}body{-webkit-print-color-adjust:exact;print-color-adjust:exact}}",
)
"""On paper the numbers behind a chart are not repeated: they stand in the tables of the page."""


def _coloured(rule: str) -> str:
    # The longest name first: one may begin with another.
    for name in sorted(PALETTE, key=len, reverse=True):
        rule = rule.replace(f"${name}", PALETTE[name])
    return rule


STYLE = "".join(_coloured(rule) for rule in (*_PAGE, *_CHARTS, *_PAPER)).replace("$wide", f"{WIDE + 16}px")
