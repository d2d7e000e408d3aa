from .media import EditorialDocument, EditorialImage, Rendition

__all__ = ["EditorialDocument", "EditorialImage", "Rendition"]
