"""Reading. Two doors: `published…` for anyone, `visible_to…` for one person; both hand out frozen read models."""
