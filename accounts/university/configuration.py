"""The setting SIGN_IN, and the settings of each service that it names.

``SIGN_IN="cas:campus ldap:physics"`` names two services. The settings of the first one begin with
``SIGN_IN_CAMPUS_``, such as ``SIGN_IN_CAMPUS_URL``. All faults are reported at once.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from accounts.university import saml_metadata

PREFIX = "SIGN_IN_"
#: Names that other services and the kinds themselves have in allauth.
RESERVED = {"cas", "saml", "ldap", "header", "orcid", "university", "openid_connect"}


@dataclass(frozen=True)
class Option:
    """A setting of a service: how it is read, and its value if it is not set."""

    parse: Callable[[str], Any]
    default: Any = None
    is_required: bool = False


@dataclass(frozen=True)
class Service:
    """A service of the university, with the values of its options in lower case."""

    kind: str
    name: str
    options: dict[str, Any] = field(default_factory=dict)

    def app(self) -> dict[str, Any]:
        """Return the service as an app in allauth's setting SOCIALACCOUNT_PROVIDERS."""
        return {
            "provider_id": self.name,
            "client_id": self.name,
            "name": self.options["name"],
            "settings": {**self.options, "verified_email": self.options["email_domains"]},
        }

    def origins(self) -> list[str]:
        """Return the origins that the sign-in form of the site may be redirected to."""
        urls = [self.options["url"]] if self.kind == "cas" else []
        if self.kind == "saml":
            urls = [self.options["metadata"]["sso_url"]]
        return [*map(origin_of, urls), *self.options["origins"]]


# ---- how values are read: each function raises ValueError with what is wrong --------------------


def text(value: str) -> str:
    return value


def words(value: str) -> list[str]:
    return re.split(r"[\s,]+", value.strip())


def lower_words(value: str) -> list[str]:
    return words(value.lower())


def switch(value: str) -> bool:
    if value.lower() not in ("0", "1", "true", "false", "yes", "no", "on", "off"):
        raise ValueError("must be 0 or 1")
    return value.lower() in ("1", "true", "yes", "on")


def second_factor(value: str) -> str:
    if value not in ("ask", "trust"):
        raise ValueError("must be ask or trust")
    return value


def is_on_this_machine(host: str | None) -> bool:
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False


def https_url(value: str) -> str:
    """Return the URL with a slash at its end. Plain HTTP is for a server on this machine."""
    parts = urlsplit(value)
    if parts.scheme == "http" and not is_on_this_machine(parts.hostname):
        raise ValueError("must begin with https://")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be an address such as https://cas.example.edu/cas/")
    return value.rstrip("/") + "/"


def origin_of(url: str) -> str:
    return "{0.scheme}://{0.netloc}".format(urlsplit(url))


def origins(value: str) -> list[str]:
    return [origin_of(https_url(url)) for url in words(value)]


def domains(value: str) -> list[str]:
    names = lower_words(value)
    for domain in names:
        if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain):
            raise ValueError(f"contains {domain!r}, which is not a domain such as example.edu")
    return names


def ldap_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("ldap", "ldaps", "ldapi") or (parts.scheme != "ldapi" and not parts.hostname):
        raise ValueError("must be an address such as ldaps://ldap.example.edu")
    return value


def peers(value: str) -> list[str]:
    """Return addresses, networks, or "unix" for a server that listens on a socket file."""
    addresses = words(value)
    for peer in addresses:
        if peer != "unix":
            ip_network(peer)
    return addresses


def header_name(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9-]+", value):
        raise ValueError("must be the name of a header, of letters, digits and hyphens, such as Remote-User")
    return value


def existing_file(value: str) -> str:
    if not Path(value).is_file():
        raise ValueError(f"names a file that does not exist: {value}")
    return value


COMMON = {
    "NAME": Option(text, is_required=True),
    "NAME_ZH": Option(text, ""),
    "EMAIL_DOMAINS": Option(domains, []),
    "AFFILIATIONS": Option(lower_words, []),
    "SECOND_FACTOR": Option(second_factor, "ask"),
    "ORIGINS": Option(origins, []),
}
KINDS: dict[str, dict[str, Option]] = {
    "cas": {
        "URL": Option(https_url, is_required=True),
        "ID": Option(text, ""),
        "EMAIL": Option(text, "mail"),
        "AFFILIATION": Option(text, "eduPersonAffiliation"),
        "RENEW": Option(switch, False),
    },
    "saml": {
        "METADATA": Option(saml_metadata.read, is_required=True),
        "ID": Option(text, "subject-id"),
        "EMAIL": Option(text, "mail"),
        "AFFILIATION": Option(text, "eduPersonAffiliation"),
        "CERTIFICATE": Option(existing_file, ""),
        "KEY": Option(existing_file, ""),
    },
    "ldap": {
        "URL": Option(ldap_url, is_required=True),
        "START_TLS": Option(switch, False),
        "CA_FILE": Option(existing_file, ""),
        "BASE": Option(text, is_required=True),
        "FILTER": Option(text, "(uid={username})"),
        "BIND_DN": Option(text, ""),
        "BIND_PASSWORD": Option(text, ""),
        "ID": Option(text, "entryUUID"),
        "EMAIL": Option(text, "mail"),
        "AFFILIATION": Option(text, "eduPersonAffiliation"),
    },
    "header": {
        "FROM": Option(peers, is_required=True),
        "HEADER": Option(header_name, "Remote-User"),
        "EMAIL_HEADER": Option(header_name, ""),
        "AFFILIATION_HEADER": Option(header_name, ""),
    },
}
#: Packages that are installed only where they are needed: the name of the module and of the package.
PACKAGES = {"ldap": ("ldap", "python-ldap"), "saml": ("onelogin", "python3-saml")}


# ---- reading ------------------------------------------------------------------------------------


def read_services(variables: Mapping[str, str]) -> list[Service]:
    """Return the services that SIGN_IN names. Raises ValueError with all that is wrong."""
    services: list[Service] = []
    problems: list[str] = []
    for entry in words(variables.get("SIGN_IN", "")):
        if not entry:
            continue
        kind, _colon, name = entry.partition(":")
        if problem := _problem_of(kind, name, services):
            problems.append(f"SIGN_IN contains {entry!r}: {problem}.")
            continue
        options, option_problems = _read_options(kind, name, variables)
        problems.extend(option_problems)
        services.append(Service(kind, name, options))
    problems.extend(_unknown_variables(services, variables))
    if problems:
        raise ValueError("\n".join(problems))
    return services


def _problem_of(kind: str, name: str, services: list[Service]) -> str:
    if kind not in KINDS:
        return f"services are of the kinds {', '.join(KINDS)}, as in cas:campus"
    if not re.fullmatch(r"[a-z][a-z0-9]*", name):
        return f"a name of small letters and digits has to follow the colon, as in {kind}:campus"
    if name in RESERVED:
        return f"the name {name!r} is reserved, choose another one"
    if any(service.name == name for service in services):
        return f"the name {name!r} is used twice"
    return ""


def _read_options(kind: str, name: str, variables: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    values, problems = {}, []
    for key, option in {**COMMON, **KINDS[kind]}.items():
        variable = f"{PREFIX}{name.upper()}_{key}"
        written = variables.get(variable, "").strip()
        values[key.lower()] = option.default
        if written:
            try:
                values[key.lower()] = option.parse(written)
            except ValueError as error:
                problems.append(f"{variable} {error}.")
        elif option.is_required:
            problems.append(f"{variable} is not set.")
    if not problems:
        problems.extend(_contradictions(kind, f"{PREFIX}{name.upper()}_", values))
    return values, problems


def _contradictions(kind: str, prefix: str, values: dict[str, Any]) -> Iterator[str]:
    if values["affiliations"] and not values["email_domains"]:
        yield f"{prefix}AFFILIATIONS needs {prefix}EMAIL_DOMAINS, because an account has a verified address."
    if kind in PACKAGES and find_spec(PACKAGES[kind][0]) is None:
        yield f"{prefix[:-1]} needs the package {PACKAGES[kind][1]}. Install it into .venv."
    if kind == "saml" and bool(values["certificate"]) != bool(values["key"]):
        yield f"{prefix}CERTIFICATE and {prefix}KEY have to be set together."
    if kind == "ldap":
        if "{username}" not in values["filter"]:
            yield f"{prefix}FILTER has to contain {{username}}."
        url = urlsplit(values["url"])
        if url.scheme == "ldap" and not values["start_tls"] and not is_on_this_machine(url.hostname):
            yield f"{prefix}URL would send passwords unencrypted: use ldaps://, or set {prefix}START_TLS=1."


def _unknown_variables(services: list[Service], variables: Mapping[str, str]) -> Iterator[str]:
    variable_names = {
        f"{PREFIX}{service.name.upper()}_{key}"
        for service in services
        for key in {**COMMON, **KINDS[service.kind]}
    }
    prefixes = tuple(f"{PREFIX}{service.name.upper()}_" for service in services)
    for variable in sorted(variables):
        if variable.startswith(prefixes) and variable not in variable_names:
            yield f"{variable} is not a setting of that service."
        elif variable.startswith(PREFIX) and not variable.startswith(prefixes):
            yield f"{variable} belongs to no service in SIGN_IN."
