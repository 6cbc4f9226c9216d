// Opens a page as a link would: one entry in the history, and Streamlit is told as by the back button. Once per number.
export default ({ data }) => {
  if (!data?.to || window.__desk_go === data.n) return
  window.__desk_go = data.n
  const to = new URL(data.to, location.href)
  if (to.href !== location.href) history.pushState({}, "", to)
  dispatchEvent(new PopStateEvent("popstate"))
}
