"""Runs web servers with the files in ``deploy/static/``, for a folder of files at a path of the host."""

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

DEPLOY = Path(__file__).parents[2] / "deploy" / "static"
SEARCHED = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
LOCALHOST = "127.0.0.1"
#: The list of redirects, which lies beside the site.
REDIRECTS = "redirects.txt"
#: Seconds that a server may take to start.
PATIENCE = 10

APACHE_MODULES = (
    "mpm_event authz_core unixd alias autoindex dir mime headers filter deflate rewrite setenvif"
).split()
LOAD = """
<IfModule !{name}_module>
    LoadModule {name}_module {folder}/mod_{name}.so
</IfModule>
"""
APACHE = """
ServerName localhost
ServerRoot {work}
PidFile {work}/pid
ErrorLog {work}/errors
Listen {host}:{port}
{modules}
User nobody
Group nogroup
TypesConfig {types}
DocumentRoot {root}
{redirects}
<Directory {root}>
    Require all granted
    Options FollowSymLinks Indexes
    AllowOverride FileInfo Indexes
</Directory>
"""
NGINX = """
{user}
daemon off;
pid {work}/pid;
error_log {work}/errors;
events {{}}
http {{
    access_log off;
    {paths}
    {site}
}}
"""
CADDY = """
{{
    admin off
    auto_https off
    storage file_system {work}
}}
{site}
http://{host}:{port} {{
    import {redirects}
    import labsite "{base}" {root}
}}
"""


def program(name: str) -> Path | None:
    """Return the path of a server, or None if it is not installed."""
    found = shutil.which(name, path=SEARCHED)
    return Path(found).resolve() if found else None


def read(name: str) -> str:
    return (DEPLOY / name).read_text()


def converted_redirects(config: str, work: Path) -> str:
    """Run the command in the comments of a configuration, which converts the list of redirects."""
    [script] = re.findall(r"awk '([^']+)'", config)
    arguments = ["awk", script, work / REDIRECTS]
    return subprocess.run(arguments, capture_output=True, text=True, check=True).stdout


def nginx(work: Path, root: Path, base: str, port: int) -> list[str]:
    config = read("nginx.conf")
    (work / "moved.map").write_text(converted_redirects(config, work))
    types = program("nginx").parents[2] / "etc/nginx/mime.types"
    for old, new in [
        ("listen 80;", f"listen {LOCALHOST}:{port};"),
        ("    listen [::]:80;\n", ""),
        ("/srv/labsite/current", str(root)),
        ('$base ""', f'$base "{base}"'),
        ("/etc/nginx/labsite-redirects*.map", f"{work}/moved*.map"),
        ("include mime.types", f"include {types}"),
    ]:
        assert old in config
        config = config.replace(old, new)
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "".join(f"{name}_temp_path {work}/{name};" for name in names)
    user = "user root;" if os.geteuid() == 0 else ""
    (work / "nginx.conf").write_text(NGINX.format(work=work, paths=paths, site=config, user=user))
    return ["-p", str(work), "-e", f"{work}/errors", "-c", f"{work}/nginx.conf"]


def caddy(work: Path, root: Path, base: str, port: int) -> list[str]:
    config = read("Caddyfile")
    (work / "redirects").write_text(converted_redirects(config, work))
    (work / "Caddyfile").write_text(
        CADDY.format(
            work=work,
            site=config,
            host=LOCALHOST,
            port=port,
            base=base,
            root=root,
            redirects=work / "redirects",
        )
    )
    return ["run", "--adapter", "caddyfile", "--config", f"{work}/Caddyfile"]


def apache2(work: Path, root: Path, base: str, port: int) -> list[str]:
    config = read("apache.conf")
    site = root / base.strip("/")
    redirects = "\n".join(re.findall(r"^#   (Rewrite.*)", config, re.MULTILINE))
    (site / ".htaccess").write_text(re.sub(r"(?<=ErrorDocument 404 )/", f"{base}/", config))
    prefix = program("apache2").parents[2]
    modules = prefix / "usr/lib/apache2/modules"
    (work / "apache.conf").write_text(
        APACHE.format(
            work=work,
            host=LOCALHOST,
            port=port,
            root=root,
            types=prefix / "etc/mime.types",
            modules="".join(LOAD.format(name=name, folder=modules) for name in APACHE_MODULES),
            redirects=redirects.replace("/srv/labsite", str(work)),
        )
    )
    return ["-X", "-f", f"{work}/apache.conf"]


SERVERS = {"nginx": nginx, "caddy": caddy, "apache2": apache2}


@contextmanager
def running(name: str, work: Path, root: Path, base: str):
    """Run a server for the files below ``root``, and yield its URL without a path."""
    with socket.socket() as free:
        free.bind((LOCALHOST, 0))
        port = free.getsockname()[1]
    arguments = SERVERS[name](work, root, base, port)
    with (work / "output").open("wb") as output:
        process = subprocess.Popen([program(name), *arguments], stdout=output, stderr=output)
    try:
        _wait_for(process, port, work)
        yield f"http://{LOCALHOST}:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(process: subprocess.Popen, port: int, work: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as client:
            if client.connect_ex((LOCALHOST, port)) == 0:
                return
        time.sleep(0.05)
    logs = [path.read_text() for path in (work / "output", work / "errors") if path.exists()]
    raise RuntimeError("\n".join(logs))
