"""The two funds and the two programmes of the demo, told in `programmes.toml`."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from grants.actions.funds import add_funder, create_fund
from grants.actions.programmes import create_programme
from grants.models import Fund
from portal.cities.models import Organisation
from portal.core.money import parse_money
from portal.people.models import User

STORY = Path(__file__).with_name("programmes.toml")
FOLLOWED = "Lysvakt-stiftelsen"


def load_funds(manager: User, at: datetime) -> None:
    """Made when the portal was taken into use; someone of the Norwegian fund's funder follows it."""
    began, told = at - timedelta(days=680), tomllib.loads(STORY.read_text("utf-8"))
    for fund in told["fund"]:
        _create(fund, manager, began)
    followed = Fund.objects.get(funder__name=FOLLOWED)
    add_funder(fund=followed, user=User.objects.get(email="funder@demo.test"), by=manager, at=began)
    for programme in told["programme"]:
        create_programme(**programme, by=manager, at=began)


def _create(fund: dict, manager: User, began: datetime) -> None:
    create_fund(
        name=fund["name"],
        funder=Organisation.objects.get(name=fund["funder"]),
        currency=fund["currency"],
        sum_minor=parse_money(fund["sum"], fund["currency"]).minor,
        rules=fund["rules"],
        by=manager,
        at=began,
    )
