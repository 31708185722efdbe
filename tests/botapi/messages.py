"""The methods that send, change and remove messages."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from .errors import bad_request
from .keyboards import checked_markup, is_inline
from .parameters import Parameters, SentFile
from .shapes import Json
from .texts import Text, caption, message_text
from .world import Chat, World

Method = Callable[[World, Parameters], object]

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_ACTIONS = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"),
    *("choose_sticker", "find_location", "record_video_note", "upload_video_note"),
}
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")


def send_message(world: World, params: Parameters) -> Json:
    """`sendMessage`."""
    text = message_text(params.text("text"), params.text("parse_mode"), params.json("entities", "entities"))
    return _send(world, params, _words(text, "text", "entities"))


def send_photo(world: World, params: Parameters) -> Json:
    """`sendPhoto`."""
    file_id, file = _file(world, params, "photo")
    if not file.content.startswith(_PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    size = {"file_id": file_id, "file_unique_id": file_id, "width": 90, "height": 90, "file_size": len(file.content)}
    return _send(world, params, {"photo": [size], **_caption(params)})


def send_document(world: World, params: Parameters) -> Json:
    """`sendDocument`."""
    file_id, file = _file(world, params, "document")
    document = {
        "file_id": file_id,
        "file_unique_id": file_id,
        "file_name": file.name,
        "file_size": len(file.content),
    }
    return _send(world, params, {"document": document, **_caption(params)})


def edit_message_text(world: World, params: Parameters) -> Json:
    """`editMessageText`. Buttons that are not given again go away."""
    text = message_text(params.text("text"), params.text("parse_mode"), params.json("entities", "entities"))
    chat, old = _editable(world, params)
    if "text" not in old:
        raise bad_request("there is no text in the message to edit")
    kept = {name: value for name, value in old.items() if name not in {"text", "entities", "reply_markup"}}
    return _edit(world, chat, old, {**kept, **_words(text, "text", "entities"), **_inline(params)})


def edit_message_reply_markup(world: World, params: Parameters) -> Json:
    """`editMessageReplyMarkup`."""
    chat, old = _editable(world, params)
    kept = {name: value for name, value in old.items() if name != "reply_markup"}
    return _edit(world, chat, old, {**kept, **_inline(params)})


def delete_message(world: World, params: Parameters) -> bool:
    """`deleteMessage`."""
    chat = world.reachable(params.text("chat_id"))
    message = chat.find(params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if time.time() - message["date"] > 48 * 3600:
        raise bad_request("message can't be deleted")
    chat.messages.remove(message)
    return True


def send_chat_action(world: World, params: Parameters) -> bool:
    """`sendChatAction`."""
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.reachable(params.text("chat_id")).actions.append(params.text("action"))
    return True


MESSAGE_METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "sendChatAction": send_chat_action,
}


def _send(world: World, params: Parameters, content: Json) -> Json:
    chat = world.reachable(params.text("chat_id"))
    markup = checked_markup(params.json("reply_markup", "reply keyboard markup"))
    world.flood.check(chat.about["id"])
    message = world.post(chat, world.bot, {**_reply_to(chat, params), **content, **_shown(markup)})
    return {name: value for name, value in message.items() if name != "reply_markup" or is_inline(markup)}


def _shown(markup: Json | None) -> Json:
    return {"reply_markup": markup} if markup else {}


def _inline(params: Parameters) -> Json:
    markup = checked_markup(params.json("reply_markup", "reply keyboard markup"))
    if markup and not is_inline(markup):
        raise bad_request("inline keyboard expected")
    return _shown(markup)


def _words(text: Text, name: str, entities: str) -> Json:
    return {name: text.plain, entities: list(text.entities)} if text.entities else {name: text.plain}


def _caption(params: Parameters) -> Json:
    entities = params.json("caption_entities", "entities")
    text = caption(params.text("caption"), params.text("parse_mode"), entities)
    return _words(text, "caption", "caption_entities") if text.plain else {}


def _reply_to(chat: Chat, params: Parameters) -> Json:
    wanted = params.json("reply_parameters", "reply parameters")
    if not wanted:
        return {}
    message = chat.find(wanted["message_id"])
    if message:
        return {"reply_to_message": {name: value for name, value in message.items() if name != "reply_to_message"}}
    if wanted.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def _editable(world: World, params: Parameters) -> tuple[Chat, Json]:
    if not params.text("message_id"):
        raise bad_request("message identifier is not specified")
    chat = world.reachable(params.text("chat_id"))
    message = chat.find(params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    markup = message.get("reply_markup")
    if message["from"]["id"] != world.bot["id"] or (markup and not is_inline(markup)):
        raise bad_request("message can't be edited")
    return chat, message


def _edit(world: World, chat: Chat, old: Json, new: Json) -> Json:
    if all(json.dumps(old.get(part)) == json.dumps(new.get(part)) for part in ("text", "entities", "reply_markup")):
        raise bad_request(_NOT_MODIFIED)
    return world.replace(chat, old, {**new, "edit_date": int(time.time())})


def _file(world: World, params: Parameters, kind: str) -> tuple[str, SentFile]:
    named = params.text(kind)
    file = params.files.get(named.removeprefix("attach://") if named.startswith("attach://") else kind)
    if file is None and named in world.files:
        return named, world.files[named]
    if file is None and named:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file is None:
        raise bad_request(f"there is no {kind} in the request")
    if not file.content:
        raise bad_request("file must be non-empty")
    file_id = f"file-{world.number()}"
    world.files[file_id] = file
    return file_id, file
