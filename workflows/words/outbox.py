"""What is said about messages: on their way out, and in definitions."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "outbox.deputy": ("【代】{subject}", "[on behalf] {subject}"),
    "outbox.open_at": ("打开办件：{link}", "Open the case: {link}"),
    "outbox.no_way": ("这条途径没有设置，或者对方没有地址", "This channel is not set up, or there is no address"),
    "outbox.mail_unreachable": (
        "邮件服务器 {host} 连接不上：{said}",
        "The mail server {host} cannot be reached: {said}",
    ),
    "outbox.mail_refused": ("邮件服务器拒收（{status}）：{said}", "The mail server refused it ({status}): {said}"),
    "outbox.mail_nobody": ("邮件服务器不认识收件地址 {address}", "The mail server does not know the address {address}"),
    "outbox.hook_unreachable": ("回调地址连接不上：{said}", "The webhook's address cannot be reached: {said}"),
    "outbox.hook_refused": ("回调地址没有接收，答复为 {status}", "The webhook was not accepted: it answered {status}"),
    "outbox.broken": ("发送时出错，编号 {code}", "Sending failed; its number is {code}"),
    "outbox.no_worker": ("一直没有发送：没有运行中的工作进程", "Nobody carries it: no worker is running"),
    "outbox.no_such": ("没有这条发送记录，或者已经发出", "There is no such delivery, or it went out already"),
    "word.message": ("消息", "message"),
    "message_nobody": ("没有写发给谁", "It does not say to whom"),
    "message_no_word": ("不认识“{word}”；可以写角色，或者：{known}", "“{word}” is not known; use a role, or: {known}"),
    "message_open_brace": (
        "第 {place} 个字起的花括号没有合上；要写花括号本身，请换用其他括号",
        "The brace at character {place} is never closed; to show a brace, use another bracket",
    ),
    "message_placeholder": (
        "第 {place} 个字起的“{text}”不能用：{why}",
        "“{text}” at character {place} cannot be used: {why}",
    ),
    "message_tells": (
        "消息“{name}”把“{field}”告诉{role}，而{role}在任何状态都不能查看它",
        "The message “{name}” tells “{field}” to {role}, who may read it in no state",
    ),
    "message_unused": ("消息“{name}”没有用到", "The message “{name}” is not used"),
    "message_one_language": ("消息“{name}”没有英文", "The message “{name}” has no English"),
}
