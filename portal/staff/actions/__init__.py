from .cases import assign_case

__all__ = ["assign_case"]
