"""The configuration of the servers, and starting them."""

import os
import shutil
import socket
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from string import Template

from tests.accounts.university import saml_answers

from .programs import Missing, Programs

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = Path(__file__).parent / "configuration"
SAML_IDP = Path(__file__).with_name("saml_idp.py")


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


class Servers:
    """The running servers. ``urls`` and the files in the folder say where they are."""

    def __init__(self, programs: Programs, folder: Path):
        self.programs, self.folder = programs, folder
        self.ports = {name: free_port() for name in ("cas", "saml", "ldap", "apache", "site")}
        self.site_url = f"http://localhost:{self.ports['apache']}"
        self.processes: dict[str, subprocess.Popen] = {}
        self._stack = ExitStack()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._stack.close()

    # ---- processes ------------------------------------------------------------------------------

    def start(self, name: str, *command: object, port: int, **environment: str) -> None:
        """Start a server and wait until it answers at its port. Raises Missing."""
        log = self._stack.enter_context((self.folder / f"{name}.log").open("ab"))
        everything = {**os.environ, **environment}
        process = subprocess.Popen(list(map(str, command)), stdout=log, stderr=log, env=everything, cwd=ROOT)
        self.processes[name] = process
        self._stack.callback(self.stop, name)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and process.poll() is None:
            with socket.socket() as client:
                client.settimeout(1)
                if client.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        raise Missing(f"{name} does not start:\n{(self.folder / f'{name}.log').read_text()[-3000:]}")

    def stop(self, name: str) -> None:
        if process := self.processes.pop(name, None):
            process.terminate()
            process.wait(20)

    def write(self, name: str) -> Path:
        """Write a configuration file from its template, and return its path."""
        text = Template((TEMPLATES / name).read_text())
        path = self.folder / name
        places = {"folder": self.folder, "root": self.programs.root, "site": self.site_url}
        path.write_text(text.substitute({**self.ports, "site_port": self.ports["site"], **places}))
        return path

    # ---- the servers ----------------------------------------------------------------------------

    def start_cas(self) -> None:
        program = self.write("cas_server.py")
        python, port = self.programs.python("cas"), self.ports["cas"]
        subprocess.run([python, program, "migrate", "--verbosity=0"], check=True, cwd=self.folder)
        self.start("cas", python, program, "runserver", "--noreload", port, port=port)

    def prepare_saml(self) -> Path:
        """Write the identity provider's key and description, and return the path of the description."""
        private, certificate = saml_answers.key_pair("127.0.0.1")
        (self.folder / "key.pem").write_text(private)
        (self.folder / "certificate.pem").write_text(certificate)
        (self.folder / "bin").mkdir()
        shutil.copy(self.programs.program("usr/bin/xmlsec1"), self.folder / "bin")
        text = subprocess.run(
            self._saml("metadata"), env=self._saml_environment(), capture_output=True, text=True, check=False
        )
        if text.returncode:
            raise Missing(f"pysaml2 does not run:\n{text.stderr[-2000:]}")
        path = self.folder / "idp.xml"
        path.write_text(text.stdout)
        return path

    def start_saml(self) -> None:
        self.start("saml", *self._saml("serve"), port=self.ports["saml"], **self._saml_environment())

    def _saml(self, action: str) -> list[object]:
        metadata = f"http://127.0.0.1:{self.ports['site']}/accounts/university/federation/metadata/"
        python, port = self.programs.python("saml"), str(self.ports["saml"])
        return [python, SAML_IDP, action, self.folder, port, metadata]

    def _saml_environment(self) -> dict[str, str]:
        return {**os.environ, "LD_LIBRARY_PATH": self.programs.libraries}

    def start_ldap(self) -> None:
        configuration, people = self.write("slapd.conf"), self.write("people.ldif")
        (self.folder / "database").mkdir(exist_ok=True)
        slapd = self.programs.program("usr/sbin/slapd")
        environment = {"LD_LIBRARY_PATH": self.programs.libraries}
        if not any((self.folder / "database").iterdir()):
            load = [slapd, "-T", "add", "-f", configuration, "-l", people]
            subprocess.run(load, env={**os.environ, **environment}, check=True)
        url = f"ldap://127.0.0.1:{self.ports['ldap']}"
        command = [slapd, "-f", configuration, "-h", url, "-d", "0"]
        self.start("ldap", *command, port=self.ports["ldap"], **environment)

    def start_apache(self) -> None:
        # Apache started by root runs as nobody.
        self.folder.chmod(0o755)
        (self.folder / "cas-cookies").mkdir()
        (self.folder / "cas-cookies").chmod(0o777)
        configuration = self.write("apache.conf")
        sign_in = (ROOT / "deploy" / "apache-cas.conf").read_text()
        cas = f"http://127.0.0.1:{self.ports['cas']}"
        (self.folder / "apache-cas.conf").write_text(sign_in.replace("https://cas.example.edu/cas", cas))
        apache = self.programs.program("usr/sbin/apache2")
        self.start(
            "apache",
            *(apache, "-f", configuration, "-DFOREGROUND"),
            port=self.ports["apache"],
            LD_LIBRARY_PATH=self.programs.libraries,
        )
