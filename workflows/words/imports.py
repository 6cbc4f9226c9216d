"""What is said about importing into registers."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "import.not_yours": (
        "导入这个名录由管理员或名录指定的市级角色办理",
        "Only administrators, and city roles that the register names, import into it",
    ),
    "import.writing": ("写入名录", "Writing into the register"),
    "import.undone": ("已撤回这次导入", "The import was taken back"),
    "import.no_reason": ("请写导入的依据或理由", "Say on what basis, or why, this is imported"),
    "import.no_check": ("先核对文件，再确认导入", "Have the file looked at first, then confirm the import"),
    "import.wrong": (
        "文件有 {count} 处要先改正，才能导入",
        "{count:# thing has|# things have} to be put right in the file before it can be imported",
    ),
    "import.changed": (
        "核对以后名录或文件有了变化，什么也没有导入；请再核对一次",
        "The register has changed since the file was looked at, so nothing was imported; look at it again",
    ),
    "import.undone_already": ("这次导入已经撤回", "This import was taken back already"),
    "import.touched": (
        "导入以后有 {count} 条又有变化（如“{entry}”），不能撤回",
        "{count:# entry has|# entries have} changed since (such as “{entry}”), so the import cannot be taken back",
    ),
    "import.has_children": (
        "导入的条目已有子办件，不能撤回",
        "Children were opened for what was imported, so it cannot be taken back",
    ),
}
