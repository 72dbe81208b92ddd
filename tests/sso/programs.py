"""Install the servers into a folder: Python packages in environments of their own, Debian's unpacked."""

import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

CAS_PACKAGES = ("django-mama-cas==2.5.0", "Django==4.2.*")
SAML_PACKAGES = ("pysaml2==7.5.5",)
SITE_PACKAGES = ("python-ldap==3.4.8",)
#: Unpacked, not installed. What else they need belongs to every Debian system with curl and Perl.
DEBIAN_PACKAGES = (
    "slapd libltdl7 libodbc2 libwrap0 libperl5.36 apache2-bin libapache2-mod-auth-cas libapr1 libaprutil1 "
    "libaprutil1-dbd-sqlite3 libaprutil1-ldap liblua5.3-0 libpcre3 xmlsec1"
).split()


class Missing(Exception):
    """Something that cannot be installed here; the text says what to do."""


class Programs:
    """The servers in a folder."""

    def __init__(self, folder: Path):
        self.folder = folder.resolve()
        self.root = self.folder / "debian"

    def install(self) -> None:
        """Install what is not installed yet. Raises Missing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._install_python("cas", CAS_PACKAGES)
        self._install_python("saml", SAML_PACKAGES)
        self._install_python("site", SITE_PACKAGES)
        self._share_ours("site")
        self._unpack_debian()

    def python(self, name: str) -> Path:
        return self.folder / name / "bin" / "python"

    def program(self, path: str) -> Path:
        """Return the path of an unpacked file, such as usr/sbin/slapd."""
        return self.root / path

    @property
    def libraries(self) -> str:
        """The folders of the unpacked libraries, for LD_LIBRARY_PATH."""
        folders = ("usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu")
        return ":".join(str(self.root / folder) for folder in folders)

    def _install_python(self, name: str, packages: tuple[str, ...]) -> None:
        marker = self.folder / name / "installed.txt"
        if marker.is_file() and marker.read_text() == "\n".join(packages):
            return
        venv.create(self.folder / name, with_pip=True, clear=True)
        run = subprocess.run(
            [self.python(name), "-m", "pip", "install", "--quiet", *packages],
            stdout=sys.stderr,
            check=False,
        )
        if run.returncode:
            raise Missing(
                f"{' '.join(packages)} could not be installed. python-ldap needs gcc, libldap2-dev and "
                "libsasl2-dev: apt-get install them first."
            )
        marker.write_text("\n".join(packages))

    def _share_ours(self, name: str) -> None:
        """Let an environment see our packages, also if the project lies elsewhere than at the last run."""
        [packages_folder] = (self.folder / name / "lib").glob("python3.*/site-packages")
        (packages_folder / "labsite.pth").write_text(sysconfig.get_paths()["purelib"])

    def _unpack_debian(self) -> None:
        if self.program("usr/sbin/slapd").is_file():
            return
        if not shutil.which("apt-get") or not shutil.which("dpkg"):
            raise Missing("slapd and Apache come from Debian's packages, which this system does not have.")
        archives = self.folder / "archives"
        archives.mkdir(exist_ok=True)
        # Without its sandbox user, which may not write into the folder.
        command = ["apt-get", "download", "-qq", "-o", "APT::Sandbox::User=root", *DEBIAN_PACKAGES]
        if subprocess.run(command, cwd=archives, stdout=sys.stderr, check=False).returncode:
            raise Missing(f"These packages of Debian 12 were not found: {' '.join(DEBIAN_PACKAGES)}.")
        for archive in archives.glob("*.deb"):
            subprocess.run(["dpkg", "-x", archive, self.root], check=True)
