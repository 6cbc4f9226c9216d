// Enter in a field of a form goes on to the next one; from the last one to the button that turns the page.
// Long texts keep their enter, and so do lists while they are open. A date is one field, whatever part of it is typed.
const BOX = '[class*="st-key-field_"]'
const PART = '[role="spinbutton"]'
const FIELDS = `${BOX} :is(input:not([type=file], [type=hidden], [tabindex="-1"]), textarea, ${PART})`
const first = (field) => (field.matches(PART) ? field.closest(BOX).querySelector(PART) : field)
const next = (from) => {
  const all = [...document.querySelectorAll(FIELDS)].filter((f) => !f.disabled && f.offsetParent && first(f) === f)
  return all[all.indexOf(first(from)) + 1] ?? document.querySelector(".st-key-page_after button:enabled")
}
export default () => {
  const pressed = (event) => {
    const at = event.target
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return
    if (!at.matches(FIELDS) || at.tagName === "TEXTAREA" || at.getAttribute("aria-expanded") === "true") return
    if (["checkbox", "radio"].includes(at.type)) return
    const to = next(at)
    if (to) setTimeout(() => to.focus(), 0)
    else if (at.matches(PART)) at.blur() // a date is kept when it is left
  }
  document.addEventListener("keydown", pressed, true)
  return () => document.removeEventListener("keydown", pressed, true)
}
