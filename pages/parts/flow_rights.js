// Rights as a table of cells. A gesture paints here at once and is handed over when it ends: one run of the page each.
const el = (tag, cls, text) => { const n = document.createElement(tag); if (cls) n.className = cls; if (text != null) n.textContent = text; return n }
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".rt"), state = root.desk ||= { n: 0, brush: -1, left: 0, top: 0 }, words = data.words
  const old = root.querySelector(".view"), had = root.getRootNode().activeElement, focused = had && root.contains(had) ? had.dataset.at : null
  if (old) { state.left = old.scrollLeft; state.top = old.scrollTop }
  const send = (cells, right) => { if (cells.length) setTriggerValue("act", { cells, right: data.rights[right], n: Date.now() * 100 + (state.n++ % 100) }) }
  const bar = el("div", "bar"); bar.append(el("p", "", words.rights_note))
  const brushes = [[-1, words.turn], ...data.names.map((name, n) => [n, name])].map(([n, name]) => {
    const b = el("button", "brush"); b.type = "button"; b.setAttribute("aria-pressed", String(state.brush === n))
    if (n >= 0) b.append(el("i", "c r" + n, data.signs[n])); b.append(el("span", "", name))
    b.onclick = () => { state.brush = n; brushes.forEach(x => x.setAttribute("aria-pressed", "false")); b.setAttribute("aria-pressed", "true") }
    bar.append(b); return b
  })
  const key = el("span", "brush"); key.append(el("i", "c r1 changed", data.signs[1]), el("span", "", words.right_changed)); bar.append(key)
  const table = el("table"), head = el("thead"), roles = el("tr"), groups = el("tr", "g"), body = el("tbody"), all = []
  const corner = el("th", "corner"); corner.rowSpan = 2; roles.append(corner); head.append(roles, groups)
  const next = c => state.brush >= 0 ? state.brush : (c.right + 1) % 3
  const look = c => { c.node.className = "c r" + c.right + (c.changed ? " changed" : "") + (c.some ? " some" : ""); c.node.textContent = data.signs[c.right]; c.node.setAttribute("aria-label", `${c.names.join(" · ")}: ${data.names[c.right]}${c.changed ? " · " + words.right_changed : ""}${c.some ? " · " + words.right_limited : ""}`); c.node.title = c.node.getAttribute("aria-label") }
  const paint = (cells, right) => { const wrong = cells.filter(c => c.right !== right); wrong.forEach(c => { c.right = right; look(c) }); send(wrong.map(c => c.cell), right) }
  data.roles.forEach(([role, title], r) => {
    const th = el("th", "role", title); th.colSpan = Math.max(1, data.groups.length); th.onclick = () => { const cs = all.filter(c => c.cell[1] === role); if (cs.length) paint(cs, next(cs[0])) }; roles.append(th)
    data.groups.forEach((group, g) => { const t = el("th", g ? "" : "first", group); t.title = `${title} · ${group}`; t.onclick = () => { const cs = all.filter(c => c.cell[1] === role && c.cell[2] === group); if (cs.length) paint(cs, next(cs[0])) }; groups.append(t) })
  })
  data.states.forEach(([name, title], s) => {
    const tr = el("tr", name === data.chosen ? "on" : ""), th = el("th", "", title); th.title = title
    th.onclick = () => { const cs = all.filter(c => c.cell[0] === name); if (cs.length) paint(cs, next(cs[0])) }
    tr.append(th)
    data.roles.forEach(([role, called], r) => data.groups.forEach((group, g) => {
      const [right, changed, some] = data.cells[s][r][g], td = el("td", g ? "" : "first"), node = el("span", "c")
      const c = { node, cell: [name, role, group], names: [title, called, group], right, changed, some, row: s, column: r * data.groups.length + g }
      node.setAttribute("role", "button"); node.dataset.at = `${name}|${role}|${group}`; node.tabIndex = all.length ? -1 : 0; node.cell = c; look(c); all.push(c); td.append(node); tr.append(td)
    }))
    body.append(tr)
  })
  table.append(head, body); table.setAttribute("aria-label", words.rights_title)
  let drag = null
  const over = ev => { const n = root.getRootNode().elementFromPoint(ev.clientX, ev.clientY); return n && n.cell }
  const take = c => { if (!c || drag.cells.includes(c) || c.right === drag.right) return; c.right = drag.right; look(c); drag.cells.push(c) }
  table.onpointerdown = ev => { const c = ev.target.cell; if (!c || ev.button) return; ev.preventDefault(); c.node.focus({ preventScroll: true }); drag = { right: next(c), cells: [] }; take(c) }
  const moved = ev => { if (drag) take(over(ev)) }
  const up = () => { if (!drag) return; const d = drag; drag = null; send(d.cells.map(c => c.cell), d.right) }
  window.addEventListener("pointermove", moved); window.addEventListener("pointerup", up)
  table.onkeydown = ev => {
    const c = ev.target.cell; if (!c) return
    if (ev.key === " " || ev.key === "Enter") { ev.preventDefault(); paint([c], next(c)) }
    const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[ev.key]
    const to = by && all.find(o => o.row === c.row + by[0] && o.column === c.column + by[1])
    if (to) { ev.preventDefault(); c.node.tabIndex = -1; to.node.tabIndex = 0; to.node.focus() }
  }
  const view = el("div", "view"); view.append(table); root.replaceChildren(bar, view); view.scrollLeft = state.left; view.scrollTop = state.top
  const again = focused && all.find(c => c.node.dataset.at === focused); if (again) again.node.focus({ preventScroll: true })
  return () => { window.removeEventListener("pointermove", moved); window.removeEventListener("pointerup", up) }
}
