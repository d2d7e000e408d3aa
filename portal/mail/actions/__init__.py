from .queue import queue_letter

__all__ = ["queue_letter"]
