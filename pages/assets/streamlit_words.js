// The few words of Streamlit's own that are English only, in Chinese; and in both languages, what a red star means to
// those who only hear it. What people wrote is never touched.
(() => {
  const CHINESE = document.documentElement.lang.startsWith("zh");
  const REQUIRED = CHINESE ? "（必填）" : " (required)";
  const UNIT = /\s*:gray\[:small\[(.*?)\]\]/g;
  const WORDS = {
    "Upload": "上传", "Browse files": "选择文件", "Drag and drop file here": "拖文件到这里",
    "Drag and drop files here": "拖文件到这里", "Choose an option": "请选择", "Choose options": "请选择",
    "Add options": "添加", "Selected values": "已选", "Select all": "全选", "Clear all": "清除", "Clear value": "清除", "Clear": "清除",
    "No results": "没有结果", "No options to select": "没有可选项", "No options to select.": "没有可选项",
    "Press Enter to apply": "按回车确认", "Press Enter to submit form": "按回车提交", "Press Ctrl+Enter to apply": "按 Ctrl+回车确认",
    "Press Ctrl+Enter to submit form": "按 Ctrl+回车提交", "Press ⌘+Enter to apply": "按 ⌘+回车确认", "Search": "查找",
    "Download as CSV": "导出 CSV", "Fullscreen": "全屏", "Close fullscreen": "退出全屏", "Show/hide columns": "显示或隐藏列",
    "Add row": "增加行", "Delete row(s)": "删除所选行", "Clear selection": "取消选择", "Sort ascending": "升序",
    "Sort descending": "降序", "Format": "格式", "Autosize": "自动列宽", "Pin column": "固定列", "Unpin column": "取消固定",
    "Hide column": "隐藏列", "Statistics": "统计", "Connecting": "连接中", "CONNECTING": "连接中", "Running...": "运行中…",
    "Stop": "停止", "Connection error": "连接中断", "Page not found": "没有这个页面", "Choose date": "选日期",
    "Choose date range": "选日期范围", "Previous page": "上一页", "Next page": "下一页", "Increment": "增加", "Decrement": "减少",
    "Close": "关闭", "Main menu": "主菜单", "Copy to clipboard": "复制", "Copied": "已复制", "Today": "今天",
    "Remove file": "移除文件", "Show password text": "显示密码", "Hide password text": "隐藏密码", "Rerun": "重新运行",
    "Always rerun": "总是重新运行", "Settings": "设置", "Print": "打印", "Expand sidebar": "展开导航", "Collapse sidebar": "收起导航",
    "Open sidebar": "展开导航", "Close sidebar": "收起导航", "Invalid date": "日期不对", "Sidebar": "导航",
    "Skip to main content": "跳到正文", "Open": "展开", "Show password": "显示密码", "Hide password": "隐藏密码", "file upload": "上传文件",
    "yyyy": "年", "mm": "月", "dd": "日", "Previous month": "上个月", "Next month": "下个月", "Error:": "没有收下：",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": "用方向键移动，按回车选定，按 Esc 关闭。",
    "File size is too small.": "文件太小。", "Only one file is allowed.": "只能上传一个文件。",
    "Clear date": "清除日期", "Clear date and time": "清除日期和时间", "Clear date range": "清除日期", "Clear dates": "清除日期",
    "Choose date and time": "选日期和时间", "Help": "说明", "hh": "时", "AM": "上午", "PM": "下午",
    "Unexpected error. Please try again.": "没有成功，请再试一次。", "Add files": "再加文件", "Empty": "空", "Dismiss": "关闭",
  };
  const SENTENCES = {
    "Streamlit server is not responding. Are you connected to the internet?": "连不上服务器，请检查网络；连上后会自动继续，离开的字段都已保存。",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": "连不上服务器，它可能没有在运行；重新启动：",
    "The page that you have requested does not seem to exist. Running the app's main page.": "没有您要的这一页，已打开首页。",
  };
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const month = (name) => `${MONTHS.indexOf(name) + 1}月`;
  const MONTH = `(${MONTHS.join("|")})`;
  const PARTS = { year: "年", month: "月", day: "日", hour: "时", minute: "分" };
  const PATTERNS = [
    [new RegExp(`^\\d+ – ${MONTH}$`), (m) => month(m[1])],
    [new RegExp(`^Selected Date: ${MONTH} (\\d+), (\\d+)$`), (m) => `已选 ${m[3]}年${month(m[1])}${m[2]}日`],
    [new RegExp(`^Selected Date: ${MONTH} (\\d+), (\\d+) at (.*)$`), (m) => `已选 ${m[3]}年${month(m[1])}${m[2]}日 ${m[4]}`],
    [new RegExp(`^Selected Range: ${MONTH} (\\d+), (\\d+) to ${MONTH} (\\d+), (\\d+)$`),
      (m) => `已选 ${m[3]}年${month(m[1])}${m[2]}日至 ${m[6]}年${month(m[4])}${m[5]}日`],
    [/^Choose date, (.*)$/, (m) => `选日期：${m[1]}`],
    [/^Remove (.*)$/, (m) => `移除 ${m[1]}`],
    [/^Connection failed with status (\d+)(?:, and response:|\.)$/, (m) => `服务器没有正常答复（${m[1]}）`],
    [/^(?:Limit )?(\d+(?:\.\d+)?)([KMG]B) per file(?: • (.*))?$/, (m) => `单个文件不超过 ${m[1]} ${m[2]}${m[3] ? " · " + m[3] : ""}`],
    [/^Help for (.*)$/, (m) => `“${m[1]}”的说明`],
    [/^(?:(year|month|day), )?(.*) (start|end) date$/, (m) => `${m[2]}${m[3] === "start" ? "（起）" : "（止）"}${m[1] ? "：" + PARTS[m[1]] : ""}`],
    [/^(year|month|day|hour|minute), (.*)$/, (m) => `${m[2]}：${PARTS[m[1]]}`],
    [/^(\d+) options? available\.?$/, (m) => `有 ${m[1]} 个可选`],
    [/^Fullscreen: (.*)$/, (m) => `全屏：${m[1]}`],
    [/^st_aggrid\..*$/, () => "表格"],
    [/^\w+ icon$/, () => "图标"],
    [/^Page (\d+)$/, (m) => `第 ${m[1]} 页`],
    [/^File must be (.*) or smaller\.?$/, (m) => `文件不能超过 ${m[1]}`],
    [/^(?:.* )?files are not allowed\.?$/, (_, node) => `这里不收这种文件，可以用 ${kinds(node)}`],
    [/^View (\d+) more$/, (m) => `展开另外 ${m[1]} 项`],
    [/^View less$/, () => "收起"],
  ];
  // Which files an upload takes: the box says so only while it is empty.
  const kinds = (node) => {
    const accept = node.parentElement?.closest("[data-testid=stFileUploader]")?.querySelector("input")?.accept ?? "";
    return accept.split(",").filter((kind) => kind.startsWith(".")).map((kind) => kind.slice(1).toUpperCase()).join(CHINESE ? "、" : ", ");
  };
  const ENGLISH = /^(?:.* )?files are not allowed\.?$/;
  const translated = (text, node) => {
    const bare = text.trim();
    if (!CHINESE && ENGLISH.test(bare)) return `Files of this kind are not taken here; use ${kinds(node)}`;
    if (!CHINESE || !/[A-Za-z]/.test(bare)) return null;
    if (Object.hasOwn(WORDS, bare)) return text.replace(bare, WORDS[bare]);
    for (const [pattern, say] of PATTERNS) {
      const found = pattern.exec(bare);
      if (found) return say(found, node);
    }
    return null;
  };
  const OURS = [
    "[data-testid=stMarkdownContainer]", "[data-testid=stText]", "[data-testid=stCode]", "[data-testid=stHtml]",
    "[data-testid=stJson]", "textarea", "input", "script", "style", "[contenteditable]", "iframe",
  ].join(",");
  const THEIRS = "[data-testid=stFileUploader] button, [data-testid=stTooltipContent], [data-testid=stTooltipHoverTarget], [role=spinbutton][data-placeholder]";
  const ATTRIBUTES = ["aria-label", "aria-valuetext", "aria-description", "title", "placeholder"];
  const word = (node) => {
    const around = node.parentElement;
    const whole = CHINESE && SENTENCES[node.nodeValue.trim()];
    if (whole) node.nodeValue = whole;
    if (around?.closest(OURS) && !around.closest(THEIRS)) return;
    const said = translated(node.nodeValue, node);
    if (said !== null && said !== node.nodeValue) node.nodeValue = said;
  };
  const attribute = (element, name) => {
    const given = (element.getAttribute(name) ?? "").replace(" :red[*]", REQUIRED).replace(UNIT, CHINESE ? "（$1）" : " ($1)").trim();
    const said = translated(given, element) ?? given;
    if (said !== element.getAttribute(name)) element.setAttribute(name, said);
  };
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return word(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    ATTRIBUTES.filter((name) => node.hasAttribute(name)).forEach((name) => attribute(node, name));
    node.childNodes.forEach(walk);
  };
  const seen = (changes) => {
    for (const change of changes) {
      if (change.type === "characterData") word(change.target);
      else if (change.type === "attributes") attribute(change.target, change.attributeName);
      else change.addedNodes.forEach(walk);
    }
  };
  const start = () => {
    walk(document.body);
    new MutationObserver(seen).observe(document.body, {
      childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
    });
  };
  document.body ? start() : addEventListener("DOMContentLoaded", start);
})();
