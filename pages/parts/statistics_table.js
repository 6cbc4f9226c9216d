// The official table: headings over headings, row numbers, figures that open what they count; corrected ones keep the old.
const el = (tag, cls, text) => { const n = document.createElement(tag); if (cls) n.className = cls; if (text != null) n.textContent = text; return n }
const cell = (tag, words, cls, down = 1, across = 1) => { const n = el(tag, cls, words); if (down > 1) n.rowSpan = down; if (across > 1) n.colSpan = across; return n }
const headings = d => {
  const head = el("thead")
  for (let row = 0; row < d.depth; row++) {
    const tr = el("tr")
    if (!row) for (const words of d.stub) { const th = cell("th", words, "", d.depth); th.scope = "col"; tr.append(th) }
    for (const h of d.headings.filter(h => h.row === row)) { const th = cell("th", h.title, "", h.down, h.across); th.scope = h.across > 1 ? "colgroup" : "col"; tr.append(th) }
    head.append(tr)
  }
  const marks = el("tr", "marks"); marks.append(...d.marks.map(m => el("td", "", m))); head.append(marks)
  return head
}
const figure = (c, press) => {
  const td = el("td", c.corrected ? "num corrected" : "num")
  if (c.before) td.append(el("s", "", c.before))
  const number = c.opens ? el("button", "", c.text) : el("span", c.text === "0" ? "none" : "", c.text)
  if (c.opens) { number.type = "button"; number.title = c.tip; number.setAttribute("aria-label", c.label); number.onclick = () => press(c.id) }
  td.append(number); if (c.corrected) td.append(el("sup", "", "*"))
  return td
}
export default function ({ parentElement, data: d, setTriggerValue }) {
  const box = parentElement.querySelector(".box"), press = id => setTriggerValue("pressed", id)
  const paper = el("div", "paper"), top = el("div", "top"), scroll = el("div", "scroll"), table = el("table"), body = el("tbody")
  top.append(el("h2", "", d.title), el("p", "period", d.period))
  const about = el("div", "about"), left = el("p", "", d.scope), right = el("p", "right")
  right.append(...d.about.map(w => el("span", "", w))); about.append(left, right)
  for (const r of d.rows) {
    const tr = el("tr", r.total ? "total" : ""), name = el("th", "", r.name)
    name.scope = "row"; name.style.paddingLeft = `${8 + 18 * r.level}px`
    tr.append(name, el("td", "n", r.number), ...r.cells.map(c => figure(c, press))); body.append(tr)
  }
  table.setAttribute("aria-label", d.title); table.append(headings(d), body); scroll.append(table)
  const foot = el("div", "foot"); foot.append(...d.foot.map(w => el("span", "", w)))
  paper.style.maxWidth = `${Math.max(780, 420 + 130 * (d.marks.length - 2))}px`
  paper.append(top, about, scroll, foot, el("p", "stamp", d.stamp))
  for (const [kind, words] of d.notes) { const p = el("p", `note ${kind}`); p.textContent = words; paper.append(p) }
  box.replaceChildren(paper)
}
