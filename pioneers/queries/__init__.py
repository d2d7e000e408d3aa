"""Reading the prize: `published(at)` for everyone, `visible_to(viewer, at)` for a person."""
