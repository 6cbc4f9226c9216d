/* What the grid does in the browser. Evaluated once per grid, it becomes AG Grid's `context`.
   Travels as one line, so every statement ends in a semicolon.

   The rows are the server's; nothing here changes them. An edit is a numbered entry of `log`: it is sent again with every
   message until the rows come back with an `ack` that covers it, and until then its value is shown over the row's.
   The log lies in sessionStorage, so a reload or a lost connection keeps what was not acknowledged. */
(config) => {
  const ROOMY = 1000;
  const kept = (() => { try { return JSON.parse(sessionStorage.getItem(config.store)) || {}; } catch (e) { return {}; } })();
  const desk = {
    grid: kept.grid || Math.random().toString(36).slice(2, 12), n: kept.n || 0, log: kept.log || [], seen: kept.seen || 0,
    over: new Map(), api: null, chosen: [], shown: null, sent: 0, timer: 0, jumping: 0,
  };
  const keep = () => { try { sessionStorage.setItem(config.store, JSON.stringify({ grid: desk.grid, n: desk.n, log: desk.log, seen: desk.seen })); } catch (e) { desk.full = true; } };
  const lay = (entry) => { if (entry.kind === "set") { const o = desk.over.get(entry.row) || {}; o[entry.field] = entry; desk.over.set(entry.row, o); } };
  desk.log.forEach(lay);

  const send = () => {
    clearTimeout(desk.timer); desk.timer = 0; desk.sent = Date.now();
    const at = desk.api && desk.api.getFocusedCell();
    const node = at && !at.rowPinned && desk.api.getDisplayedRowAtIndex(at.rowIndex);
    const value = { grid: desk.grid, log: desk.log, chosen: desk.chosen, at: node ? [node.id, at.column.getColId()] : null };
    desk.told = node ? node.id : null;
    window.parent.postMessage({ isStreamlitMessage: true, type: "streamlit:setComponentValue", value, dataType: "json" }, "*");
  };
  const soon = (ms) => { clearTimeout(desk.timer); desk.timer = setTimeout(send, ms); };
  const push = (entry) => { entry.n = desk.n += 1; desk.log.push(entry); lay(entry); keep(); send(); };
  const editable = (node, colId) => { const c = desk.api.getColumn(colId); return !!c && c.isCellEditable(node); };
  const parsed = new WeakMap();
  const cells = (data) => { if (!parsed.has(data)) parsed.set(data, JSON.parse(data._cells)); return parsed.get(data); };
  const shown = (data, field) => { const o = desk.over.get(data._id); return o && o[field] ? o[field].now : cells(data)[field]; };
  const set = (node, field, now) => {
    const was = shown(node.data, field) || "";
    if (now === was) return;
    push({ kind: "set", row: node.id, field, was, now });
    desk.api.refreshCells({ rowNodes: [node], force: true });
  };

  desk.value = (p) => (p.data ? shown(p.data, p.colDef.field) : "");
  desk.why = (p) => (p.data && (cells(p.data)._why || {})[p.colDef.field]) || ["", null];
  desk.worst = (p) => { const all = (p.data && Object.values(cells(p.data)._why || {})) || []; return all.some((w) => w[0] === "error") || (all.length === 0 && p.data && cells(p.data)._todo) ? "error" : ""; };
  desk.off = (p) => !!p.data && (cells(p.data)._off || []).includes(p.colDef.field);
  /* Cells of a row that somebody else fills in, and the word for a row that is theirs as a whole. */
  desk.lock = (p) => !!p.data && (cells(p.data)._lock || []).includes(p.colDef.field);
  desk.theirs = (p) => (p.data && cells(p.data)._no_hint) || null;
  desk.free = (p) => !(p.node && p.node.rowPinned) && !desk.off(p) && !desk.lock(p);
  desk.edited = (p) => set(p.node, p.colDef.field, p.newValue == null ? "" : String(p.newValue));

  const words = () => {
    const foot = document.getElementById("foot");
    if (!foot || !desk.api) return;
    const all = desk.api.getDisplayedRowCount();
    const range = desk.api.getVerticalPixelRange();
    const seen = desk.api.getRenderedNodes().filter((n) => n.rowTop + n.rowHeight / 2 > range.top && n.rowTop + n.rowHeight / 2 < range.bottom).map((n) => n.rowIndex + 1);
    const first = Math.min(...seen, all);
    const last = Math.max(...seen, first);
    foot.textContent = all && !config.single ? config.position.replace("{first}", first).replace("{last}", last).replace("{rows}", all) : "";
  };
  /* As high as the rows need, up to a limit: no empty paper under a short table, no scrolling in one of a few rows. */
  const fit = () => {
    const box = document.getElementById("gridContainer");
    const last = desk.api && desk.api.getDisplayedRowAtIndex(desk.api.getDisplayedRowCount() - 1);
    if (!box || !last || last.rowTop == null) return;
    const head = document.querySelector(".ag-header");
    const body = document.querySelector(".ag-center-cols-viewport");
    const bar = document.querySelector(".ag-body-horizontal-scroll");
    const floor = document.querySelector(".ag-floating-bottom");
    const wide = body && bar && body.scrollWidth > body.clientWidth + 1 ? bar.offsetHeight : 0;
    const need = (head ? head.offsetHeight : 36) + last.rowTop + last.rowHeight + 3 + config.foot + wide + (floor ? floor.offsetHeight : 0);
    const height = Math.min(Math.ceil(need), config.most) + "px";
    if (box.style.height !== height) box.style.height = height;
  };
  const settled = () => { words(); (desk.fitting || []).forEach(clearTimeout); desk.fitting = [30, 250, 1000].map((ms) => setTimeout(fit, ms)); };
  const meta = () => {
    const rows = desk.api.getGridOption("rowData") || [];
    return rows.length ? cells(rows[0])._told || {} : {};
  };
  const forget = (ack) => {
    desk.log = desk.log.filter((e) => e.n > ack);
    desk.over.clear(); desk.log.forEach(lay); keep();
  };
  /* Who has begun to type or to point is not carried off any more. */
  const stay = () => { clearTimeout(desk.jumping); desk.jumping = 0; };
  const jump = (j) => {
    const node = desk.api.getRowNode(j.row);
    if (!node || node.rowIndex == null) return;
    desk.seen = j.n; keep();
    const field = j.field && desk.api.getColumn(j.field) ? j.field : desk.api.getAllDisplayedColumns().find((c) => c.isCellEditable(node));
    desk.api.ensureIndexVisible(node.rowIndex, "middle");
    desk.jumping = setTimeout(() => {
      desk.jumping = 0;
      if (window.frameElement) window.frameElement.scrollIntoView({ block: "center" });
      window.focus();
      desk.api.ensureIndexVisible(node.rowIndex, "middle");
      if (field) { desk.api.ensureColumnVisible(field); desk.api.setFocusedCell(node.rowIndex, field); }
    }, 60);
  };
  /* Columns that a condition hides; in a short table of wide rows the reasons stand in a column where there is room. */
  const showing = () => {
    const hide = new Set(meta().hide || []);
    const box = document.getElementById("gridContainer");
    if (config.single && (hide.has("_todo") || (box && box.clientWidth < ROOMY))) hide.add("_todo");
    desk.api.getColumns().forEach((c) => { if (c.isVisible() === hide.has(c.getColId())) desk.api.setColumnsVisible([c], !hide.has(c.getColId())); });
  };
  desk.rowsCame = () => {
    const m = meta();
    const api = desk.api;
    if (m.grid === desk.grid && m.ack) forget(m.ack);
    showing();
    const total = JSON.stringify(m.total || []);
    if (total !== desk.total) {
      desk.total = total;
      api.setGridOption("pinnedBottomRowData", (m.total || []).map((r) => ({ _id: r._id, _cells: JSON.stringify(r) })));
    }
    api.refreshCells({ force: true });
    if (m.of !== desk.shown) {
      desk.shown = m.of; desk.chosen = []; api.deselectAll("api");
      if (api.getDisplayedRowCount()) api.ensureIndexVisible(0, "top");
    }
    if (m.pick) {
      const node = api.getRowNode(m.pick);
      if (node && !node.isSelected() && desk.picked !== m.turn) node.setSelected(true, true, "api");
      desk.picked = m.turn; desk.chosen = [m.pick];
    }
    if (m.jump && m.jump.n > desk.seen) jump(m.jump);
    settled();
  };
  desk.selected = (p) => {
    const now = p.api.getSelectedNodes().map((n) => n.id);
    const same = now.length === desk.chosen.length && now.every((id, i) => id === desk.chosen[i]);
    desk.chosen = now;
    if (!same && p.source !== "api" && p.source !== "rowDataChanged") soon(config.single ? 0 : 200);
  };
  /* Arrows choose the row they reach; Enter and Tab, which end an edit, do not. */
  desk.focused = (p) => {
    if (!config.single || p.rowIndex == null || !/^Arrow(Up|Down)$/.test(desk.pressed)) return;
    const node = desk.api.getDisplayedRowAtIndex(p.rowIndex);
    if (node && !node.isSelected()) node.setSelected(true, true, "rowClicked");
  };

  /* A list of choices: typed by name or by sound (渝北, yubei, ybq), chosen with the arrows; as wide as its words.
     The list hangs in the page around the grid, so that a short grid does not cut it. What is no choice stays as typed. */
  const outside = () => { try { return window.parent.document; } catch (e) { return document; } };
  const sounding = (words, typed) => { try { return window.parent.deskSounds ? window.parent.deskSounds(words, typed) : []; } catch (e) { return []; } };
  const matching = (words, typed) => {
    const t = typed.trim().toLowerCase();
    if (!t) return words;
    const named = words.filter((w) => w.toLowerCase().includes(t));
    return [...new Set([...named, ...sounding(words, typed)])];
  };
  class Picker {
    init(p) {
      this.p = p; this.words = p.values || []; this.at = -1; this.typed = false;
      this.input = document.createElement("input");
      this.input.className = "ag-input-field-input ag-text-field-input picker";
      this.input.setAttribute("role", "combobox"); this.input.setAttribute("aria-expanded", "true");
      this.input.setAttribute("aria-label", p.colDef.headerName || "");
      this.input.style.cssText = "width:100%;height:100%;border:0;outline:0;padding:0 10px;font:inherit;background:transparent";
      const key = p.eventKey || "";
      this.was = p.value == null ? "" : String(p.value);
      const begins = key.length === 1;
      this.input.value = begins ? key : key === "Backspace" || key === "Delete" ? "" : this.was;
      this.typed = begins || key === "Backspace";
      this.list = outside().createElement("ul");
      this.list.className = "desk-sounds picker"; this.list.setAttribute("role", "listbox");
      this.input.addEventListener("input", (ev) => { this.typed = true; if (!ev.isComposing) this.show(); });
      this.input.addEventListener("compositionend", () => this.show());
      this.input.addEventListener("keydown", (ev) => this.key(ev));
    }
    getGui() { return this.input; }
    afterGuiAttached() { this.input.focus(); if (!this.typed) this.input.select(); outside().body.append(this.list); this.show(); }
    show() {
      this.found = matching(this.words, this.typed ? this.input.value : "");
      this.at = this.typed ? (this.input.value && this.found.length ? 0 : -1) : this.found.indexOf(this.was);
      this.list.replaceChildren(...this.found.slice(0, 300).map((word, i) => {
        const item = outside().createElement("li");
        item.setAttribute("role", "option"); item.textContent = word;
        item.addEventListener("pointerdown", (ev) => { ev.preventDefault(); this.take(word); });
        return item;
      }));
      this.list.hidden = !this.found.length;
      const frame = window.frameElement && window.frameElement.getBoundingClientRect();
      const cell = this.input.getBoundingClientRect();
      const [x, y] = frame ? [frame.left, frame.top] : [0, 0];
      const room = (window.parent.innerHeight || 800) - (y + cell.bottom) - 12;
      const below = room > 160 || room > y + cell.top;
      this.list.style.cssText = `left:${x + cell.left}px;min-width:${Math.max(cell.width, 120)}px;min-height:0;max-width:480px;` +
        (below ? `top:${y + cell.bottom + 4}px;max-height:${Math.min(300, Math.max(room, 120))}px` : `bottom:${window.parent.innerHeight - y - cell.top + 4}px;max-height:${Math.min(300, y + cell.top - 12)}px`);
      this.mark(this.at);
    }
    mark(at) {
      this.at = at;
      [...this.list.children].forEach((n, i) => n.setAttribute("aria-selected", String(i === at)));
      if (at >= 0 && this.list.children[at]) this.list.children[at].scrollIntoView({ block: "nearest" });
    }
    take(word) { this.chosen = word; this.p.stopEditing(); }
    key(ev) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[ev.key];
      if (step && this.found.length) { ev.preventDefault(); ev.stopPropagation(); this.mark((this.at + step + this.found.length) % this.found.length); this.moved = true; }
    }
    /* The marked word, if somebody typed or moved to it; a word that is typed in full means itself. */
    getValue() {
      if (this.chosen != null) return this.chosen;
      if (!this.typed && !this.moved) return this.was;
      const typed = this.input.value.trim();
      if (!typed && !this.moved) return "";
      if (this.words.includes(typed) && !this.moved) return typed;
      return this.at >= 0 && this.found[this.at] != null ? this.found[this.at] : typed;
    }
    destroy() { this.list.remove(); }
    isPopup() { return false; }
  }
  desk.picker = (values) => ({ component: Picker, params: { values } });
  const editing = () => desk.api.getEditingCells().length > 0;
  const focus = () => {
    const at = desk.api.getFocusedCell();
    const node = at && !at.rowPinned && desk.api.getDisplayedRowAtIndex(at.rowIndex);
    return node ? { node, field: at.column.getColId(), index: at.rowIndex } : null;
  };
  /* The rows a block is laid over, with what the person sees in them. */
  const under = (at, text) => {
    const fields = desk.api.getAllDisplayedColumns().map((c) => c.getColDef().field).filter((f) => f && f[0] !== "_");
    const over = [];
    const end = Math.min(at.index + text.split("\n").length, desk.api.getDisplayedRowCount());
    for (let i = at.index; i < end; i += 1) {
      const node = desk.api.getDisplayedRowAtIndex(i);
      over.push([node.id, Object.fromEntries(fields.map((f) => [f, shown(node.data, f) || ""]))]);
    }
    return over;
  };
  const paste = (ev) => {
    if (editing() || !ev.clipboardData) return;
    const at = focus();
    const text = ev.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!at || !text) return;
    ev.preventDefault(); stay();
    if (/[\t\n]/.test(text)) push({ kind: "paste", field: at.field, text, of: desk.shown || "", over: under(at, text) });
    else if (editable(at.node, at.field)) set(at.node, at.field, text.trim());
  };
  const copy = (ev) => {
    if (editing() || !ev.clipboardData || String(window.getSelection())) return;
    const at = focus();
    const fields = desk.api.getAllDisplayedColumns().map((c) => c.getColDef().field).filter((f) => f && f[0] !== "_");
    const rows = config.single ? [] : desk.api.getSelectedNodes();
    const text = rows.length ? rows.map((r) => fields.map((f) => shown(r.data, f)).join("\t")).join("\n") : at && shown(at.node.data, at.field);
    if (!text) return;
    ev.preventDefault(); ev.clipboardData.setData("text/plain", text);
  };
  /* Tab leaves a cell without opening the next one. An input method announces itself by key code 229: the editor must
     be there before it composes. */
  const key = (ev) => {
    const at = focus();
    stay(); desk.pressed = ev.key;
    if (ev.key === "Tab" && editing()) {
      ev.preventDefault(); ev.stopPropagation(); desk.api.stopEditing();
      return ev.shiftKey ? desk.api.tabToPreviousCell() : desk.api.tabToNextCell();
    }
    if (!at || editing() || ev.ctrlKey || ev.metaKey || ev.altKey || !editable(at.node, at.field)) return;
    if (ev.keyCode === 229) desk.api.startEditingCell({ rowIndex: at.index, colKey: at.field, key: "Backspace" });
    if (ev.key === "Delete" || ev.key === "Backspace") { ev.preventDefault(); ev.stopPropagation(); set(at.node, at.field, ""); }
  };
  const left = () => {
    if (editing()) desk.api.stopEditing();
    const at = focus();
    if (desk.timer || ((at ? at.node.id : null) !== desk.told && !config.single)) send();
  };

  desk.ready = (p) => {
    desk.api = p.api;
    const foot = document.createElement("div");
    foot.id = "foot"; document.getElementById("gridContainer").appendChild(foot);
    document.addEventListener("paste", paste); document.addEventListener("copy", copy);
    document.addEventListener("keydown", key, true); window.addEventListener("blur", left);
    document.addEventListener("mousedown", () => { stay(); desk.pressed = ""; }, true);
    ["viewportChanged", "modelUpdated", "bodyScrollEnd", "gridSizeChanged", "displayedColumnsChanged"].forEach((e) => p.api.addEventListener(e, settled));
    p.api.addEventListener("gridSizeChanged", showing);
    desk.rowsCame();
    if (desk.log.length) soon(300);
    setInterval(() => { if (desk.log.length && Date.now() - desk.sent > 4000) send(); }, 1000);
  };
  window.desk = desk;
  return desk;
}
