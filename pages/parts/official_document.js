// A document as it was read; text goes in as text and never as markup.
const el = (tag, cls, text) => { const n = document.createElement(tag); if (cls) n.className = cls; if (text != null) n.textContent = text; return n }
export default function ({ parentElement, data, setTriggerValue }) {
  const box = parentElement.querySelector(".box"), open = new Set(data.open)
  box.setAttribute("aria-label", data.label); box.setAttribute("role", "document")
  const marked = (node, of) => {
    node.dataset.spot = of.spot
    if (!of.mark) return node
    node.classList.add("mark", of.mark); node.tabIndex = 0; node.setAttribute("role", "button")
    if (open.has(of.spot)) node.classList.add("open")
    const press = ev => { ev.stopPropagation(); setTriggerValue("spot", of.spot) }
    node.onclick = press; node.onkeydown = ev => { if (ev.key === "Enter" && ev.target === node) press(ev) }
    return node
  }
  const grid = rows => {
    const table = el("table"), body = el("tbody")
    for (const row of rows) {
      const tr = el("tr")
      for (const c of row) {
        const td = marked(el("td", "", c.text), c)
        if (c.wide > 1) td.colSpan = c.wide
        if (c.high > 1) td.rowSpan = c.high
        td.append(...c.inner.map(grid)); tr.append(td)
      }
      body.append(tr)
    }
    table.append(body); return table
  }
  box.replaceChildren(...data.blocks.map(b => b.grid ? grid(b.grid) : marked(el("p", b.look, b.line), b)))
  const first = box.querySelector(".open")
  if (first && box.dataset.open !== data.open.join()) first.scrollIntoView({ block: "nearest" })
  box.dataset.open = data.open.join()
}
