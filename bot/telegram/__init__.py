"""The Telegram edge: carries turns between the assistant and Telegram's Bot API, and keeps Telegram's rules."""

from bot.telegram.application import TelegramEdge
from bot.telegram.failures import NotSent, TelegramRefused
from bot.telegram.limiter import Limits, Rate
from bot.telegram.quiet import hide_token
from bot.telegram.webhook import webhook_route
from bot.telegram.wording import TelegramWording

__all__ = [
    "Limits",
    "NotSent",
    "Rate",
    "TelegramEdge",
    "TelegramRefused",
    "TelegramWording",
    "hide_token",
    "webhook_route",
]
