"""What every other file of settings stands on: the environment, our folders, our address and our name."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[3]

env = environ.Env()

# What the site writes: the database of the demo, cached pages, files where there is no bucket.
VAR_DIR = Path(env.str("VAR_DIR", "") or BASE_DIR / "var")

SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
SITE_NAME = "Nordic Safe Cities"
