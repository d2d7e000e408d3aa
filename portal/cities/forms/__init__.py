from .city import CityForm, NewCityForm
from .contact import AppointmentForm
from .organisation import NewOrganisationForm, OrganisationForm

__all__ = ["AppointmentForm", "CityForm", "NewCityForm", "NewOrganisationForm", "OrganisationForm"]
