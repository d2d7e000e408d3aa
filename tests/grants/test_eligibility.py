"""Who may apply, read from data and from memberships with their dates."""

from datetime import timedelta

import pytest

from grants.actions.applications import start_application
from grants.domain.eligibility import Applicant, EligibilityRule, eligibility_points, faults
from grants.errors import CallNotOpen, NotEligible
from grants.queries.eligibility import applicant_of, rule_in_words
from portal.core.clock import now
from portal.core.errors import NotAllowed
from tests.factories.cities import CityFactory, OrganisationFactory
from tests.factories.grants import CallFactory, MunicipalityFactory, RepresentativeFactory, contact_of
from tests.factories.membership import MembershipFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NORWEGIAN_MEMBERS = {"kinds": ["municipality", "voluntary"], "countries": ["NO"], "members_only": True}
TODAY = now().date()


def unmet(organisation, city, rule=NORWEGIAN_MEMBERS, on=TODAY):
    asked = EligibilityRule.of(rule)
    return [point.key for point in faults(asked, applicant_of(asked, organisation, city, on))]


def test_a_norwegian_member_city_meets_the_rule():
    body = MunicipalityFactory()
    MembershipFactory(city=body.city)
    assert unmet(body, body.city) == []


def test_a_city_whose_membership_has_ended_does_not():
    body = MunicipalityFactory()
    MembershipFactory(city=body.city, ended=True)
    assert unmet(body, body.city) == ["member"]


def test_membership_is_read_on_the_day_asked_about():
    body = MunicipalityFactory()
    MembershipFactory(city=body.city, coming=True)
    assert unmet(body, body.city) == ["member"]
    assert unmet(body, body.city, on=TODAY + timedelta(days=31)) == []


def test_a_danish_member_city_is_in_another_country():
    city = CityFactory(country="DK")
    MembershipFactory(city=city)
    body = MunicipalityFactory(city=city, country="DK")
    assert unmet(body, city) == ["country"]


def test_a_company_is_of_another_kind():
    city = CityFactory()
    MembershipFactory(city=city)
    assert unmet(OrganisationFactory(kind="company"), city) == ["kind"]


def test_a_city_must_be_named_where_members_only_may_apply():
    assert unmet(OrganisationFactory(), None) == ["city"]


def test_a_rule_without_limits_lets_everyone_apply():
    assert eligibility_points(EligibilityRule(), Applicant("company", "DK", city=None, is_member=False)) == []
    assert rule_in_words(EligibilityRule()) == []


def test_the_rule_is_said_in_words():
    words = rule_in_words(EligibilityRule.of(NORWEGIAN_MEMBERS))
    assert words[0] == "Can apply: Municipality and Voluntary organisation."
    assert "Norway" in words[1]
    assert "member" in words[2]
    assert rule_in_words(EligibilityRule(city_required=True)) == ["The application names the city the project is for."]


def test_a_rule_survives_being_stored():
    rule = EligibilityRule.of(NORWEGIAN_MEMBERS)
    assert EligibilityRule.of(rule.as_data()) == rule


def test_who_cannot_be_eligible_is_told_before_writing_a_word():
    call = CallFactory(eligibility={**NORWEGIAN_MEMBERS, "kinds": ["municipality"]})
    seat = RepresentativeFactory()
    with pytest.raises(NotEligible, match="not for organisations of this type"):
        start_application(call=call, organisation=seat.organisation, city=None, by=seat.user, at=now())


def test_a_city_that_is_no_member_is_told_before_writing_a_word():
    body = MunicipalityFactory()
    with pytest.raises(NotEligible, match="not a member"):
        start_application(
            call=CallFactory(eligibility=NORWEGIAN_MEMBERS), organisation=body, city=None, by=contact_of(body), at=now()
        )


def test_nobody_starts_for_a_body_they_do_not_act_for():
    with pytest.raises(NotAllowed):
        start_application(call=CallFactory(), organisation=MunicipalityFactory(), city=None, by=UserFactory(), at=now())


@pytest.mark.parametrize("state", ["coming", "closed", "draft"])
def test_a_call_that_is_not_open_takes_no_application(state):
    body = MunicipalityFactory()
    with pytest.raises(CallNotOpen):
        start_application(
            call=CallFactory(**{state: True}), organisation=body, city=None, by=contact_of(body), at=now()
        )


def test_starting_twice_begins_one_application():
    body, call = MunicipalityFactory(), CallFactory()
    started = [
        start_application(call=call, organisation=body, city=None, by=contact_of(body), at=now()) for _ in range(2)
    ]
    assert started[0] == started[1]
    assert started[0].city == body.city
