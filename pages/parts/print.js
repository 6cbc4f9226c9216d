// Prints the page as it is drawn: charts keep the size they have, and everything is made as narrow as the paper,
// whether the button was pressed or the browser's own command. The button draws for the paper first.
const PAPER = 1054 // A4 on its side, within its margins
const WIDTH = 1387 // what fits on two pages
const root = document.documentElement
const fit = () => {
  const main = document.querySelector('[data-testid="stMainBlockContainer"]'), style = getComputedStyle(main)
  const width = main.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
  root.style.setProperty("--drawn", `${width}px`)
  root.style.setProperty("--shrink", PAPER / Math.max(width, WIDTH))
}
const free = () => { root.classList.remove("on-paper"); for (const name of ["--drawn", "--shrink"]) root.style.removeProperty(name) }
export default function ({ parentElement, data }) {
  const box = parentElement.querySelector(".box"), button = document.createElement("button")
  button.type = "button"; button.textContent = data.label
  button.onclick = () => {
    root.classList.add("on-paper"); root.style.setProperty("--paper", `${WIDTH + 48}px`)
    setTimeout(() => print(), 700)
  }
  box.replaceChildren(button)
  addEventListener("beforeprint", fit); addEventListener("afterprint", free)
  return () => { removeEventListener("beforeprint", fit); removeEventListener("afterprint", free) }
}
