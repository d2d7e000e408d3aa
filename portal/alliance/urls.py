from django.urls import path

from portal.alliance.letters import EXPERT_LINK
from portal.alliance.views import expert_import, experts, library, own_expert
from portal.mail.views.links import EnterLinkView

app_name = "alliance"

urlpatterns = [
    path("library/", library.library, name="library"),
    path("library/<uuid:uuid>/", library.publication, name="publication"),
    path("library/subscription/", library.subscription, name="subscription"),
    path("library/subscription/stop/", library.unsubscribe, name="unsubscribe"),
    path("city/<uuid:city>/library/", library.city_library, name="city_library"),
    path("experts/", experts.directory, name="experts"),
    path("experts/import/", expert_import.import_table, name="import_experts"),
    path("experts/own/", own_expert.own, name="own_expert"),
    path("experts/own/<str:token>/", EnterLinkView.as_view(purpose=EXPERT_LINK), name="expert_link"),
    path("experts/<uuid:uuid>/ask/", experts.ask, name="ask_expert"),
    path("city/<uuid:city>/experts/", experts.city_experts, name="city_experts"),
    path("city/<uuid:city>/experts/<uuid:uuid>/close/", experts.close, name="close_expert_request"),
]
