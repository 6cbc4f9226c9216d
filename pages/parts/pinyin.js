// Menus are filtered by Streamlit on the letters of their words. What is typed in Latin letters is listened to here:
// words that sound so are offered in a list of our own over the empty one. Grids ask `window.deskSounds` for the same.
const READINGS = new Map()
for (const part of "__TABLE__".split(" ")) {
  const [, reading, chars] = part.match(/^([a-z]+)(.*)$/)
  for (const c of chars) READINGS.set(c, [...(READINGS.get(c) || []), reading])
}
const HAN = /[㐀-鿿]/
const from = (chars, at, rest) => {
  if (!rest) return true
  if (at >= chars.length) return false
  const readings = READINGS.get(chars[at]) || [chars[at].toLowerCase()]
  return readings.some(r => r.startsWith(rest) || (rest.startsWith(r) && from(chars, at + 1, rest.slice(r.length)))
    || (rest[0] === r[0] && from(chars, at + 1, rest.slice(1))))
}
// Where the sound begins in a word: syllables in full or by their first letters; -1 where it is not.
const sounds = (word, typed) => {
  const rest = typed.toLowerCase().replace(/[\s']/g, "")
  if (!/^[a-z]+$/.test(rest) || !HAN.test(word)) return -1
  const chars = [...word].filter(c => HAN.test(c) || /[a-z0-9]/i.test(c))
  return chars.findIndex((_, at) => from(chars, at, rest))
}
// The words that sound so, those that begin with it first.
const sounding = (words, typed) => {
  const found = words.map(word => ({ word, at: sounds(word, typed) })).filter(f => f.at >= 0)
  return [...found.filter(f => f.at === 0), ...found.filter(f => f.at > 0)].map(f => f.word)
}
window.deskSounds = sounding

// The menu behind an input as its component knows it: all its words, and how to choose one.
const menuOf = input => {
  const key = Object.keys(input).find(k => k.startsWith("__reactFiber"))
  for (let fiber = key && input[key]; fiber; fiber = fiber.return) {
    const p = fiber.memoizedProps
    if (p && Array.isArray(p.options) && typeof p.onChange === "function") return { words: p.options, one: p.onChange }
    if (p && p.element && Array.isArray(p.element.options)) return { words: p.element.options }
  }
  return null
}
const BOXES = "[data-testid=stSelectbox], [data-testid=stMultiSelect]"
let open = null
const close = () => { if (open) { open.list.remove(); open = null } }
const mark = at => {
  open.at = (at + open.found.length) % open.found.length
  ;[...open.list.children].forEach((n, i) => n.setAttribute("aria-selected", String(i === open.at)))
  open.list.children[open.at].scrollIntoView({ block: "nearest" })
}
const write = (input, text) => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, text)
  input.dispatchEvent(new Event("input", { bubbles: true }))
}
const press = (input, key) => ["keydown", "keyup"].forEach(type =>
  input.dispatchEvent(new KeyboardEvent(type, { key, code: key, bubbles: true, cancelable: true })))
// One of one: the menu is told. One of several: its word is typed for the person, and Enter pressed.
const choose = word => {
  const { input, menu } = open
  close()
  if (menu.one) { press(input, "Escape"); menu.one(word); input.blur(); return }
  write(input, word)
  setTimeout(() => press(input, "Enter"), 80)
}
const offer = (input, menu, found) => {
  close()
  const box = input.closest(BOXES), r = (input.closest("[data-testid] > div:last-of-type") || input).getBoundingClientRect()
  const list = document.createElement("ul")
  list.className = "desk-sounds"; list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", input.getAttribute("aria-label") || "")
  found.forEach(word => {
    const item = document.createElement("li")
    item.setAttribute("role", "option"); item.textContent = word
    item.addEventListener("pointerdown", ev => { ev.preventDefault(); ev.stopPropagation(); choose(word) })
    list.append(item)
  })
  const w = box.getBoundingClientRect().width
  Object.assign(list.style, { left: `${box.getBoundingClientRect().left}px`, top: `${r.bottom + 4}px`, width: `${w}px` })
  document.body.append(list)
  open = { input, menu, found, list, at: 0 }
  mark(0)
}
const heard = ev => {
  const input = ev.target
  if (ev.isComposing || !(input instanceof HTMLInputElement) || !input.closest(BOXES)) return
  const menu = menuOf(input), found = menu ? sounding(menu.words, input.value).slice(0, 50) : []
  found.length ? offer(input, menu, found) : close()
}
const keys = ev => {
  if (!open || ev.target !== open.input || !ev.isTrusted) return
  const step = { ArrowDown: 1, ArrowUp: -1 }[ev.key]
  if (!step && ev.key !== "Enter" && ev.key !== "Escape") { if (ev.key === "Tab") close(); return }
  if (ev.key === "Escape") return close()
  ev.preventDefault(); ev.stopImmediatePropagation()
  step ? mark(open.at + step) : choose(open.found[open.at])
}
const away = ev => { if (open && !open.list.contains(ev.target) && ev.target !== open.input) close() }
if (!window.deskHears) {
  window.deskHears = true
  document.addEventListener("input", ev => setTimeout(() => heard(ev)), true)
  window.addEventListener("keydown", keys, true)
  document.addEventListener("pointerdown", away, true)
  document.addEventListener("focusout", () => setTimeout(() => { if (open && document.activeElement !== open.input) close() }, 150), true)
  window.addEventListener("scroll", ev => { if (open && !open.list.contains(ev.target)) close() }, true)
}
export default function () {}
