"""The files in deploy/ for a server: scripts that refuse what they cannot do, units and proxies."""

import configparser
import os
import re
import subprocess
import sys

import pytest
import yaml
from django.apps import apps
from django.conf import settings

from labsite.views.media import CACHE_CONTROL
from tests.publishing.static_servers import LOAD, program

DEPLOY = settings.BASE_DIR / "deploy"


def run(script, *arguments):
    return subprocess.run([DEPLOY / script, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("script", ["install", "start", "upgrade"])
def test_script_is_correct_shell(script):
    checked = subprocess.run(["sh", "-n", DEPLOY / script], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Name the host"),
        (["--host", "lab.example.edu; reboot"], "Name the host"),
        (["--host", "lab.example.edu", "--database", "mysql"], "--database must be sqlite or postgresql"),
        (["--host", "lab.example.edu", "--proxy", "iis"], "--proxy must be nginx, caddy or none"),
        (["--host", "lab.example.edu", "--proxy", "caddy", "--certificate", "you@example.edu"], "for nginx"),
        (["--host", "lab.example.edu"], "The project must be at /srv/labsite"),
        (["--colour"], "--check"),
        (["--host"], "--check"),
    ],
)
def test_install_refuses_what_it_cannot_do(arguments, message):
    refused = run("install", *arguments)
    assert refused.returncode == 2 and message in refused.stderr


CERTBOT = """server {
    server_name lab.example.edu;

    listen [::]:443 ssl ipv6only=on; # managed by Certbot
    listen 443 ssl; # managed by Certbot
}
server {
    listen 80;
}
"""


@pytest.mark.parametrize(
    ("refused", "lines"),
    [
        ("none", ["    http2 on;", "    listen 443 ssl; # managed by Certbot"]),
        (
            "http2 on",  # as nginx before 1.25.1 does
            [
                "    listen [::]:443 ssl http2 ipv6only=on; # managed by Certbot",
                "    listen 443 ssl http2; # managed by Certbot",
            ],
        ),
    ],
)
def test_install_switches_http2_on_as_the_version_of_nginx_writes_it(tmp_path, refused, lines):
    conf = tmp_path / "labsite.conf"
    conf.write_text(CERTBOT)
    functions = re.search(r"(?s)    have_http2\(\).*?\n    }\n", (DEPLOY / "install").read_text())[0]
    programs = f'nginx() {{ ! grep -q "{refused}" {conf}; }}; systemctl() {{ :; }}; nginx_conf={conf}'
    acts = "if have_http2; then exit 1; fi; add_http2; have_http2"
    subprocess.run(["sh", "-ec", f"{programs}\n{functions}\n{acts}"], check=True)
    text = conf.read_text()
    assert [line for line in text.splitlines() if "http2" in line or line == lines[-1]] == lines
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("link", "text", "zone"),
    [
        ("/usr/share/zoneinfo/Asia/Shanghai", None, "Asia/Shanghai"),
        ("../usr/share/zoneinfo/Asia/Shanghai", "Europe/Paris", "Asia/Shanghai"),
        (None, "Europe/Paris", "Europe/Paris"),
        (None, None, "Etc/UTC"),
    ],
)
def test_install_takes_the_time_zone_of_the_machine(tmp_path, link, text, zone):
    if link:
        (tmp_path / "localtime").symlink_to(link)
    if text:
        (tmp_path / "timezone").write_text(f"{text}\n")
    function = re.search(r"^machine_zone\(\) {.*?^}", (DEPLOY / "install").read_text(), re.M | re.S)[0]
    script = function.replace("/etc/", f"{tmp_path}/") + "\nset -eu\nmachine_zone"
    assert subprocess.run(["sh", "-c", script], capture_output=True, text=True).stdout == f"{zone}\n"


@pytest.mark.parametrize("script", ["install", "upgrade"])
def test_root_runs_no_program_that_the_site_could_change(script):
    for line in (DEPLOY / script).read_text().splitlines():
        if ".venv/bin/python" in line:
            assert re.search(r"as_user|(runuser|sudo) -u labsite", line), line


@pytest.mark.parametrize(
    ("arguments", "message"),
    [([], "Name the version"), (["v0.3.0"], "The project must be at /srv/labsite")],
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
    assert (service["CapabilityBoundingSet"], service["SystemCallFilter"]) == ("", "@system-service")


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        ("nginx.conf", ["Host $http_host", "X-Forwarded-Proto $scheme", "X-Forwarded-For"]),
        # It adds X-Forwarded-For itself. Unlike nginx, it does not buffer requests by itself.
        ("apache.conf", ["ProxyPreserveHost On", "X-Forwarded-Proto", "SetInputFilter BUFFER"]),
        # It sends all three by itself.
        ("Caddyfile", ["reverse_proxy 127.0.0.1:8000", "request_buffers 60MB"]),
    ],
)
def test_proxies_pass_on_what_the_site_needs(name, headers):
    text = (DEPLOY / name).read_text()
    assert "lab.example.edu" in text and not [header for header in headers if header not in text]


def test_proxy_of_the_containers_has_the_settings_of_the_other_caddy():
    other = (DEPLOY / "Caddyfile").read_text()
    expected = other.replace("lab.example.edu {", "{$HOST_NAME} {").replace("127.0.0.1", "site")
    own = (DEPLOY / "compose.Caddyfile").read_text()
    lines = [[line for line in text.splitlines() if "# " not in line] for text in (own, expected)]
    assert lines[0] == lines[1]


def test_nginx_serves_pictures_only_and_caches_them_as_the_site_does():
    text = (DEPLOY / "nginx.conf").read_text()
    assert re.findall(r"location (\S.*media.*) \{", text) == [r"~ ^/media/(.+\.webp)$"]
    assert re.findall('Cache-Control "(.+)"', text) == [CACHE_CONTROL[".webp"]]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("nginx.conf", ['proxy_set_header Remote-User "";']),
        (
            "nginx-header.conf",
            [
                # A location that sets one header inherits none.
                *["Host $http_host;", "X-Forwarded-Proto $scheme;", "X-Forwarded-For "],
                *["Remote-User $who;", "Remote-Email $who_email;", "internal;"],
            ],
        ),
        ("apache-cas.conf", ["RequestHeader unset Remote-User early"]),
        (
            "apache-shibboleth.conf",
            [
                *["RequestHeader unset Remote-User early", "RequestHeader unset Remote-Email early"],
                "ProxyPass /Shibboleth.sso !",
            ],
        ),
    ],
)
def test_header_of_a_visitor_signs_nobody_in(name, lines):
    text = (DEPLOY / name).read_text()
    assert not [line for line in lines if line not in text]


def test_image_has_each_app_of_the_project():
    """Otherwise the image would be built, and not start."""
    included = (settings.BASE_DIR / ".dockerignore").read_text().split()
    containerfile = (DEPLOY / "Containerfile").read_text()
    names = {app.name for app in apps.get_app_configs() if (settings.BASE_DIR / app.name).exists()}
    assert names >= {"core", "people"}
    for name in names:
        assert f"!{name}" in included and f" {name}" in containerfile.split("compileall")[-1]


def test_image_has_no_secrets():
    assert "**/.env" in (settings.BASE_DIR / ".dockerignore").read_text().split()


def test_containers_have_no_rights_and_write_to_their_volume_only():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    for name in ("site", "jobs"):
        service = services[name]
        assert service["read_only"] and service["cap_drop"] == ["ALL"]
        assert (service["volumes"], service["tmpfs"]) == (["data:/data"], ["/tmp"])
    assert "ports" not in services["site"] and "ports" not in services["database"]


def test_settings_of_the_containers_are_documented():
    lines = (DEPLOY / "env.example").read_text().splitlines()
    names = {line.split("=")[0] for line in lines if not line.startswith("#")}
    documented = (settings.BASE_DIR / "docs" / "configure.md").read_text()
    assert {name for name in names if f"`{name}`" not in documented} == {"HOST_NAME", "DATABASE_PASSWORD"}


def test_missing_setting_ends_a_command_with_a_line_that_names_it(tmp_path):
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "DEBUG": "0", "SECRET_KEY": ""}
    ended = subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", "check"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1 and ended.stderr.startswith("Settings: SECRET_KEY is not set.")
    assert "Traceback" not in ended.stderr


# ---- syntax -----------------------------------------------------------------------------------


def nginx(text, work):
    """nginx also opens its sockets when it only checks a file."""
    text = re.sub(r"listen \S+;", "", text).replace("server {", f"server {{ listen unix:{work}/socket;")
    (work / "nginx.conf").write_text(f"pid {work}/pid;\nevents {{}}\nhttp {{\n{text}\n}}\n")
    return ["-t", "-q", "-p", work, "-e", work / "errors", "-c", work / "nginx.conf"]


def apache2(text, work):
    names = "mpm_event authz_core headers proxy proxy_http buffer".split()
    folder = program("apache2").parents[2] / "usr/lib/apache2/modules"
    modules = "".join(LOAD.format(name=name, folder=folder) for name in names)
    (work / "apache.conf").write_text(f"ServerRoot {work}\nErrorLog {work}/errors\n{modules}{text}")
    return ["-t", "-f", work / "apache.conf"]


def caddy(text, work):
    if b"2.6.2" in subprocess.run([program("caddy"), "version"], capture_output=True, check=True).stdout:
        text = re.sub("request_buffers .*", "buffer_requests", text)  # as deploy/install does
    (work / "Caddyfile").write_text(text)
    return ["adapt", "--adapter", "caddyfile", "--config", work / "Caddyfile"]


@pytest.mark.parametrize(
    ("server", "name"),
    [(nginx, "nginx.conf"), (apache2, "apache.conf"), (caddy, "Caddyfile")],
)
def test_servers_understand_their_configuration(server, name, tmp_path):
    if program(server.__name__) is None:
        pytest.skip(f"{server.__name__} is not installed")
    command = [program(server.__name__), *server((DEPLOY / name).read_text(), tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
