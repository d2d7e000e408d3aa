"""What staff do in the admin in more than one journey: take a step, seat a panel, spread what it has to read."""

from portal.adminkit.addresses import staff_url

FORM = "form.staff-action"


def fill_in(page, **typed):
    """Fields by their names. A date's calendar opens over what comes below it, just after its field is filled in."""
    for field, text in typed.items():
        page.fill(f"[name={field}]", text)
        if field.endswith(("_at", "_on")):
            leave_calendar(page)


def leave_calendar(page):
    """Out of the date typed last: its calendar closes when that is left."""
    shown = page.locator(".xdsoft_datetimepicker:visible")
    shown.first.wait_for()
    page.evaluate("document.activeElement.blur()")
    shown.first.wait_for(state="hidden")


def send(page, form: str = FORM):
    """What is asked on a page of the admin, or what was read there, is sent: by the button that is no way back."""
    with page.expect_navigation():
        page.locator(f"{form} button[type=submit]:not([name]):visible").last.click()


def step(staff, record, name: str, **typed):
    """One step of a record in the admin: its page, what is asked there, its button."""
    page = staff.go(staff_url(record, "action", name))
    fill_in(page, **typed)
    send(page)
    assert "/action/" not in page.url, page.inner_text("main")


def sure(staff, record, name: str, typed_day: str = "", **typed):
    """One step with a page before it: what is asked there, what the page before it says, its button."""
    page = staff.go(staff_url(record, "action", name))
    fill_in(page, **typed)
    if typed:
        send(page)
    if typed_day:
        page.fill("[name=typed_day]", typed_day)
    send(page)
    assert "/action/" not in page.url, page.inner_text("main")


def follow(page, words: str):
    """A link on a page of the admin, by its words."""
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=words, exact=True).click()


def seat(staff, owner, link: str, people):
    """From the page of what is judged, by this link, to its round's panel, where each gets a place by their address."""
    page = staff.go(staff_url(owner))
    follow(page, link)
    follow(page, "Panel")
    for person in people:
        page.fill("[name=email]", person.email)
        with page.expect_navigation():
            page.get_by_role("button", name="Add to the panel").click()
        page.get_by_text(f"{person.name} is on the panel.").wait_for()


def spread(staff, owner, link: str, readers: int, *, given: int):
    """Everything in the round goes to so many of its panel; who reads what says how much was given in all."""
    page = staff.go(staff_url(owner))
    follow(page, link)
    follow(page, "Assign entries to the panel")
    page.fill("[name=per_entry]", str(readers))
    with page.expect_navigation():
        page.locator(f"{FORM} button[type=submit]").click()
    follow(page, "Who reads what")
    told = page.locator(".staff-facts div", has_text="Assigned to reviewers").locator("dd").inner_text()
    assert told == str(given)
