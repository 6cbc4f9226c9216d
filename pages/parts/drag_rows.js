// Rows are dragged by their handle to another place. Only the handle makes a row draggable, so that texts in it can be
// marked; the rows belong to the page, which draws them anew as it likes: everything is heard at the document.
export default ({ data, setTriggerValue }) => {
  const named = new RegExp(`(?:^| )st-key-${data.rows}_(\\d+)(?: |$)`)
  const row = (node) => { for (; node && node.nodeType; node = node.parentNode) { const m = node.className && named.exec(node.className); if (m) return { node, at: Number(m[1]) } } return null }
  let from = null, mark = null
  const clear = () => { if (mark) mark.style.boxShadow = ""; mark = null }
  const over = (event) => {
    const found = row(event.target)
    if (!found) return null
    const box = found.node.getBoundingClientRect(), late = event.clientY > box.top + box.height / 2
    return { ...found, late, to: found.at + (late ? 1 : 0) }
  }
  const hear = {
    pointerdown: (event) => { const grip = event.target.closest && event.target.closest(".dz-grip"), found = grip && row(grip); if (found) found.node.draggable = true },
    pointerup: (event) => { const found = row(event.target); if (found) found.node.draggable = false },
    dragstart: (event) => { const found = row(event.target); if (!found || !found.node.draggable) return; from = found; event.dataTransfer.setData("text/plain", String(found.at)); event.dataTransfer.effectAllowed = "move"; setTimeout(() => { found.node.style.opacity = ".35" }) },
    dragover: (event) => { if (!from) return; clear(); const found = over(event); if (!found) return; event.preventDefault(); mark = found.node; mark.style.boxShadow = found.late ? "0 2px 0 #0F4C81" : "0 -2px 0 #0F4C81" },
    drop: (event) => { const found = from && over(event); if (!found) return; event.preventDefault(); const by = found.to > from.at ? found.to - from.at - 1 : found.to - from.at; if (by) setTriggerValue("moved", { at: from.at, by, n: Date.now() }) },
    dragend: () => { clear(); if (from) { from.node.draggable = false; from.node.style.opacity = "" } from = null },
  }
  for (const [name, f] of Object.entries(hear)) document.addEventListener(name, f)
  return () => { for (const [name, f] of Object.entries(hear)) document.removeEventListener(name, f) }
}
