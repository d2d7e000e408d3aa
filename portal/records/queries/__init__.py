from portal.records.queries.history import HistoryLine, entries_about, history_of, lines_of, names_behind, tokens_of

__all__ = ["HistoryLine", "entries_about", "history_of", "lines_of", "names_behind", "tokens_of"]
