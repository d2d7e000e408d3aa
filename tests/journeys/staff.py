"""What staff do in the admin in more than one journey: take a step, seat a panel, spread what it has to read."""

from portal.adminkit.addresses import staff_url

FORM = "form.staff-action"


def leave_calendar(page):
    """Out of the date typed last: its calendar opens just after its field, and closes when that is left."""
    page.wait_for_timeout(200)
    page.evaluate("document.activeElement.blur()")
    page.locator(".xdsoft_datetimepicker:visible").wait_for(state="hidden")


def step(staff, record, name: str, **typed):
    """One step of a record in the admin: its page, what is asked there, its button."""
    page = staff.go(staff_url(record, "action", name))
    for field, text in typed.items():
        page.fill(f"[name={field}]", text)
    if typed:
        leave_calendar(page)
    with page.expect_navigation():
        page.locator(f"{FORM} button[type=submit]").click()
    assert "/action/" not in page.url, page.inner_text("main")


def sure(staff, record, name: str, typed_day: str = "", **typed):
    """One step with a page before it: what is asked there, what the page before it says, its button."""
    page = staff.go(staff_url(record, "action", name))
    for field, text in typed.items():
        page.fill(f"[name={field}]", text)
    if typed:
        with page.expect_navigation():
            page.locator(f"{FORM} button[type=submit]").click()
    if typed_day:
        page.fill("[name=typed_day]", typed_day)
    with page.expect_navigation():
        page.locator(f"{FORM} button[type=submit]:not([name])").click()
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
