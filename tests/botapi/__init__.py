"""A strict Telegram Bot API server on loopback, and pretend phones that drive a real bot through it. See README.md."""
