"""Who gets a place and who waits: the arithmetic of places, without a database."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Places:
    """How many places an event has (None: no limit), and how many of them are taken, in all and by each city's team."""

    capacity: int | None
    taken: int
    taken_by_team: Counter[int]
    team_limit: Callable[[int], int]

    def has_room(self, team: int | None) -> bool:
        """Whether somebody of that city's team, or somebody who comes alone (None), gets a place now."""
        if self.capacity is not None and self.taken >= self.capacity:
            return False
        return team is None or self.taken_by_team[team] < self.team_limit(team)

    def with_one_more(self, team: int | None) -> "Places":
        """The places after one more is taken."""
        teams = self.taken_by_team.copy()
        if team is not None:
            teams[team] += 1
        return Places(self.capacity, self.taken + 1, teams, self.team_limit)


def next_in_line(places: Places, waiting: Iterable[tuple[int, int | None]]) -> list[int]:
    """Who of those that wait (key and team, first come first) moves up. Whose team is full is passed over and keeps
    their place in the line."""
    moved = []
    for key, team in waiting:
        if places.has_room(team):
            places = places.with_one_more(team)
            moved.append(key)
    return moved
