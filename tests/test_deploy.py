"""The files in deploy/ for a server: scripts that refuse what they cannot do, units and proxies."""

import configparser
import subprocess

import pytest
from django.conf import settings

DEPLOY = settings.BASE_DIR / "deploy"


def run(script, *arguments):
    return subprocess.run([DEPLOY / script, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("script", ["install", "upgrade"])
def test_script_is_correct_shell(script):
    checked = subprocess.run(["sh", "-n", DEPLOY / script], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Name the host"),
        (["--host", "lab.example.edu; reboot"], "Name the host"),
        (["--host", "lab.example.edu", "--database", "mysql"], "--database is sqlite or postgresql"),
        (["--host", "lab.example.edu", "--proxy", "iis"], "--proxy is nginx, caddy or none"),
        (["--host", "lab.example.edu"], "The project has to lie at /srv/labsite"),
        (["--colour"], "--check"),
        (["--host"], "--check"),
    ],
)
def test_install_refuses_what_it_cannot_do(arguments, message):
    refused = run("install", *arguments)
    assert refused.returncode == 2 and message in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [([], "Name the version"), (["v0.3.0"], "The project has to lie at /srv/labsite")],
)
def test_upgrade_refuses_what_it_cannot_do(arguments, message):
    refused = run("upgrade", *arguments)
    assert refused.returncode == 2 and message in refused.stderr


@pytest.mark.parametrize("name", ["labsite", "labsite-jobs"])
def test_services_run_as_the_user_and_write_to_their_folders_only(name):
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str
    unit.read(DEPLOY / "systemd" / f"{name}.service")
    service = unit["Service"]
    assert service["User"] == "labsite" and service["ProtectSystem"] == "strict"
    assert service["ReadWritePaths"].split() == ["/srv/labsite/var", "-/var/backups/labsite"]
    assert service["ExecStart"].startswith("/srv/labsite/.venv/bin/")


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("nginx.conf", ["Host $http_host", "X-Forwarded-Proto $scheme", "X-Forwarded-For"]),
        ("apache.conf", ["ProxyPreserveHost On", "X-Forwarded-Proto"]),  # it adds X-Forwarded-For itself
        ("Caddyfile", ["reverse_proxy 127.0.0.1:8000"]),  # it sends all three by itself
    ],
)
def test_proxies_pass_on_what_the_site_needs(name, headers):
    text = (DEPLOY / name).read_text()
    assert "lab.example.edu" in text and not [header for header in headers if header not in text]
