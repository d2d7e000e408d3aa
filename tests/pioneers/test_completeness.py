"""What a nomination lacks, by value: each sentence beside its field, each limit on both sides."""

from dataclasses import replace

from pioneers.domain.completeness import Draft, Limits, draft_errors
from pioneers.domain.criteria import first_criteria
from pioneers.domain.matching import keys_for
from tests.support.values import for_each

LIMITS = Limits(countries=("NO", "FO"), members=3, links=2, words={"did": 3, "changed": 2, "courage": 1})
PERSON = Draft(
    kind="person",
    nominator_name="Åse Berg",
    nominator_email="ase@example.org",
    relation="friend",
    nominee_name="Jákup Dam",
    nominee_email="jakup@example.org",
    nominee_country="FO",
    members=(),
    did="Made a place",
    changed="Fewer fights",
    courage="Threats",
    links=("https://one.example", "https://two.example"),
)


def member(name):
    return {"name": name, "email": f"{name}@example.org"}


GROUP = replace(PERSON, kind="group", nominee_email="", members=[member("ann"), member("bo"), member("cy")])
ONE_BOX = [{"name": "", "email": ""}, member("ann"), {"name": "Bo", "email": "ann+bo@example.org"}]
LONG = "This is %d words long. The limit is %d word"


def test_what_is_just_enough_and_not_too_much_can_be_sent():
    assert draft_errors(PERSON, LIMITS) == {}
    assert draft_errors(GROUP, LIMITS) == {}
    assert draft_errors(replace(GROUP, members=GROUP.members[:2]), LIMITS) == {}


@for_each(
    "draft, more, field, begins",
    [
        (PERSON, {"nominator_name": ""}, "nominator_name", "Write your name."),
        (PERSON, {"nominator_email": "ase@"}, "nominator_email", "Write an e-mail address like name@example.org."),
        (PERSON, {"relation": "enemy"}, "relation", "Choose how you know them."),
        (PERSON, {"nominee_name": ""}, "nominee_name", "Write the name of the person you nominate."),
        (PERSON, {"nominee_email": ""}, "nominee_email", "Write their e-mail address."),
        (PERSON, {"nominee_email": "ase@example.org"}, "nominee_email", "This is your own address. We need theirs"),
        (PERSON, {"nominee_country": "DE"}, "nominee_country", "Choose the country they live in."),
        (PERSON, {"did": " "}, "did", "Tell us what they did."),
        (PERSON, {"changed": ""}, "changed", "Tell us what changed."),
        (PERSON, {"courage": ""}, "courage", "Tell us why it took courage."),
        (PERSON, {"did": "one two three four"}, "did", LONG % (4, 3) + "s."),
        (PERSON, {"courage": "one two"}, "courage", LONG % (2, 1) + "."),
        (PERSON, {"links": ["https://one.example", "two"]}, "link_2", "This is not a web address."),
        (PERSON, {"links": ["https://one.example"] * 3}, "link_1", "Give at most 2 links."),
        (GROUP, {"nominee_name": ""}, "nominee_name", "Write the name of the group you nominate."),
        (GROUP, {"nominee_email": "ase@example.org"}, "nominee_email", "This is your own address. Leave the group"),
        (GROUP, {"members": GROUP.members[:1]}, "member_1_name", "Name at least two people in the group."),
        (GROUP, {"members": [*GROUP.members, member("di")]}, "member_1_name", "Name at most 3 people."),
        (GROUP, {"members": [member("ann"), member("ase")]}, "member_2_email", "This is your own address. We need"),
        (GROUP, {"members": [member("ann"), member("ann")]}, "member_2_name", "This person is named twice."),
        (GROUP, {"members": ONE_BOX}, "member_1_name", "Write this person's name."),
        (GROUP, {"members": ONE_BOX}, "member_1_email", "Write this person's e-mail address."),
        (GROUP, {"members": ONE_BOX}, "member_3_email", "Person 2 already has this address."),
    ],
)
def test_what_is_missing_or_too_much_is_said_beside_its_field(draft, more, field, begins):
    found = draft_errors(replace(draft, **more), LIMITS)
    assert found[field].startswith(begins), found
    assert found.keys() == {field} or more == {"members": ONE_BOX}


def test_a_jury_begins_with_four_criteria_on_a_scale_of_five():
    criteria = first_criteria()
    assert [(criterion["label"]["en"], criterion["weight"]) for criterion in criteria] == [
        ("Courage", 3),
        ("Change", 3),
        ("Openness", 2),
        ("A path for others", 2),
    ]
    for criterion in criteria:
        assert criterion["meaning"]["nb"].endswith(".")
        assert criterion["may_be_na"] is False
        assert [step["value"] for step in criterion["scale"]] == [1, 2, 3, 4, 5]


def test_a_candidacy_is_found_by_name_or_mailbox_and_its_keys_tell_neither():
    one, other = "jakup@example.org", "dam@example.org"
    by_name = keys_for("Jákup Dam", [])
    assert keys_for("Jákup Dam", [""]) == by_name, "who has no address shares none"
    both = keys_for("Jákup Dam", [one, other, ""])
    assert by_name < both
    assert len(both - by_name) == 2
    assert both - by_name == keys_for("Somebody Else", [one.upper(), other]) & both
    assert not any("jakup@" in key or "dam@" in key for key in both)
