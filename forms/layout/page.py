"""A page to print: A4, official faces, head rows again after every page break."""

from __future__ import annotations

from html import escape

from forms.messages import say
from forms.text import Message

PAGE_CSS = """
@page {
  size: A4; margin: 24mm 20mm 22mm;
  @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt }
}
* { box-sizing: border-box }
body { margin: 0; color: #000; font: 11pt/1.5 "Noto Serif CJK SC", STSong, SimSun, "Songti SC", serif }
main { max-width: 170mm; margin: 0 auto }
.hint {
  margin: 0 0 8mm; padding: 2mm 4mm; background: #F2F5F8; color: #52606D; text-align: center;
  font: 10pt/1.6 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
}
.official { width: 100%; border-collapse: collapse }
.official caption {
  caption-side: top; text-align: center; font-size: 20pt; font-weight: 600; line-height: 1.6;
  padding: 0 0 4mm; break-after: avoid;
}
.official caption > div {
  display: flex; justify-content: space-between; font-size: 12pt; font-weight: 400; text-align: left; padding-top: 5mm;
}
.official th, .official td {
  border: 0.75pt solid #000; padding: 1.6mm 2mm; text-align: left; vertical-align: middle; overflow-wrap: anywhere;
}
.official th { text-align: center; font-weight: 600 }
.official tbody > tr { height: 10mm; break-inside: avoid }
.official thead { display: table-header-group }
.official .c { text-align: center }
.official .n { text-align: right; font-variant-numeric: tabular-nums }
.scan { display: block; max-width: 60mm; max-height: 36mm }
.official code { font: 10.5pt/1.4 Consolas, "Noto Sans Mono CJK SC", monospace; white-space: nowrap }
.official.sub { margin-top: 7mm }
.official.sub tbody > tr { height: auto }
.official.sub caption { font-size: 12pt; text-align: left; padding-bottom: 2mm }
.under { display: flex; gap: 28mm; padding-top: 4mm; font-size: 12pt; break-inside: avoid }
.stamp {
  display: flex; flex-direction: column; align-items: flex-end; gap: 12mm; margin-top: 14mm; font-size: 12pt;
  break-inside: avoid;
}
.stamp span { width: 70mm; text-align: center }
.new-page { break-before: page }
@media screen {
  body { background: #E4E9EE; padding: 8mm }
  main { background: #fff; padding: 18mm 20mm; max-width: 210mm; box-shadow: 0 1px 6px #0003 }
  .new-page { margin-top: 16mm }
}
@media print {
  .hint { display: none }
  main { max-width: none }
}
"""
"""The styles of a page; a Content-Security-Policy may allow them by their hash."""


def print_page(html: str, title: str, lang: str = "zh", *, hint: bool = True) -> str:
    """A whole page around drawn HTML; `title` becomes the name of the file when it is saved as PDF."""
    told = f'<p class="hint">{say(Message("print.hint"), lang)}</p>' if hint else ""
    language = "zh-CN" if lang == "zh" else "en"
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{PAGE_CSS}</style></head><body>{told}<main>{html}</main></body></html>"
    )
