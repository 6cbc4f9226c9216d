"""What is said about importing into registers."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "import.not_yours": (
        "导入这个名录由管理员或名录指定的市级角色办理",
        "Only administrators, and city roles that the register names, import into it",
    ),
    "import.indexing": ("准备检索", "Preparing the search"),
    "import.writing": ("写入名录", "Writing into the register"),
    "import.undone": ("已撤回这次导入", "The import was taken back"),
    "import.no_reason": ("请写导入的依据或理由", "Say on what basis, or why, this is imported"),
    "import.no_check": ("先核对文件，再确认导入", "Have the file looked at first, then confirm the import"),
    "import.wrong": (
        "文件有 {count} 处要先改正，才能导入",
        "{count:# thing has|# things have} to be put right in the file before it can be imported",
    ),
    "import.not_severable": (
        "有的行说不清属于哪一条，或没有一条是对的，不能只导入对的；请先改好文件",
        "Some rows belong to no entry that can be told, or no entry is right, so the right ones cannot be taken alone;"
        " mend the file first",
    ),
    "import.row_lost": (
        "“{table}”里有一行下面还有明细，文件没有那张明细表，也认不出这一行是哪一行；导入会丢掉它下面的内容",
        "A row of “{table}” holds rows that the file has no sheet for, and cannot be told among the rows of the file;"
        " importing would lose them",
    ),
    "import.row_lost.todo": (
        "从名录导出 Excel，在导出的文件里改（里面有全部明细表），再导入",
        "Export the register, change the exported workbook, which holds every table, and import that",
    ),
    "entry_before_last.todo": (
        "改“自哪天起”，或先把这一条留下",
        "Choose a later day to import from, or leave this entry out",
    ),
    "import.todo": (
        "在文件里改正后再核对；也可以先导入对的，把这一条留下",
        "Mend it in the file and have it looked at again; or take in what is right and leave this entry",
    ),
    "import.why": ("要改的", "To mend"),
    "import.left_title": (
        "{register}：留下的 {count} 条，改好后整份再导入（每条的明细都在内）",
        "{register}: {count:# entry|# entries} left; mend them and import this workbook (all their rows are in it)",
    ),
    "import.at": ("{place}：{what}", "{place}: {what}"),
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
