// A chart as a picture, made of what is on the screen: the words of its card above, the plot below.
const NS = "http://www.w3.org/2000/svg"
const node = (tag, attributes, text) => {
  const n = document.createElementNS(NS, tag)
  for (const [k, v] of Object.entries(attributes)) n.setAttribute(k, v)
  if (text) n.textContent = text
  return n
}
const TOP = 56
function drawn(plot, data) {
  const box = plot.getBoundingClientRect(), width = Math.ceil(box.width) + 32, height = Math.ceil(box.height) + TOP + 16
  const whole = node("svg", { xmlns: NS, width, height, viewBox: `0 0 ${width} ${height}`, "font-family": data.font })
  whole.append(node("rect", { width, height, fill: "#fff" }))
  whole.append(node("text", { x: 16, y: 26, "font-size": 15, "font-weight": 600, fill: "#1F2933" }, data.title))
  whole.append(node("text", { x: 16, y: 46, "font-size": 12, fill: "#66727F" }, data.note))
  for (const part of plot.querySelectorAll("svg.main-svg")) {
    const copy = part.cloneNode(true)
    copy.setAttribute("x", 16); copy.setAttribute("y", TOP); copy.style.background = "none"
    copy.querySelectorAll(".hoverlayer, .zoomlayer, .draglayer").forEach(n => n.remove())
    whole.append(copy)
  }
  return [new XMLSerializer().serializeToString(whole), width, height]
}
function save(blob, name) {
  const a = document.createElement("a"); a.href = URL.createObjectURL(blob); a.download = name; a.click()
  setTimeout(() => URL.revokeObjectURL(a.href), 5000)
}
function asPng([svg, width, height], name) {
  const image = new Image(), canvas = document.createElement("canvas")
  canvas.width = width * 2; canvas.height = height * 2
  image.onload = () => {
    const pen = canvas.getContext("2d"); pen.scale(2, 2); pen.drawImage(image, 0, 0)
    canvas.toBlob(blob => save(blob, name + ".png"))
  }
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg)
}
export default function ({ parentElement, data }) {
  const box = parentElement.querySelector(".box")
  box.replaceChildren(...["png", "svg"].map(kind => {
    const button = document.createElement("button")
    button.type = "button"; button.textContent = data.labels[kind]
    button.onclick = () => {
      const plot = document.querySelector(`.st-key-${CSS.escape(data.card)} .js-plotly-plot`)
      if (!plot) return
      const made = drawn(plot, data)
      kind === "png" ? asPng(made, data.name) : save(new Blob([made[0]], { type: "image/svg+xml" }), data.name + ".svg")
    }
    return button
  }))
}
