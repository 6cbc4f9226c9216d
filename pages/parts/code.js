const LINE = 19
export default function ({ parentElement, data, setStateValue }) {
  const area = parentElement.querySelector("textarea"), gutter = parentElement.querySelector(".gutter")
  area.schema = data.schema; area.words = data.words
  area.helper ??= completion(parentElement.querySelector(".code"), area, parentElement.querySelector(".offers"))
  area.setAttribute("aria-label", data.label)
  const number = () => {
    const count = area.value.split("\n").length
    const rows = document.createDocumentFragment()
    for (let i = 1; i <= count; i++) { const d = document.createElement("div"); d.textContent = i; if (area.marks[i]) d.className = area.marks[i]; rows.append(d) }
    gutter.replaceChildren(rows); gutter.scrollTop = area.scrollTop
  }
  // An echo of what was sent is no news: more may have been typed since.
  if (area.given !== data.text) {
    if (area.sent !== data.text && area.value !== data.text) { const at = area.scrollTop; area.value = data.text; area.scrollTop = at; area.sent = undefined }
    area.given = data.text
  }
  area.marks = data.marks
  // What the server knows is what it was told last, or else what it gave.
  const send = () => { clearTimeout(area.timer); if (area.value !== (area.sent ?? area.given)) { area.sent = area.value; setStateValue("text", area.value) } }
  area.oninput = e => { area.helper.typed(e); number(); clearTimeout(area.timer); area.timer = setTimeout(send, 900) }
  area.onblur = () => { area.helper.close(); send() }
  area.onkeydown = e => { if (area.helper.key(e)) return; if ((e.ctrlKey || e.metaKey) && e.key === "s") { e.preventDefault(); send() } }
  area.onscroll = () => { area.helper.close(); gutter.scrollTop = area.scrollTop }
  number()
  if (data.turn && area.turn !== data.turn) {
    area.turn = data.turn
    const lines = area.value.split("\n"), start = lines.slice(0, data.line - 1).join("\n").length + (data.line > 1 ? 1 : 0)
    area.focus(); area.setSelectionRange(start, start + (lines[data.line - 1] || "").length)
    area.scrollTop = Math.max(0, (data.line - 8) * LINE); area.scrollLeft = 0; gutter.scrollTop = area.scrollTop
  }
}
