// Palette and canvas in one component, so that what is dragged can cross. It draws what the server says and hands over
// one act at a time; a place is named by the key it stands before, never by a number: another tab may have added some.
const el = (tag, cls, text) => { const n = document.createElement(tag); if (cls) n.className = cls; if (text != null) n.textContent = text; return n }
const tags = (box, f) => { for (const [tone, text] of f.tags) box.append(el("span", "tg " + tone, text)) }
const title = f => { const lb = el("div", "lb"); lb.append(el("span", "", f.title)); if (f.must) lb.append(el("i", "must", "*")); tags(lb, f); return lb }
const keyOf = path => path.slice(path.lastIndexOf(".") + 1)
const tableOf = path => path.slice(0, Math.max(0, path.lastIndexOf(".")))

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".fd"), words = data.words
  const state = root.desk ||= { typed: "", chosen: data.chosen, drag: null, scroll: 0, n: 0 }
  const had = root.getRootNode().activeElement, focused = had && root.contains(had) ? (had.dataset.path ?? had.dataset.focus ?? "") : null
  const oldCanvas = root.querySelector(".cv")
  if (oldCanvas) state.scroll = state.page === data.page ? oldCanvas.scrollTop : 0
  const oldPalette = root.querySelector(".pal"), paletteTop = oldPalette ? oldPalette.scrollTop : 0
  const fresh = state.chosen !== data.chosen || state.turn !== data.turn
  state.chosen = data.chosen; state.page = data.page; state.turn = data.turn
  const act = what => setTriggerValue("act", { ...what, n: Date.now() * 100 + (state.n++ % 100) })

  // ---- what stands in a row with what ----
  const lists = new Map([["", data.order]])
  const within = f => { if (f.columns) { lists.set(f.path, f.columns.map(c => c.path)); f.columns.forEach(within) } }
  data.blocks.forEach(b => b.fields.forEach(within))
  const linear = [], line = f => { linear.push(f.path); (f.columns || []).forEach(line) }
  for (const b of data.blocks) { if (b.path) linear.push(b.path); b.fields.forEach(line) }
  const beside = (path, by) => { const list = lists.get(tableOf(path)) || [], at = list.indexOf(path); return at < 0 ? null : list[at + by] ?? null }
  const spot = (table, before) => ({ page: table ? "" : data.page, table, before: before ? keyOf(before) : "" })
  const behind = path => spot(tableOf(path), beside(path, 1))
  const whole = path => { const b = data.blocks.find(x => x.path === path); return b && b.path ? [b.path, ...b.fields.map(f => f.path)] : [path] }

  // ---- acts of the keyboard and of the small buttons ----
  const inside = (path, kind) => lists.has(path) && !(kind === "table" && tableOf(path)) // a table that is selected takes it
  const add = kind => act({ do: "add", kind, spot: !data.chosen ? spot("", null) : inside(data.chosen, kind) ? spot(data.chosen, null) : behind(data.chosen) })
  const choose = path => { if (path === state.chosen) return; state.chosen = path; root.querySelectorAll(".sel").forEach(n => n.classList.remove("sel")); const n = find(path); if (n) n.classList.add("sel"); act({ do: "choose", path }) }
  const move = (path, by) => {
    const paths = whole(path), list = lists.get(tableOf(path)) || [], table = tableOf(path), at = data.blocks.findIndex(b => b.path && b.path === path)
    if (at >= 0) { // a heading goes past the heading beside it, with everything under it
      const before = data.blocks[at - 1], after = data.blocks[at + 2]
      if (by < 0 && before) act({ do: "move", paths, spot: spot("", before.path || (before.fields[0] || {}).path) })
      if (by > 0 && data.blocks[at + 1]) act({ do: "move", paths, spot: spot("", after ? after.path : null) })
      return
    }
    const first = list.indexOf(paths[0]), last = first + paths.length - 1
    if (by < 0 && first > 0) act({ do: "move", paths, spot: spot(table, list[first - 1]) })
    if (by > 0 && last < list.length - 1) act({ do: "move", paths, spot: spot(table, list[last + 2] ?? null) })
  }
  const toPage = (path, by) => { const at = data.pages.findIndex(p => p.id === data.page) + by; if (data.pages[at] && !tableOf(path)) act({ do: "move", paths: whole(path), spot: { page: data.pages[at].id, table: "", before: "" } }) }
  const find = path => [...root.querySelectorAll("[data-path]")].find(n => n.dataset.path === path)
  let timer = 0
  const step = by => {
    const at = linear.indexOf(state.chosen), to = linear[Math.max(0, Math.min(linear.length - 1, at + by))]
    if (to == null) return
    const n = find(to); if (n) { root.querySelectorAll(".sel").forEach(x => x.classList.remove("sel")); n.classList.add("sel"); n.focus(); n.scrollIntoView({ block: "nearest" }) }
    state.chosen = to; clearTimeout(timer); timer = setTimeout(() => act({ do: "choose", path: to }), 250)
  }
  const keys = ev => {
    const path = ev.currentTarget.dataset.path, plain = !ev.altKey && !ev.ctrlKey && !ev.metaKey
    const done = f => { f(); ev.preventDefault(); ev.stopPropagation() }
    if (ev.altKey && (ev.key === "ArrowUp" || ev.key === "ArrowLeft")) return done(() => move(path, -1))
    if (ev.altKey && (ev.key === "ArrowDown" || ev.key === "ArrowRight")) return done(() => move(path, 1))
    if (ev.altKey && ev.key === "PageUp") return done(() => toPage(path, -1))
    if (ev.altKey && ev.key === "PageDown") return done(() => toPage(path, 1))
    if (plain && (ev.key === "ArrowUp" || ev.key === "ArrowLeft")) return done(() => step(-1))
    if (plain && (ev.key === "ArrowDown" || ev.key === "ArrowRight")) return done(() => step(1))
    if (plain && ev.key === "Delete") return done(() => act({ do: "delete", paths: [path] }))
    if (ev.ctrlKey && ev.key.toLowerCase() === "d") return done(() => act({ do: "duplicate", path }))
    if (plain && ev.key === "Enter") return done(() => choose(path))
  }
  const acts = path => {
    const box = el("div", "acts")
    for (const [name, what] of [["up", () => move(path, -1)], ["down", () => move(path, 1)], ["copy", () => act({ do: "duplicate", path })], ["remove", () => act({ do: "delete", paths: [path] })]]) {
      const b = el("button", "", words[name + "_sign"]); b.type = "button"; b.title = words[name]; b.setAttribute("aria-label", words[name]); b.tabIndex = -1
      b.onclick = ev => { ev.stopPropagation(); what() }; box.append(b)
    }
    return box
  }
  const selectable = (n, path, label) => {
    n.dataset.path = path; n.tabIndex = path === data.chosen || (!data.chosen && path === linear[0]) ? 0 : -1
    n.setAttribute("role", "option"); n.setAttribute("aria-selected", String(path === data.chosen)); n.setAttribute("aria-label", label)
    if (path === data.chosen) { n.classList.add("sel"); n.append(acts(path)) }
    n.onclick = ev => { ev.stopPropagation(); n.focus({ preventScroll: true }); choose(path) }
    n.onkeydown = ev => { if (ev.target === n) keys(ev) }
    n.draggable = true
    n.ondragstart = ev => { ev.stopPropagation(); state.drag = { paths: whole(path) }; ev.dataTransfer.setData("text/plain", path); ev.dataTransfer.effectAllowed = "move"; setTimeout(() => n.classList.add("gone")) }
    n.ondragend = () => { state.drag = null; n.classList.remove("gone"); hide() }
    return n
  }

  // ---- the palette ----
  const pal = el("div", "pal"), seek = el("input"), shelves = el("div")
  seek.type = "search"; seek.placeholder = words.seek; seek.value = state.typed; seek.dataset.focus = "seek"; seek.setAttribute("aria-label", words.seek)
  const shelve = () => {
    shelves.replaceChildren()
    const typed = seek.value.trim().toLowerCase()
    let any = false
    for (const family of data.palette) {
      const names = family.items.map(i => i.title), heard = typed && window.deskSounds ? window.deskSounds(names, typed) : []
      const shown = family.items.filter(i => !typed || i.title.toLowerCase().includes(typed) || i.kind.includes(typed) || heard.includes(i.title))
      if (!shown.length) continue
      any = true; shelves.append(el("h5", "", family.title))
      const list = el("div", "list")
      for (const i of shown) {
        const b = el("button", "pi"); b.type = "button"; b.draggable = true; b.dataset.kind = i.kind; b.dataset.focus = "kind " + i.kind; b.title = i.about; b.append(el("b", "", i.icon), el("span", "", i.title))
        b.onclick = () => add(i.kind)
        b.ondragstart = ev => { state.drag = { kind: i.kind }; ev.dataTransfer.setData("text/plain", i.kind); ev.dataTransfer.effectAllowed = "copy" }
        b.ondragend = () => { state.drag = null; hide() }
        list.append(b)
      }
      shelves.append(list)
    }
    if (!any) shelves.append(el("p", "none", words.none))
  }
  seek.oninput = () => { state.typed = seek.value; shelve() }
  seek.onkeydown = ev => { if (ev.key === "Enter") { const first = shelves.querySelector(".pi"); if (first) first.click() } if (ev.key === "Escape") { seek.value = state.typed = ""; shelve() } }
  shelve(); pal.append(seek, shelves)

  // ---- the canvas ----
  const cv = el("div", "cv"), mark = el("div", "mark"), bar = el("div", "tabs")
  cv.setAttribute("role", "listbox"); cv.setAttribute("aria-label", words.canvas)
  const hide = () => { mark.style.display = "none"; root.querySelectorAll(".over").forEach(n => n.classList.remove("over")) }
  data.pages.forEach((p, n) => {
    const b = el("button", "tab" + (p.id === data.page ? " on" : "") + (p.id === data.page && !data.chosen ? " sel" : ""), `${n + 1} ${p.title}`); b.type = "button"; b.title = p.title; b.dataset.focus = "page " + p.id
    b.onclick = () => act({ do: "page", page: p.id })
    b.ondragover = ev => { if (state.drag && p.id !== data.page) { ev.preventDefault(); ev.stopPropagation(); hide(); b.classList.add("over") } }
    b.ondrop = ev => { ev.preventDefault(); ev.stopPropagation(); land({ page: p.id, table: "", before: "" }) }
    bar.append(b)
  })
  const more = el("button", "tab", "＋"); more.type = "button"; more.title = words.add_page; more.setAttribute("aria-label", words.add_page); more.dataset.focus = "add_page"; more.onclick = () => act({ do: "add_page" }); if (!data.single) bar.append(more)
  cv.append(bar)
  const column = c => { const n = selectable(el("div", "col"), c.path, c.title); n.prepend(title(c), el("div", "eg", c.eg)); return n }
  const nest = (f, cls) => {
    const n = selectable(el("div", "n " + cls), f.path, f.title), head = el("div", "nh"), cols = el("div", "cols")
    head.append(el("span", "h", "⠿"), el("span", "", f.title)); if (f.must) head.append(el("i", "must", "*")); tags(head, f)
    cols.dataset.table = f.path
    const flat = f.columns.filter(c => !c.columns)
    flat.forEach(c => cols.append(column(c))); if (!flat.length) cols.append(el("div", "drop", words.columns_here))
    n.prepend(head, cols); f.columns.filter(c => c.columns).forEach(c => n.append(nest(c, "in2"))); return n
  }
  const box = f => {
    if (f.columns) return nest(f, "")
    const n = selectable(el("div", "f"), f.path, f.title); n.style.gridColumn = "span " + Math.min(4, Math.max(1, f.width))
    const inner = f.told != null ? el("div", "told", f.told) : el("div", "in" + (f.tall ? " tall" : "") + (f.calc ? " calc" : ""))
    if (f.told == null) inner.append(el("span", "", f.eg), el("span", "", f.end || ""))
    n.prepend(el("span", "h", "⠿"), title(f), inner); return n
  }
  const shut = f => { // what came with a shared section is changed there
    const n = el("div", "lf"); n.style.gridColumn = "span " + (f.columns ? 4 : Math.min(4, Math.max(1, f.width)))
    n.append(title(f), el("div", "in", f.columns ? f.columns.map(c => c.title).join(" · ") : f.told ?? f.eg)); return n
  }
  for (const b of data.blocks) {
    const s = el("div", "sec")
    if (b.path) { const h = selectable(el("div", "sh"), b.path, b.title); h.prepend(el("span", "h", "⠿"), el("b", "", b.title), el("span", "s", b.note)); s.append(h) }
    else if (b.note) { const h = el("div", "sh"); h.append(el("span", "s", b.note)); s.append(h) }
    if (b.shared) { const k = el("div", "lk"), w = el("div", "lw", b.shared.title); k.append(w); b.shared.fields.forEach(f => k.append(shut(f))); k.onclick = () => choose(b.path); s.append(k) }
    const g = el("div", "g"); g.dataset.block = b.path; b.fields.forEach(f => g.append(box(f))); s.append(g); cv.append(s)
  }
  const end = el("button", "add", data.order.length ? words.end : words.empty); end.type = "button"; end.dataset.focus = "end"
  end.onclick = () => act({ do: "add", kind: data.heading, spot: spot("", null) })
  end.ondragover = ev => { if (state.drag) { ev.preventDefault(); ev.stopPropagation(); hide(); end.classList.add("over") } }
  end.ondrop = ev => { ev.preventDefault(); ev.stopPropagation(); land(spot("", null)) }
  cv.append(end, mark)

  // ---- where something would land ----
  const land = to => { const d = state.drag; state.drag = null; hide(); if (!d) return; if (d.kind) act({ do: "add", kind: d.kind, spot: to }); else act({ do: "move", paths: d.paths, spot: to }) }
  const target = ev => {
    const over = ev.target.closest && ev.target.closest(".col, .cols, .f, .n, .sh[data-path], .g")
    if (!over) return null
    if (over.classList.contains("cols")) return { to: spot(over.dataset.table, null), near: over.querySelector(".col:last-of-type") || over, side: "right" }
    if (over.classList.contains("g")) { const kids = [...over.children]; const last = kids[kids.length - 1]; return last ? { to: behind(last.dataset.path), near: last, side: last.classList.contains("n") ? "bottom" : "right" } : { to: over.dataset.block ? behind(over.dataset.block) : spot("", null), near: over, side: "top" } }
    const path = over.dataset.path, r = over.getBoundingClientRect(), table = tableOf(path)
    if (over.classList.contains("sh")) return ev.clientY < r.top + r.height / 2 ? { to: spot("", path), near: over, side: "top" } : { to: behind(path), near: over, side: "bottom" }
    if (over.classList.contains("n")) { const late = ev.clientY > r.top + r.height / 2; return { to: late ? behind(path) : spot(table, path), near: over, side: late ? "bottom" : "top" } }
    const wide = over.classList.contains("f") && r.width > over.parentElement.clientWidth * .8
    const late = wide ? ev.clientY > r.top + r.height / 2 : ev.clientX > r.left + r.width / 2
    return { to: late ? behind(path) : spot(table, path), near: over, side: wide ? (late ? "bottom" : "top") : late ? "right" : "left" }
  }
  cv.ondragover = ev => {
    if (!state.drag) return
    const found = target(ev); hide(); if (!found) return
    ev.preventDefault()
    const a = found.near.getBoundingClientRect(), c = cv.getBoundingClientRect(), x = a.left - c.left + cv.scrollLeft, y = a.top - c.top + cv.scrollTop
    const upright = found.side === "left" || found.side === "right"
    Object.assign(mark.style, { display: "block", left: x + (found.side === "right" ? a.width : upright ? -3 : 0) + "px", top: y + (found.side === "bottom" ? a.height : upright ? 0 : -3) + "px", width: upright ? "3px" : a.width + "px", height: upright ? a.height + "px" : "3px" })
  }
  cv.ondrop = ev => { if (!state.drag) return; ev.preventDefault(); const found = target(ev); if (found) land(found.to); else hide() }
  cv.ondragleave = ev => { if (!cv.contains(ev.relatedTarget)) hide() }

  // ---- back and forward, wherever the person is but in a box of text ----
  const everywhere = ev => {
    const at = ev.composedPath()[0]
    if (!(ev.ctrlKey || ev.metaKey) || ev.altKey || (at.matches && at.matches("input, textarea, select, [contenteditable=true]"))) return
    const key = ev.key.toLowerCase()
    if (key === "z" && !ev.shiftKey && data.back) { ev.preventDefault(); act({ do: "undo" }) }
    if ((key === "y" || (key === "z" && ev.shiftKey)) && data.forward) { ev.preventDefault(); act({ do: "redo" }) }
  }
  if (state.hear) document.removeEventListener("keydown", state.hear) // it is called again with each change of the data
  state.hear = everywhere; document.addEventListener("keydown", everywhere)
  root.replaceChildren(pal, cv)
  cv.scrollTop = state.scroll; pal.scrollTop = paletteTop
  const chosen = data.chosen && find(data.chosen)
  if (fresh && chosen) chosen.scrollIntoView({ block: "nearest" })
  if (focused !== null) { const again = focused.startsWith("kind ") || ["seek", "add_page", "end"].includes(focused) || focused.startsWith("page ") ? [...root.querySelectorAll("[data-focus]")].find(n => n.dataset.focus === focused) : chosen || find(focused); if (again) { again.focus({ preventScroll: true }); if (focused === "seek") again.setSelectionRange(again.value.length, again.value.length) } }
  return () => { document.removeEventListener("keydown", everywhere); clearTimeout(timer) }
}
