import logging
import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal.config.demo import load_demo
from portal.config.translations import compile_translations

SUPERVISOR = """\
[supervisord]
nodaemon = true
silent = true
logfile = {var}/supervisord.log
pidfile = {var}/supervisord.pid

[program:web]
command = {bin}/gunicorn portal.config.wsgi -b 127.0.0.1:{port} -w 2 --threads 4 --no-control-socket

[program:worker]
command = {python} manage.py db_worker --queue-name * --no-reload

[program:scheduler]
command = {python} manage.py run_due --loop
"""
EACH = """\
directory = {root}
autorestart = true
startretries = 1000
stopasgroup = true
killasgroup = true
stdout_logfile = /dev/fd/1
stdout_logfile_maxbytes = 0
redirect_stderr = true
"""


class Command(BaseCommand):
    help = "Runs the demo on SQLite: web, worker and scheduler under one supervisor. Ctrl-C ends all of it."

    def add_arguments(self, parser):
        parser.add_argument("--port", default="8000")

    def handle(self, *, port, **options):
        settings.VAR_DIR.mkdir(exist_ok=True)
        compile_translations()
        call_command("migrate", verbosity=0)
        logging.disable(logging.INFO)  # hundreds of entries of the record, which nobody waits for here
        load_demo(self.stdout.write)
        file = self.write_supervisor(port)
        self.stdout.write(
            f"\nThe portal runs at http://localhost:{port}/   (Ctrl-C ends it)\n"
            f"Sign in with admin@demo.test and the password demo; letters are at http://localhost:{port}/dev/mail/\n\n"
        )
        self.stdout.flush()
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "portal.config.settings.local",
            "SITE_URL": f"http://localhost:{port}",
            "DEBUG": "0",
            "PYTHONUNBUFFERED": "1",
        }
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [sys.executable, "-m", "supervisor.supervisord", "-c", str(file)])  # noqa: S606

    def write_supervisor(self, port: str) -> Path:
        place = {
            "bin": Path(sys.executable).parent,
            "python": sys.executable,
            "port": port,
            "root": settings.BASE_DIR,
            "var": settings.VAR_DIR,
        }
        sections = SUPERVISOR.format(**place).rstrip().split("\n\n")
        each = EACH.format(**place)
        text = "\n\n".join([sections[0], *(f"{section}\n{each}" for section in sections[1:])])
        file = settings.VAR_DIR / "supervisord.conf"
        file.write_text(text)
        return file
