from portal.membership.views.city import city

__all__ = ["city"]
