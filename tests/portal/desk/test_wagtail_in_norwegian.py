"""What Wagtail's own Bokmål lacks is said in it on screens of staff: by scripts, of the workflow, in rules of
retention."""

import json
from pathlib import Path

import pytest
import wagtail.admin
from babel.messages.pofile import read_po
from django.utils import translation
from wagtail.models import GroupApprovalTask, Task, Workflow
from wagtail.users.models import UserProfile

from portal.audit.models import RetentionRule
from portal.audit.queries.history import history_of
from portal.content.actions.bootstrap import ensure_approval
from portal.content.models.approval import APPROVAL
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

RULES = "/admin/audit/retentionrule/"
NO_WORDS = "%(time_zone_option)s: %(localized_time_zone_label)s"


@pytest.fixture
def administrator(client):
    user = UserFactory(roles=["administrator"])
    UserProfile.objects.create(user=user, preferred_language="nb")
    client.force_login(user)
    return user


def test_every_text_of_wagtails_scripts_is_translated(client, administrator):
    source = Path(wagtail.admin.__file__).parent / "locale/en/LC_MESSAGES/djangojs.po"
    with source.open("rb") as handle:
        messages = [message for message in read_po(handle) if message.id]
    script = client.get("/admin/jsi18n/").content.decode()
    found, _end = json.JSONDecoder().raw_decode(script.partition("newcatalog = ")[2])
    keys = {message.id if isinstance(message.id, str) else message.id[0] for message in messages}
    assert keys - set(found) == {NO_WORDS}
    assert found["Main menu"] == "Hovedmeny"
    assert found["%(num)s pixel"] == ["%(num)s piksel", "%(num)s piksler"]
    assert found["Edit"] == "Rediger"  # Wagtail's own


def test_the_scripts_speak_english_to_whoever_reads_english(client):
    client.force_login(UserFactory(roles=["administrator"]))
    script = client.get("/admin/jsi18n/").content.decode()
    assert "Hovedmeny" not in script
    assert '"Main menu": "Main menu"' in script


def test_the_buttons_at_the_head_of_a_page_are_named_to_a_screen_reader(client, administrator):
    page = client.get("/admin/workflows/list/").content.decode()
    assert 'aria-label="Handlinger" id="w-slim-header-buttons"' in page


def test_the_workflow_is_named_in_the_readers_language_and_kept_in_english(client, administrator):
    page = client.get("/admin/workflows/list/").content.decode()
    assert "Godkjenning før publisering" in page
    assert APPROVAL not in page
    with translation.override("nb"):
        for stored in (Workflow, Task, GroupApprovalTask):
            named = stored.objects.get(name=APPROVAL)
            assert named.name == "Godkjenning før publisering"
            named.save()
        ensure_approval()
    assert [workflow.name for workflow in Workflow.objects.filter(active=True)] == [APPROVAL]


def test_a_rule_an_app_began_with_is_read_in_the_readers_language_until_it_is_rewritten(client, administrator):
    rule = RetentionRule.objects.get(noun="grants.application")
    for address in (RULES, f"{RULES}{rule.uuid}/", f"{RULES}{rule.uuid}/edit/"):
        page = client.get(address).content.decode()
        assert "utlysningens søknadsfrist" in page, address
        assert "the closing of the call" not in page
    as_read = {"purpose": "Å svare på klager på vedtaket", "counted_from": "utlysningens søknadsfrist"}
    sent = {"noun": rule.noun, "country": "", "legal_basis": rule.legal_basis, "months": "36"}
    client.post(f"{RULES}{rule.uuid}/edit/", sent | as_read)
    assert not history_of(rule)
    client.post(f"{RULES}{rule.uuid}/edit/", sent | as_read | {"purpose": "Klager"})
    rule.refresh_from_db()
    assert (rule.purpose, rule.counted_from) == ("Klager", "the closing of the call")
    assert "Klager" in client.get(f"{RULES}{rule.uuid}/").content.decode()
