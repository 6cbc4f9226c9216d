"""What is said about packages."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "pack.no_zip": (
        "这不是事项包：文件打不开。请选由“导出事项包”生成的 .sandbox.zip 文件",
        "This is no package: the file cannot be opened. Choose a .sandbox.zip that was made by exporting a procedure",
    ),
    "pack.damaged": (
        "文件在传递中损坏，读不完整。请让对方重新导出并拷贝一次，核对文件大小",
        "The file was damaged on its way. Have it exported and copied again, and compare its size",
    ),
    "pack.too_large": (
        "文件超过 {limit} MB，事项包不会这么大。请确认选对了文件",
        "The file is larger than {limit} MB, which no package is. Make sure that it is the right file",
    ),
    "pack.bomb": (
        "文件展开后超过 {limit} MB，没有打开。这不是正常的事项包，请向对方核实",
        "Unpacked, the file would be larger than {limit} MB; it was not opened. Ask the sender about it",
    ),
    "pack.too_many": (
        "文件里的条目超过 {limit} 个，没有打开。这不是正常的事项包，请向对方核实",
        "The file holds more than {limit} entries; it was not opened. Ask the sender about it",
    ),
    "pack.leads_out": (
        "文件里有指向别处的路径“{name}”，没有打开。这不是正常的事项包，请向对方核实",
        "The file holds the path “{name}”, which leads elsewhere; it was not opened. Ask the sender about it",
    ),
    "pack.twice": (
        "文件里的“{name}”出现了两次，无法确定哪个是真的。请让对方重新导出",
        "“{name}” is in the file twice, and nobody can tell which counts. Have it exported again",
    ),
    "pack.locked": (
        "文件里的“{name}”加了密或用了别的压缩方法。请原样传递导出的文件，不要重新压缩",
        "“{name}” in the file is encrypted or packed in another way. Hand on the exported file as it is",
    ),
    "pack.no_manifest": (
        "压缩文件里没有 manifest.json，这不是事项包。请选由“导出事项包”生成的文件",
        "There is no manifest.json in the archive, so it is no package. Choose a file that was exported here",
    ),
    "pack.manifest": (
        "清单 manifest.json 读不懂：{what}。请让对方重新导出",
        "The list manifest.json cannot be read: {what}. Have it exported again",
    ),
    "pack.newer": (
        "这个包的格式是第 {format} 版，本系统只认到第 {known} 版。请先升级本系统，或让对方用旧版本导出",
        "The package is of format {format}; this program knows formats up to {known}. Update this program first, "
        "or have it exported by an older one",
    ),
    "pack.no_signature": (
        "包里没有签名 signature.json，不能确认是谁做的。请让对方重新导出",
        "There is no signature.json in the package, so nobody can tell who made it. Have it exported again",
    ),
    "pack.signature": (
        "签名与内容不符：包在签名之后被改过，或签名是伪造的。不要使用，请让对方重新导出",
        "The signature does not fit: the package was changed after it was signed, or the signature is forged. "
        "Do not use it; have it exported again",
    ),
    "pack.missing": (
        "包里缺少“{path}”。请让对方重新导出完整的包",
        "“{path}” is missing in the package. Have the whole of it exported again",
    ),
    "pack.changed": (
        "“{path}”与签名清单上的不一样，被改过。不要使用，请让对方重新导出",
        "“{path}” is not what was signed; it was changed. Do not use it; have it exported again",
    ),
    "pack.extra": (
        "包里多了清单上没有的“{path}”。不要使用，请让对方重新导出",
        "“{path}” is in the package but not on its list. Do not use it; have it exported again",
    ),
    "pack.unknown_part": (
        "清单上的“{part}”不是事项包里可以有的东西。请让对方重新导出",
        "“{part}” on the list is nothing that a package may hold. Have it exported again",
    ),
    "pack.no_text": (
        "“{path}”不是 UTF-8 文字。请让对方重新导出",
        "“{path}” is no UTF-8 text. Have it exported again",
    ),
    "pack.no_shape": (
        "包里的“{path}”读不懂：{what}。请让对方重新导出",
        "“{path}” in the package cannot be read: {what}. Have it exported again",
    ),
    "pack.unknown_signer": (
        "还没有人核对过签名单位的指纹，不能导入。请先核对指纹",
        "Nobody has compared the signer's fingerprint yet, so nothing can be taken over. Compare it first",
    ),
    "pack.other_fingerprint": (
        "指纹对不上：对方读给您的，与这个包的签名不同。请再核对一遍；还不对，就不要使用这个包",
        "The fingerprints differ: what you were told is not that of this package's signature. Compare once more; "
        "if they still differ, do not use the package",
    ),
    "pack.not_tried": (
        "包里的演练还没有演过，不能直接发布。请先演练一遍，或先存为草稿",
        "The rehearsals of the package were not played yet. Play them first, or take it over as drafts",
    ),
    "pack.unsound": (
        "包里的定义还有必须改的地方，演练不了。请看发现的问题，或先存为草稿",
        "Something in the package must be mended before it can be rehearsed. See the findings, or take it as drafts",
    ),
    "pack.other": (
        "有演练结果与认可的不一样：{titles}。请先存为草稿再处理",
        "Some rehearsals came out otherwise than approved: {titles}. Take the package as drafts and see to them",
    ),
    "pack.key": (
        "签名密钥文件 {path} 用不了。请从备份恢复它；没有备份，删去它会生成新的，对方要重新核对指纹",
        "The file {path} of the signing key cannot be used. Restore it from a backup; without one delete it: "
        "a new key is made, and others have to compare its fingerprint again",
    ),
}
