"""Reading: `published…` for anyone, `visible_to…` for one person; both return frozen read models."""
