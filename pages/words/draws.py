"""Words about draws and messages on the page of a case."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "draws.title": ("随机抽取", "Random draws"),
    "draws.note": (
        "种子在名单确定之前承诺；任何人都能按记录重算",
        "The seed is committed to before the pool is fixed; anybody can draw again from the record",
    ),
    "draws.waits": ("已承诺，待抽取", "Committed to, not drawn yet"),
    "draws.done": ("抽出 {count} 个", "Drawn: {count}"),
    "draws.of": ("名单 {pool} 个，排除 {left_out} 个", "Of {pool}, left out {left_out}"),
    "draws.committed": ("{at} 承诺 {hash}", "Committed {at}: {hash}"),
    "draws.digest": ("{at} 抽取，记录摘要 {hash}", "Drawn {at}, digest of the record {hash}"),
    "draws.record": ("抽取记录（JSON）", "Record (JSON)"),
    "draws.step_committed": ("承诺“{draw}”的随机种子：{hash}", "Committed to the seed of “{draw}”: {hash}"),
    "draws.step_drawn": (
        "“{draw}”抽出 {count} 个，记录摘要 {hash}",
        "“{draw}” drew {count}; digest of the record {hash}",
    ),
    "draws.step_told": ("已发消息：{count} 人", "Messages sent: {count}"),
}
