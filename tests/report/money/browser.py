"""A browser without a window, where there is one: what it prints, and where it finds that things do not fit."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here to print pages with")
A4 = (595, 842)
_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run")
_ASKS = """<script>
const found = [];
const near = 1;
for (const svg of document.querySelectorAll('svg')) {
  const room = svg.viewBox.baseVal;
  for (const text of svg.querySelectorAll('text')) {
    const box = text.getBBox(), moved = text.parentNode.tagName == 'g' ? text.parentNode.transform.baseVal[0].matrix : {e: 0, f: 0};
    const left = box.x + moved.e, top = box.y + moved.f;
    if (left < room.x - near || top < room.y - near || left + box.width > room.width + near || top + box.height > room.height + near)
      found.push('outside its picture: ' + text.textContent);
  }
}
for (const one of document.querySelectorAll('main, main *:not(svg *)'))
  if (one.clientWidth && one.scrollWidth > one.clientWidth + near && getComputedStyle(one).display != 'inline')
    found.push('wider than its box: ' + one.tagName);
document.body.innerHTML = '<pre id="found"></pre>';
document.getElementById('found').textContent = JSON.stringify(found);
</script></body>"""


def _run(*arguments: str, folder: Path) -> str:
    assert CHROMIUM is not None
    profile = folder / "profile"
    command = [CHROMIUM, *_OPTIONS, f"--user-data-dir={profile}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True, encoding="utf-8").stdout


def pages(page: str, folder: Path) -> list[tuple[int, int]]:
    """The width and height in points of each page that is printed."""
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page, encoding="utf-8")
    _run("--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri(), folder=folder)
    printed = target.read_bytes()
    sheets = re.findall(rb"/Type /Page\b(.*?)>>\s*endobj", printed, re.DOTALL)
    sizes = [re.search(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", one) for one in sheets]
    return [(round(float(size[1])), round(float(size[2]))) for size in sizes if size]


def misfits(page: str, folder: Path, wide: int = 720) -> list[Any]:
    """What a browser of this width finds outside its picture or wider than its box."""
    source = folder / "asked.html"
    source.write_text(page.replace("</body>", _ASKS), encoding="utf-8")
    said = _run(f"--window-size={wide},1000", "--dump-dom", source.as_uri(), folder=folder)
    answer = re.search(r'<pre id="found">(.*?)</pre>', said, re.DOTALL)
    assert answer is not None, said[-300:]
    found: list[Any] = json.loads(html.unescape(answer[1]))
    return found
