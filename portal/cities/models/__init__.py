from .city import City
from .contact import ContactPerson
from .country import Country
from .organisation import Organisation

__all__ = ["City", "ContactPerson", "Country", "Organisation"]
