"""Why a board made in the browser cannot be saved or taken away."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "board_not_inside": ("只有本机关的人可以保存看板", "Only people of the office may save boards"),
    "board_gone": ("这个看板已经删除了", "This board was taken away"),
    "board_not_yours": (
        "这个看板是别人的；可以另存为自己的",
        "This board is somebody else's; save a copy of your own",
    ),
    "board_changed": (
        "看板已被他人修改；重新打开后再改",
        "Somebody changed this board meanwhile; open it again",
    ),
    "board_same": ("没有要保存的改动", "There is nothing to save"),
    "board_public": (
        "公开看板的数字计全部办件，只有管理员可以设为公开",
        "A public board counts every case; only administrators may make one",
    ),
    "board_no_roles": ("选择和哪些角色共享", "Choose with which roles to share it"),
    "board_many": ("最多 {most} 个看板；先删掉不用的", "At most {most} boards; take some away first"),
}
