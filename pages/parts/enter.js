// Enter in a field of a form goes on to the next one; from the last one to the button that turns the page.
// Long texts keep their enter, and so do lists while they are open.
const FIELDS = '[class*="st-key-field_"] :is(input:not([type=file]):not([type=hidden]), textarea)'
const next = (from) => {
  const all = [...document.querySelectorAll(FIELDS)].filter((f) => !f.disabled && f.offsetParent)
  return all[all.indexOf(from) + 1] ?? document.querySelector(".st-key-page_after button:enabled")
}
export default () => {
  const pressed = (event) => {
    const at = event.target
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return
    if (at.tagName !== "INPUT" || !at.matches(FIELDS) || at.getAttribute("aria-expanded") === "true") return
    if (["checkbox", "radio"].includes(at.type)) return
    const to = next(at)
    if (to) setTimeout(() => to.focus(), 0)
  }
  document.addEventListener("keydown", pressed, true)
  return () => document.removeEventListener("keydown", pressed, true)
}
