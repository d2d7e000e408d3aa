from portal.cities.forms.city import CityForm, NewCityForm
from portal.cities.forms.contact import AppointmentForm
from portal.cities.forms.organisation import NewOrganisationForm, OrganisationForm

__all__ = ["AppointmentForm", "CityForm", "NewCityForm", "NewOrganisationForm", "OrganisationForm"]
