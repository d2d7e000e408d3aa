"""Reading the prize. Two doors: `published(at)` for everyone, `visible_to(viewer, at)` for a person."""
