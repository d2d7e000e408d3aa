import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Locale


@pytest.mark.django_db
def test_a_test_has_what_migrations_put_in():
    assert Locale.objects.filter(language_code="en").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_test_commits_the_next_does_not_see(turn):
    assert not get_user_model().objects.exists()
    get_user_model().objects.create_user(f"turn{turn}@example.org")
