// The picture of a workflow that is worked on. The server draws it; what is done here is handed over as one act.
const NS = "http://www.w3.org/2000/svg"
const node = (tag, attributes) => { const n = document.createElementNS(NS, tag); for (const [k, v] of Object.entries(attributes)) n.setAttribute(k, v); return n }
const save = (blob, name) => { const a = document.createElement("a"); a.href = URL.createObjectURL(blob); a.download = name; a.click(); setTimeout(() => URL.revokeObjectURL(a.href), 5000) }
const asPng = (svg, width, height, name) => {
  const image = new Image(), canvas = document.createElement("canvas")
  canvas.width = width * 2; canvas.height = height * 2
  image.onload = () => { const pen = canvas.getContext("2d"); pen.fillStyle = "#fff"; pen.fillRect(0, 0, canvas.width, canvas.height); pen.scale(2, 2); pen.drawImage(image, 0, 0, width, height); canvas.toBlob(blob => save(blob, name + ".png")) }
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg)
}
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".fw"), state = root.desk ||= { n: 0, left: 0, top: 0 }
  const old = root.querySelector(".view"), had = root.getRootNode().activeElement, focused = had && root.contains(had) ? had.dataset.at : null
  if (old) { state.left = old.scrollLeft; state.top = old.scrollTop }
  const act = what => setTriggerValue("act", { ...what, n: Date.now() * 100 + (state.n++ % 100) })
  const view = document.createElement("div"); view.className = "view"; view.setAttribute("role", "group"); view.setAttribute("aria-label", data.words.canvas)
  const svg = document.importNode(new DOMParser().parseFromString(data.svg, "image/svg+xml").documentElement, true)
  Object.assign(svg.style, { width: "100%", minWidth: Math.round(data.width * .84) + "px", maxWidth: Math.round(data.width * 1.15) + "px" })
  view.append(svg)
  const keyOf = at => at.slice(at.indexOf(":") + 1)
  for (const g of svg.querySelectorAll(".state")) { // a grip to draw a transition from
    const box = g.querySelector(".box"), x = +box.getAttribute("x") + +box.getAttribute("width"), y = +box.getAttribute("y") + +box.getAttribute("height")
    g.append(node("circle", { class: "grip", cx: x - 3, cy: y - 3, r: 6 }))
  }
  const spot = ev => { const p = svg.createSVGPoint(); p.x = ev.clientX; p.y = ev.clientY; return p.matrixTransform(svg.getScreenCTM().inverse()) }
  const under = (p, but) => [...svg.querySelectorAll(".state")].find(g => { if (g === but) return false; const b = g.querySelector(".box"), x = +b.getAttribute("x"), y = +b.getAttribute("y"); return p.x >= x - 6 && p.x <= x + +b.getAttribute("width") + 6 && p.y >= y - 6 && p.y <= y + +b.getAttribute("height") + 6 })
  const lane = p => [...svg.querySelectorAll("[data-lane]")].find(g => p.x >= +g.dataset.x && p.x <= +g.dataset.x + +g.dataset.w)
  const middle = g => { const b = g.querySelector(".box"); return +b.getAttribute("y") + +b.getAttribute("height") / 2 }
  let drag = null
  const clear = () => { svg.querySelectorAll(".over").forEach(n => n.classList.remove("over")); svg.querySelectorAll(".lane-over").forEach(n => n.classList.remove("lane-over")) }
  const down = ev => {
    const g = ev.target.closest(".state"); if (!g || ev.button) return
    const p = spot(ev); drag = { g, p, link: ev.target.classList.contains("grip"), on: false }
  }
  const moved = ev => {
    if (!drag) return
    const p = spot(ev)
    if (!drag.on && Math.hypot(p.x - drag.p.x, p.y - drag.p.y) < 7) return
    if (!drag.on) { drag.on = true; if (drag.link) { drag.line = node("path", { class: "drawn" }); svg.append(drag.line) } else drag.g.classList.add("moving") }
    ev.preventDefault(); clear()
    if (drag.link) { drag.line.setAttribute("d", `M${drag.p.x} ${drag.p.y}L${p.x} ${p.y}`); const g = under(p, drag.g); if (g) g.classList.add("over") }
    else { drag.g.setAttribute("transform", `translate(${p.x - drag.p.x} ${p.y - drag.p.y})`); const l = lane(p); if (l) l.classList.add("lane-over") }
  }
  const up = ev => {
    if (!drag) return
    const d = drag, p = spot(ev); drag = null; clear()
    if (!d.on) return
    state.dragged = true; setTimeout(() => { state.dragged = false }, 0)
    if (d.line) { d.line.remove(); const g = under(p, d.g); if (g) act({ do: "connect", source: keyOf(d.g.dataset.at), target: keyOf(g.dataset.at) }); return }
    d.g.classList.remove("moving"); d.g.removeAttribute("transform")
    const l = lane(p); if (!l) return
    const inside = [...svg.querySelectorAll(".state")].filter(g => g !== d.g && lane({ x: +g.querySelector(".box").getAttribute("x") + 20 }) === l).sort((a, b) => middle(a) - middle(b))
    const next = inside.find(g => middle(g) > p.y)
    act({ do: "move", state: keyOf(d.g.dataset.at), stage: l.dataset.lane, before: next ? keyOf(next.dataset.at) : "" })
  }
  svg.addEventListener("pointerdown", down); window.addEventListener("pointermove", moved); window.addEventListener("pointerup", up)
  svg.addEventListener("click", ev => { if (state.dragged) return; const g = ev.target.closest("[data-at]"); act({ do: "choose", at: g ? g.dataset.at : "" }) })
  svg.addEventListener("keydown", ev => {
    const g = ev.target.closest("[data-at]"); if (!g) return
    if (ev.key === "Enter" || ev.key === " ") { ev.preventDefault(); act({ do: "choose", at: g.dataset.at }) }
    if (ev.key === "Delete") { ev.preventDefault(); act({ do: "remove", at: g.dataset.at }) }
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[ev.key]
    if (step) { ev.preventDefault(); const all = [...svg.querySelectorAll(".state, .way")]; const to = all[all.indexOf(g) + step]; if (to) to.focus() }
  })
  const everywhere = ev => {
    const at = ev.composedPath()[0]
    if (!(ev.ctrlKey || ev.metaKey) || ev.altKey || (at.matches && at.matches("input, textarea, select, [contenteditable=true]"))) return
    const key = ev.key.toLowerCase()
    if (key === "z" && !ev.shiftKey && data.back) { ev.preventDefault(); act({ do: "undo" }) }
    if ((key === "y" || (key === "z" && ev.shiftKey)) && data.forward) { ev.preventDefault(); act({ do: "redo" }) }
  }
  if (state.hear) document.removeEventListener("keydown", state.hear)
  state.hear = everywhere; document.addEventListener("keydown", everywhere)
  const bar = document.createElement("div"); bar.className = "bar"
  const hint = document.createElement("span"); hint.textContent = data.words.link_hint; bar.append(hint)
  for (const kind of ["svg", "png"]) {
    const b = document.createElement("button"); b.type = "button"; b.textContent = data.words[kind]
    b.onclick = () => kind === "png" ? asPng(data.svg, data.width, data.height, data.name) : save(new Blob([data.svg], { type: "image/svg+xml" }), data.name + ".svg")
    bar.append(b)
  }
  root.replaceChildren(view, bar)
  view.scrollLeft = state.left; view.scrollTop = state.top
  if (focused) { const again = [...svg.querySelectorAll("[data-at]")].find(n => n.dataset.at === focused); if (again) again.focus({ preventScroll: true }) }
  return () => { document.removeEventListener("keydown", everywhere); window.removeEventListener("pointermove", moved); window.removeEventListener("pointerup", up) }
}
