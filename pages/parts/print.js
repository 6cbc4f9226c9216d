// Prints the page as it is drawn: charts keep the size they have, and everything is made as narrow as the paper,
// whether a button was pressed or the browser's own command. A button draws for its paper first.
const PAPERS = { // width of the paper within its margins, and how wide the page is drawn for it
  a4l: [1054, 1387], a4p: [725, 1120], a3l: [1518, 1518],
}
const root = document.documentElement
const paper = () => PAPERS[root.dataset.paper] || PAPERS.a4l
const fit = () => {
  const main = document.querySelector('[data-testid="stMainBlockContainer"]'), style = getComputedStyle(main)
  const width = main.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
  root.style.setProperty("--drawn", `${width}px`)
  root.style.setProperty("--shrink", paper()[0] / Math.max(width, paper()[1]))
}
const free = () => {
  root.classList.remove("on-paper"); delete root.dataset.paper
  for (const name of ["--drawn", "--shrink", "--paper"]) root.style.removeProperty(name)
}
export default function ({ parentElement, data }) {
  parentElement.querySelector(".box").replaceChildren(...Object.entries(data.labels).map(([name, label]) => {
    const button = document.createElement("button")
    button.type = "button"; button.textContent = label
    button.onclick = () => {
      root.dataset.paper = name; root.classList.add("on-paper")
      root.style.setProperty("--paper", `${PAPERS[name][1] + 48}px`)
      setTimeout(() => print(), 900)
    }
    return button
  }))
  const before = () => fit(), after = () => free() // of this one: others on the page go and leave theirs
  addEventListener("beforeprint", before); addEventListener("afterprint", after)
  return () => { removeEventListener("beforeprint", before); removeEventListener("afterprint", after) }
}
