const el = (tag, cls, text) => { const n = document.createElement(tag); if (cls) n.className = cls; if (text != null) n.textContent = text; return n }
const plain = v => el("span", "", v)
// A light is a shape as well as a colour: it survives grey paper and colour-blind eyes.
const SHAPES = { green: "●", amber: "▲", red: "◆", pause: "○", none: "" }
const cells = {
  text: plain, num: plain, date: plain, code: plain, act: plain,
  two: v => { const s = el("span", "two"); s.append(el("b", "", v[0]), ...v.slice(1).map(w => el("small", "", w))); return s },
  said: v => { const s = el("span", "said"); for (const [word, tone, ...more] of v) { const one = el("span"); one.append(el("span", "chip " + tone, word), ...more.map(w => el("small", "", w))); s.append(one) } return s },
  chip: v => el("span", "chip " + (v[1] || ""), v[0]),
  light: v => {
    const s = el("span", "light " + v[0]), mark = el("i", "", SHAPES[v[0]]), w = el("span")
    mark.setAttribute("aria-hidden", "true"); w.append(el("b", "", v[1])); if (v[2]) w.append(el("small", "", v[2]))
    s.append(mark, w); return s
  },
}
const filled = (columns, row, tag) => columns.map(c => {
  const td = el(tag, "k-" + c.kind); const v = row[c.name]
  td.append(v == null || v === "" ? plain("—") : cells[c.kind](v)); return td
})
export default function ({ parentElement, data, setTriggerValue, setStateValue }) {
  const box = parentElement.querySelector(".box"), t = el("table"), group = el("colgroup"), head = el("tr"), body = el("tbody")
  t.setAttribute("aria-label", data.label)
  // What was ticked stays ticked while the rows stay; rows that went away are forgotten.
  const known = new Set(data.rows.map(r => r.id)), chosen = new Set([...(box.chosen || [])].filter(i => known.has(i)))
  box.chosen = chosen
  const tell = () => setStateValue("chosen", [...chosen])
  let all
  if (data.choose) {
    const c = el("col"); c.style.width = "40px"; group.append(c)
    const th = el("th", "k-tick"); all = el("input"); all.type = "checkbox"; all.setAttribute("aria-label", data.choose); th.append(all); head.append(th)
  }
  for (const c of data.columns) {
    const col = el("col"); if (c.width) col.style.width = c.width; group.append(col)
    const th = el("th", "k-" + c.kind, c.label); th.scope = "col"
    if (c.sorted) th.setAttribute("aria-sort", c.sorted)
    if (c.sort) { th.dataset.sort = c.sort; th.tabIndex = 0; th.onclick = () => setTriggerValue("sort", c.sort); th.onkeydown = e => { if (e.key === "Enter") th.onclick() } }
    head.append(th)
  }
  const ticks = []
  for (const r of data.rows) {
    const tr = el("tr"); tr.tabIndex = 0; tr.dataset.id = r.id
    const open = () => setTriggerValue("opened", r.id)
    tr.onclick = () => { if (!String(getSelection())) open() }
    tr.onkeydown = ev => { if (ev.key === "Enter" && ev.target === tr) open() }
    if (data.choose) {
      const td = el("td", "k-tick"), tick = el("input"); tick.type = "checkbox"; tick.checked = chosen.has(r.id); tick.setAttribute("aria-label", data.choose)
      tr.classList.toggle("chosen", tick.checked)
      td.onclick = ev => ev.stopPropagation()
      tick.onchange = () => { tick.checked ? chosen.add(r.id) : chosen.delete(r.id); tr.classList.toggle("chosen", tick.checked); all.checked = chosen.size === known.size; tell() }
      ticks.push(tick); td.append(tick); tr.append(td)
    }
    tr.append(...filled(data.columns, r, "td")); body.append(tr)
  }
  if (all) {
    all.checked = known.size > 0 && chosen.size === known.size
    all.onchange = () => { const on = all.checked; for (const i of known) on ? chosen.add(i) : chosen.delete(i); ticks.forEach(x => { x.checked = on; x.closest("tr").classList.toggle("chosen", on) }); tell() }
  }
  const thead = el("thead"); thead.append(head); t.append(group, thead, body)
  if (data.total) { const foot = el("tfoot"), tr = el("tr"); if (data.choose) tr.append(el("td")); tr.append(...filled(data.columns, data.total, "td")); foot.append(tr); t.append(foot) }
  box.replaceChildren(t)
}
