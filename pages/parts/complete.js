// Where the cursor stands in JSON, however unfinished: the path to it, what was said beside it, what is being typed.
function placeAt(text, pos) {
  const stack = [], ended = c => { if (!c) return; if (c.object && c.state === "value") c.state = "comma"; else if (!c.object) c.state = "comma" }
  const said = (c, value) => { if (!c) return; if (c.object && c.state === "key") { c.key = value; c.keys.add(value); c.state = "colon" } else { if (c.object) c.seen[c.key] = value; ended(c) } }
  let i = 0, open = null
  while (i < pos) {
    const ch = text[i], c = stack[stack.length - 1]
    if (/\s/.test(ch)) { i++; continue }
    if (ch === '"') {
      let j = i + 1
      while (j < text.length && text[j] !== '"' && text[j] !== "\n") j += text[j] === "\\" ? 2 : 1
      if (j >= pos) { open = { from: i, to: text[j] === '"' ? j + 1 : pos, typed: text.slice(i + 1, pos), quoted: true }; break }
      said(c, text.slice(i + 1, j)); i = j + 1; continue
    }
    if (ch === "{") { stack.push({ object: true, state: "key", keys: new Set(), seen: {} }); i++; continue }
    if (ch === "[") { stack.push({ object: false, state: "value", index: 0 }); i++; continue }
    if (ch === "}" || ch === "]") { stack.pop(); ended(stack[stack.length - 1]); i++; continue }
    if (ch === ":") { if (c && c.object) c.state = "value"; i++; continue }
    if (ch === ",") { if (c) { c.state = c.object ? "key" : "value"; if (!c.object) c.index++ } i++; continue }
    let j = i
    while (j < text.length && !/[\s,:{}\[\]"]/.test(text[j])) j++
    if (j >= pos) { open = { from: i, to: j, typed: text.slice(i, pos), quoted: false }; break }
    said(c, text.slice(i, j)); i = j
  }
  const top = stack[stack.length - 1]
  if (!top) return null
  const role = top.object && (top.state === "key" || (top.state === "comma" && !open)) ? "key" : top.state === "value" ? "value" : ""
  if (!role || (role === "key" && open && !open.quoted && open.typed.length > 30)) return null
  if (top.object) beyond(text, open ? open.to : pos, top, role === "value")
  const path = stack.map((c, n) => (n < stack.length - 1 || role === "value" ? (c.object ? c.key : c.index) : null)).filter(p => p !== null)
  return { role, path, stack, top, comma: role === "key" && top.state === "comma", ...(open || { from: pos, to: pos, typed: "", quoted: false }) }
}
// Keys and plain values that stand behind the cursor in the same object.
function beyond(text, pos, top, inValue) {
  const word = /"((?:[^"\\\n]|\\.)*)"|[{\[]|[}\]]|:|[^\s",:{}\[\]]+/g
  let depth = 0, last = null, key = inValue ? top.key : null, found
  word.lastIndex = pos
  while ((found = word.exec(text))) {
    const t = found[0]
    if (t === "{" || t === "[") depth++
    else if (t === "}" || t === "]") { if (depth-- === 0) return }
    else if (depth) continue
    else if (t === ":") { if (last !== null) { key = last; top.keys.add(key) } }
    else { last = found[1] ?? null; if (key !== null && !(key in top.seen) && last !== null) { const after = text.slice(word.lastIndex).match(/^\s*:/); if (!after) { top.seen[key] = last; key = null } } }
  }
}
// Every schema that a place may have, references followed and alternatives laid out.
function laid(root, node, depth = 0) {
  if (!node || typeof node !== "object" || depth > 12) return []
  if (node.$ref) return laid(root, (root.$defs || {})[node.$ref.split("/").pop()], depth + 1)
  const inner = node.anyOf || node.oneOf || node.allOf
  return inner ? inner.flatMap(n => laid(root, n, depth + 1)) : [node]
}
// Those among them that fit what was said already (`kind`, `type`, `effect` …).
function fitting(root, nodes, seen) {
  const good = nodes.filter(n => Object.entries(n.properties || {}).every(([k, p]) => !(k in seen) || !("const" in p) || String(p.const) === seen[k]))
  return good.length ? good : nodes
}
function schemasAt(root, place) {
  let nodes = laid(root, root)
  for (let n = 0; n < place.path.length; n++) {
    const key = place.path[n], seen = place.stack[n].seen || {}
    nodes = fitting(root, nodes, seen).flatMap(s => laid(root, typeof key === "number" ? s.items : (s.properties || {})[key] ?? (typeof s.additionalProperties === "object" ? s.additionalProperties : null)))
  }
  return nodes
}
function kindOf(root, node) {
  const kinds = new Set(laid(root, node).map(n => (n.enum || "const" in n ? "values" : n.type || "any")).filter(k => k !== "null"))
  return kinds.size === 1 ? [...kinds][0] : kinds.has("string") || kinds.has("values") ? "string" : [...kinds][0] || "any"
}
const about = (root, node) => (node.description || laid(root, node).map(n => n.description).find(Boolean) || "").split("\n")[0]
// What can be written at the cursor: keys that are not there yet, or values that are known.
function offersAt(root, text, pos) {
  const place = placeAt(text, pos)
  if (!place) return null
  const nodes = schemasAt(root, place), found = new Map()
  if (place.role === "key") {
    for (const n of fitting(root, nodes, place.top.seen)) for (const [k, p] of Object.entries(n.properties || {})) {
      if (found.has(k) || (place.top.keys.has(k) && k !== place.typed)) continue
      found.set(k, { word: k, kind: kindOf(root, p), about: about(root, p), must: (n.required || []).includes(k) })
    }
  } else for (const n of nodes) {
    const values = n.enum || ("const" in n ? [n.const] : n.type === "boolean" ? [true, false] : [])
    for (const v of values) if (!found.has(String(v)) && (typeof v === "string" || !place.quoted)) found.set(String(v), { word: String(v), kind: typeof v === "string" ? "text" : "plain", about: "" })
  }
  const typed = place.typed.toLowerCase()
  const rank = o => (o.word.toLowerCase().startsWith(typed) ? 0 : 2) + (o.must ? 0 : 1)
  const offers = [...found.values()].filter(o => o.word.toLowerCase().includes(typed)).sort((a, b) => rank(a) - rank(b))
  return offers.length ? { place, offers } : null
}
// What replaces the text from `from` to `to`, and where the cursor is then.
function written(text, place, offer) {
  const behind = text.slice(place.to), quoted = place.role === "key" || offer.kind === "text"
  let word = quoted ? `"${offer.word}"` : offer.word, at = word.length
  if (place.role === "key" && !/^\s*:/.test(behind)) {
    const stub = { array: "[]", object: "{}", string: '""', values: '""' }[offer.kind] || ""
    word += ": " + stub; at = word.length - (stub ? 1 : 0)
    if (/^\s*"/.test(behind)) word += ","
  }
  const before = place.comma ? ", " : ""
  return { from: place.from, to: place.to, text: before + word, cursor: place.from + before.length + at }
}
const SCHEMAS = new Map()
function schemaOf(address) {
  if (!SCHEMAS.has(address)) SCHEMAS.set(address, fetch(new URL(address, document.baseURI), { credentials: "same-origin" }).then(r => (r.ok ? r.json() : null)).catch(() => null))
  return SCHEMAS.get(address)
}
// The list under the cursor: opened by a quotation mark, Ctrl+Space or Alt+/, walked with the arrows, taken with Enter or Tab.
function completion(box, area, list) {
  const state = { open: null, chosen: 0 }
  const close = () => { state.open = null; list.hidden = true; area.removeAttribute("aria-activedescendant"); area.setAttribute("aria-expanded", "false") }
  const draw = words => {
    list.replaceChildren(...state.open.offers.slice(0, 60).map((o, n) => {
      const row = document.createElement("li"), name = document.createElement("b"), note = document.createElement("small")
      row.id = `offer-${n}`; row.setAttribute("role", "option"); row.setAttribute("aria-selected", String(n === state.chosen))
      name.textContent = o.word; note.textContent = [words[o.kind], o.must ? words.must : "", o.about].filter(Boolean).join(" · ")
      row.append(name, note); row.onmousedown = e => { e.preventDefault(); state.chosen = n; take() }
      return row
    }))
    list.hidden = false; area.setAttribute("aria-expanded", "true"); area.setAttribute("aria-activedescendant", `offer-${state.chosen}`)
    list.children[state.chosen]?.scrollIntoView({ block: "nearest" })
  }
  const put = () => {
    const before = area.value.slice(0, state.open.place.from), line = before.split("\n").length, head = before.slice(before.lastIndexOf("\n") + 1)
    const look = getComputedStyle(area), pen = document.createElement("canvas").getContext("2d")
    pen.font = `${look.fontSize} ${look.fontFamily}`
    const x = area.offsetLeft + 10 + pen.measureText(head).width - area.scrollLeft, y = 8 + line * 19 - area.scrollTop
    list.style.left = `${Math.max(0, Math.min(x, box.clientWidth - 330))}px`
    const over = y + list.offsetHeight > box.clientHeight
    list.style.top = `${over ? Math.max(0, y - 19 - list.offsetHeight) : y}px`
  }
  const suggest = async asked => {
    const root = area.schema && (await schemaOf(area.schema)), pos = area.selectionStart
    const found = root && pos === area.selectionEnd ? offersAt(root, area.value, pos) : null
    const worth = found && (asked || found.place.quoted) && !(found.place.comma && !asked)
    if (!worth || (found.offers.length === 1 && found.offers[0].word === found.place.typed)) return close()
    state.open = found; state.chosen = 0; draw(area.words); put()
  }
  const take = () => {
    const made = written(area.value, state.open.place, state.open.offers[state.chosen]), key = state.open.place.role === "key"
    close(); area.focus(); area.setSelectionRange(made.from, made.to)
    if (!document.execCommand("insertText", false, made.text)) area.setRangeText(made.text)
    area.setSelectionRange(made.cursor, made.cursor); area.dispatchEvent(new Event("input"))
    if (key) suggest(false); else close()
  }
  const key = e => {
    if (e.isComposing) return false
    if ((e.ctrlKey && e.code === "Space") || (e.altKey && e.key === "/")) { e.preventDefault(); suggest(true); return true }
    if (!state.open) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key], count = Math.min(60, state.open.offers.length)
    if (step) { e.preventDefault(); state.chosen = (state.chosen + step + count) % count; draw(area.words); return true }
    if (e.key === "Enter" || e.key === "Tab") { e.preventDefault(); take(); return true }
    if (e.key === "Escape") { e.preventDefault(); e.stopPropagation(); close(); return true }
    if (e.key === "ArrowLeft" || e.key === "ArrowRight" || e.key === "Home" || e.key === "End") close()
    return false
  }
  return { key, close, typed: e => { if (!e.isComposing && e.inputType && e.inputType.startsWith("insertFrom")) close(); else if (e.inputType) suggest(false) } }
}
