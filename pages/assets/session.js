// Before a session runs out, whatever is still being typed is left, so that the server saves it (and the session goes on).
(() => {
  const SOON = 120, EVERY = 60_000;
  const inner = (doc) => {
    const at = doc.activeElement;
    if (at?.tagName !== "IFRAME") return at;
    try { return inner(at.contentDocument); } catch { return null; }
  };
  const check = async () => {
    try {
      const answer = await fetch("/session/left", { cache: "no-store" });
      const { seconds } = await answer.json();
      if (seconds > 0 && seconds < SOON) inner(document)?.blur?.();
    } catch { /* the server is away; Streamlit says so itself */ }
  };
  setInterval(check, EVERY);
})();
