// Shows a field: scrolls it into the middle and puts the cursor into it, once per number.
// And asks the server as soon as a lost connection is back, so that what was left meanwhile comes along.
const show = (data) => {
  if (!data || !data.n || window.__desk_jump === data.n) return
  window.__desk_jump = data.n
  const go = (tries) => {
    const box = document.querySelector(data.selector)
    if (!box) { if (tries) setTimeout(() => go(tries - 1), 100); return }
    box.scrollIntoView({ block: "center", behavior: "instant" })
    const input = box.querySelector("input, textarea, button, [tabindex]")
    if (input) input.focus({ preventScroll: true })
  }
  go(20)
}
export default ({ data, setTriggerValue }) => {
  show(data)
  const app = document.querySelector('[data-testid="stApp"]')
  let lost = false
  const look = () => {
    const here = app.getAttribute("data-test-connection-state") === "CONNECTED"
    if (here && lost) setTimeout(() => setTriggerValue("back", Date.now()), 300)
    lost = !here
  }
  const watch = new MutationObserver(look)
  if (app) watch.observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] })
  return () => watch.disconnect()
}
