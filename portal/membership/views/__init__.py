from .city import city

__all__ = ["city"]
