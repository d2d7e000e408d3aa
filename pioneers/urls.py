from django.urls import path

from pioneers.views import confirm, consent, feeds, gallery, nominate, nominations, two_drafts

app_name = "pioneers"

urlpatterns = [
    path("pioneers/", gallery.gallery, name="gallery"),
    path("pioneers/nominate/", nominate.nominate, name="nominate"),
    path("pioneers/nominate/autosave/", nominate.autosave, name="autosave"),
    path("pioneers/nominate/drafts/", two_drafts.two_drafts, name="two_drafts"),
    path("pioneers/nominate/confirm/", confirm.confirm, name="confirm"),
    path("pioneers/nominate/sent/", confirm.sent, name="sent"),
    path("pioneers/nominate/draft/", confirm.reopen, name="reopen"),
    path("pioneers/nominate/forget/", confirm.forget, name="forget"),
    path("pioneers/nominate/forgotten/", confirm.forgotten, name="forgotten"),
    path("pioneers/feed.atom", feeds.atom, name="feed_atom"),
    path("pioneers/feed.rss", feeds.rss, name="feed_rss"),
    path("pioneers/feed.json", feeds.json_feed, name="feed_json"),
    path("pioneers/ceremony/<int:year>/", gallery.ceremony, name="ceremony"),
    path("pioneers/<uuid:uuid>/", gallery.pioneer, name="pioneer"),
    path("nominations/", nominations.nominations, name="nominations"),
    path("nominations/<uuid:uuid>/", nominations.nomination, name="nomination"),
    path("nominations/<uuid:uuid>/withdraw/", nominations.withdraw, name="withdraw"),
    path("consent/", consent.consent_page, name="consent_page"),
    path("consent/close/", consent.close_consent, name="close_consent"),
    path("consent/<str:token>/", consent.consent_link, name="consent"),
]
