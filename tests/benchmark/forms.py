"""Filling in a page's form as a browser would, so that the benchmark need not know the names of fields."""

from bs4 import BeautifulSoup


def fields_of(html: bytes, holding: str) -> dict[str, list[str]]:
    """What the form that holds a field called `holding` would send if nothing were changed."""
    page = BeautifulSoup(html, "html.parser")
    control = page.find(attrs={"name": holding})
    if control is None:
        raise LookupError(f"no field called {holding} on the page")
    form = control.find_parent("form")
    values: dict[str, list[str]] = {}
    for element in form.find_all(["input", "textarea", "select"]):
        name = element.get("name")
        if not name or name == "csrfmiddlewaretoken" or element.get("type") in ("file", "submit", "button"):
            continue
        if element.get("type") in ("radio", "checkbox") and not element.has_attr("checked"):
            continue
        if element.name == "select":
            chosen = element.find("option", selected=True) or element.find("option")
            value = chosen.get("value", "") if chosen else ""
        elif element.name == "textarea":
            value = element.text.removeprefix("\n")
        else:
            value = element.get("value", "on" if element.get("type") == "checkbox" else "")
        values.setdefault(name, []).append(value)
    return values
