from portal.demo.serving.command import ServingCommand
from portal.demo.serving.supervising import Supervisor


class Command(ServingCommand):
    help = "Runs the demo on SQLite: web, worker and scheduler under one supervisor. Ctrl-C ends all of it."

    def serve(self, folder, port, lock, stage):
        supervisor = Supervisor(folder, port, lock)
        try:
            supervisor.start()
            self.say("Starting the site")
            supervisor.wait_until_ready(self.say)
            site = f"http://localhost:{port}/"
            rows = [
                ("The portal runs at", site),
                *([("It shows", stage.shows)] if stage else []),
                ("Sign in", f"{site}account/login/ (the demo's people are listed there)"),
                ("E-mails it sends", f"{site}dev/mail/"),
                ("Logs", f"{folder / 'log'}"),
                ("", "Ctrl-C ends it"),
            ]
            self.frame(rows)
            supervisor.follow(self.say, lambda: self.say(f"The portal runs at {site}   (Ctrl-C ends it)"))
        finally:
            supervisor.stop()
