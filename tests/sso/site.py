"""The site behind Apache, with one service of each kind and one account."""

import os
import subprocess
from pathlib import Path

from .servers import ROOT, Servers

EMAIL, PASSWORD = "ada@example.org", "labsite-test"
CREATE = f"from accounts.models import User; User.objects.create_user({EMAIL!r}, {PASSWORD!r})"
#: What is stored about the account, as the last line of the output.
LIST = (
    "from allauth.socialaccount.models import SocialAccount; from accounts.models import User; "
    "print(User.objects.count(), sorted(SocialAccount.objects.values_list('provider', 'uid')))"
)
REFUSALS = (
    "from core.audit.models import AuditEvent; "
    "print(list(AuditEvent.objects.filter(event='sign-in-failed').values_list('details', flat=True)))"
)


class Site:
    """The site, as it runs on a server."""

    def __init__(self, servers: Servers, metadata: Path):
        self.servers, ports = servers, servers.ports
        self.python = servers.programs.python("site")
        settings = {
            "CAMPUS_URL": f"http://127.0.0.1:{ports['cas']}/",
            "FEDERATION_METADATA": metadata,
            "FEDERATION_ID": "eduPersonPrincipalName",
            "PHYSICS_URL": f"ldap://127.0.0.1:{ports['ldap']}",
            "PHYSICS_BASE": "dc=example,dc=org",
            "PORTAL_FROM": "127.0.0.1",
        }
        for name in ("CAMPUS", "FEDERATION", "PHYSICS", "PORTAL"):
            settings[f"{name}_NAME"] = name.title()
            settings[f"{name}_EMAIL_DOMAINS"] = "example.org"
        settings["PORTAL_ORIGINS"] = f"http://127.0.0.1:{ports['cas']}"
        self.environment = {
            **os.environ,
            "SECRET_KEY": "for-tests-only",
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "SITE_URL": servers.site_url,
            "HTTPS": "0",
            "TRUSTED_PROXIES": "1",
            "REQUIRE_SECOND_FACTOR": "",
            "DATA_DIR": str(servers.folder / "data"),
            "PORT": str(ports["site"]),
            "WEB_CONCURRENCY": "1",
            "SIGN_IN": "cas:campus saml:federation ldap:physics header:portal",
            **{f"SIGN_IN_{name}": str(value) for name, value in settings.items()},
        }

    def manage(self, *arguments: str) -> str:
        run = subprocess.run(
            [self.python, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            raise RuntimeError(f"manage.py {arguments[0]}:\n{run.stderr[-3000:]}")
        return run.stdout

    def start(self) -> None:
        self.manage("migrate", "--verbosity=0")
        self.manage("collectstatic", "--noinput", "--verbosity=0")
        self.manage("shell", "--verbosity=0", "-c", CREATE)
        command = [self.python, "-m", "gunicorn", "--config", "labsite/gunicorn.py"]
        self.servers.start(
            "site", *command, "labsite.wsgi", port=self.servers.ports["site"], **self.environment
        )

    def refusals(self) -> str:
        """Return why sign-ins failed, as the audit log says."""
        return self.manage("shell", "--verbosity=0", "-c", REFUSALS).strip()

    def stored(self) -> str:
        """Return the number of accounts and the identifiers that are stored with them."""
        return self.manage("shell", "--verbosity=0", "-c", LIST).strip().splitlines()[-1]
