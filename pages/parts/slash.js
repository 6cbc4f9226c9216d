// The key / puts the cursor into the search box; on its page the arrow keys walk from the box through what was found.
const typing = (at) => at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)
const box = () => document.querySelector(".st-key-search_q input") ?? document.querySelector(".st-key-find input")
const walk = (event, by) => {
  const hits = [...document.querySelectorAll('[class*="st-key-hit_"] button')]
  const at = hits.indexOf(event.target)
  const inBox = event.target.matches(".st-key-search_q input")
  if (!hits.length || (at < 0 && !inBox)) return
  event.preventDefault()
  const to = at + by
  ;(to < 0 ? box() : hits[Math.min(to, hits.length - 1)]).focus()
}
export default () => {
  const pressed = (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === "ArrowDown") return walk(event, 1)
    if (event.key === "ArrowUp" && !event.target.matches(".st-key-search_q input")) return walk(event, -1)
    if (event.key !== "/" || typing(event.target) || !box()) return
    event.preventDefault()
    box().focus()
    box().select()
  }
  document.addEventListener("keydown", pressed, true)
  return () => document.removeEventListener("keydown", pressed, true)
}
