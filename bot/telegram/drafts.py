"""Turns a reply into what is sent to Telegram, call by call. Pure: nothing is sent here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from telegram import ForceReply, InlineKeyboardMarkup
from telegram.constants import MessageLimit, ParseMode, ReplyLimit

from bot.telegram.keyboard import is_web, keyboard, link_lines
from bot.telegram.render import PART_UNITS, parts, units
from handlers.turn import File, Message, Reply


@dataclass(frozen=True, slots=True)
class Draft:
    """One bubble, ready to send. `spare` is the plainest form of it, for when Telegram refuses this one."""

    text: str
    markup: InlineKeyboardMarkup | ForceReply | None = None
    parse_mode: ParseMode | None = None
    lasting: bool = False
    """True for what is always a bubble of its own and never edited over: help, and files."""
    spare: Draft | None = None
    file: File | None = None
    """A file to send, with `text` as its caption."""
    is_picture: bool = False


def drafts(reply: Reply, chosen: str) -> tuple[Draft, ...]:
    """Draw a reply, help first. `chosen` is the word beside a ticked choice."""
    ordered = sorted(reply.messages, key=lambda message: message.kind != "help")
    drawn = [draft for message in ordered for draft in (*_files(message), *_message(message, chosen))]
    if drawn and drawn[-1].markup is None and reply.typing:
        hint = ForceReply(input_field_placeholder=reply.typing[: ReplyLimit.MAX_INPUT_FIELD_PLACEHOLDER])
        drawn[-1] = replace(drawn[-1], markup=hint)
    return tuple(drawn)


def _files(message: Message) -> list[Draft]:
    """Draw the files of a message above its words, so that its buttons stay the last thing on the screen."""
    pictures = [message.picture] if message.picture else []
    return [
        Draft(file.label[: MessageLimit.CAPTION_LENGTH], lasting=True, file=file, is_picture=file in pictures)
        for file in (*pictures, *message.files)
    ]


def _message(message: Message, chosen: str) -> list[Draft]:
    """Draw one message: in several parts where it is long, with the buttons on the last."""
    spoken = link_lines([link for link in message.links if not is_web(link)], message.text)
    text = "\n\n".join([message.text, *spoken])
    lasting = message.kind == "help"
    drawn = [
        Draft(part.html, None, ParseMode.HTML, lasting, spare=Draft(part.plain, lasting=lasting))
        for part in parts(text, quoted=lasting)
    ]
    if drawn:
        buttons = keyboard(message.choices, message.links, chosen)
        drawn[-1] = replace(drawn[-1], markup=buttons, spare=_spare(drawn[-1], message, chosen))
    return drawn


def _spare(draft: Draft, message: Message, chosen: str) -> Draft | None:
    """Write the web links out instead of putting them on buttons: an odd address is a reason for a refusal."""
    if draft.spare is None:
        return None
    plain = draft.spare.text
    written = "\n".join([plain, *link_lines([link for link in message.links if is_web(link)], plain)])
    return replace(
        draft.spare,
        text=written if units(written) <= PART_UNITS else plain,
        markup=keyboard(message.choices, (), chosen),
    )
