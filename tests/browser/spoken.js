// Everything a person can read or hear on a page: visible texts and the attributes that browsers show or speak.
() => {
  const found = [], seen = new Set();
  const SKIPPED = "script, style, noscript, textarea, pre, code, [data-testid=stIconMaterial], [data-testid=stExpanderIcon], [data-testid=stCode], .cm-editor";
  const SPOKEN = ["placeholder", "aria-label", "aria-valuetext", "aria-description", "aria-roledescription", "title", "alt"];
  const add = (text) => { const bare = text.replace(/\s+/g, " ").trim(); if (bare && !seen.has(bare)) { seen.add(bare); found.push(bare) } };
  const shown = (node) => node.checkVisibility() || getComputedStyle(node).display === "contents";
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return add(node.nodeValue);
    if (node.nodeType !== Node.ELEMENT_NODE && node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) return;
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.matches(SKIPPED) || !shown(node)) return;
      SPOKEN.forEach((name) => node.hasAttribute(name) && add(node.getAttribute(name)));
      const described = node.getAttribute("aria-describedby")?.split(" ") ?? [];
      described.forEach((id) => add(node.ownerDocument.getElementById(id)?.textContent ?? ""));
      if (node.tagName === "IFRAME") { try { walk(node.contentDocument.body) } catch { return } }
      if (node.shadowRoot) walk(node.shadowRoot);
    }
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  return found;
}
