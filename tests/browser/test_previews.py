"""Files on a form and on a case: seen small, looked at large, turned page by page, and by nobody without the right."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.drafts import Server, context, editing, firms, region
from tests.browser.waiting import drawn, settled
from tests.workflows.files.samples import pdf, picture

__all__ = ["context", "editing"]
HERE = "500103"


def loaded(page: Page, selector: str) -> bool:
    return bool(page.evaluate(f"[...document.querySelectorAll('{selector}')].every(i => i.complete && i.naturalWidth)"))


def upload(page: Page, *files: tuple[str, bytes]) -> None:
    given = [{"name": n, "mimeType": "application/octet-stream", "buffer": c} for n, c in files]
    page.locator("input[type=file]").first.set_input_files(given)  # type: ignore[arg-type]
    settled(page)


def test_a_scan_is_seen_small_looked_at_large_and_turned_and_closed(
    context: BrowserContext, editing: Server, tmp_path: Path
) -> None:
    case = editing.draft(HERE, "clerk", [region("东园", firms(2))])
    page = context.new_page()
    page.goto(f"/form?case={case}")
    drawn(page)
    upload(page, ("三页.pdf", pdf(pages=3)))
    expect(page.locator(".thumb img")).to_have_count(1)
    drawn(page)
    assert loaded(page, ".thumb img")
    page.get_by_role("button", name="预览", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("第 1 页，共 3 页")).to_be_visible()
    drawn(page)
    assert loaded(page, "[role=dialog] img.sheet")
    first = dialog.locator("img.sheet").get_attribute("src")
    dialog.get_by_role("button", name="下一页").click()
    expect(dialog.get_by_text("第 2 页，共 3 页")).to_be_visible()
    assert dialog.locator("img.sheet").get_attribute("src") != first
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.goto(f"/case?case={case}")
    drawn(page)
    page.get_by_role("button", name="预览", exact=True).click()
    expect(page.get_by_role("dialog").get_by_text("第 1 页，共 3 页")).to_be_visible()


def test_the_same_file_again_and_a_hostile_one_are_told_and_not_kept(
    context: BrowserContext, editing: Server
) -> None:
    case = editing.draft(HERE, "clerk", [region("东园", firms(2))])
    page = context.new_page()
    page.goto(f"/form?case={case}")
    drawn(page)
    scan = picture("PNG", (400, 300))
    upload(page, ("扫描.png", scan))
    expect(page.locator(".thumb img")).to_have_count(1)
    drawn(page)
    upload(page, ("又一次.png", scan), ("脚本.pdf", pdf(b"<</S/JavaScript/JS(app.alert(1))>>")))
    alert = page.get_by_role("alert").filter(has_text="没有上传")
    expect(alert).to_contain_text("“又一次.png”和已有的“扫描.png”是同一个文件")
    expect(alert).to_contain_text("“脚本.pdf”里有脚本")
    assert [f["name"] for f in editing.values(case)["盖章扫描件"]] == ["扫描.png"]


def test_a_preview_is_given_to_nobody_who_may_not_read_the_file(
    context: BrowserContext, browser: Browser, editing: Server
) -> None:
    case = editing.draft(HERE, "clerk", [region("东园", firms(2))])
    editing.desk.stamp(case, "clerk")
    key = editing.values(case)["盖章扫描件"][0]["hash"]
    mine = context.request.get(f"/preview/{key}")
    assert mine.status == 200 and mine.headers["content-type"] == "image/jpeg"
    assert mine.headers["x-content-type-options"] == "nosniff" and "private" in mine.headers["cache-control"]
    assert context.request.get(f"/preview/{key}?page=99").status == 404
    assert context.request.get(f"/preview/{key}?page=x").status == 404
    assert context.request.get(f"/preview/{key.upper()}").status == 404
    other = editing.signed_in(browser, "clerk2")
    assert other.request.get(f"/preview/{key}").status == 404
    other.close()
    stranger = browser.new_context(base_url=editing.url)
    assert stranger.request.get(f"/preview/{key}", max_redirects=0).status in (303, 401)
    stranger.close()
