"""HTTP: find, check the rule, call one query or one action, render."""
