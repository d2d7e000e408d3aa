"""Running the site on one's own machine: `manage.py demo` for a look, `manage.py run` for whoever changes the code."""
