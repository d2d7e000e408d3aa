from .history import HistoryLine, history_of

__all__ = ["HistoryLine", "history_of"]
