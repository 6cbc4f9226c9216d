"""What the environment says about this installation, read once by the composition roots."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from forms.paper.pdf.fonts import Fonts
from workflows.files.scanner import Scanner, checked_address
from workflows.outbox.outside import Outside, read_outside

ROOT = Path(__file__).resolve().parents[1]
MOST_WORKERS, MOST_HOURS = 16, 9999


@dataclass(frozen=True)
class SingleSignOn:
    """An OpenID Connect provider: where it describes itself, and who we are to it."""

    metadata: str  # https://…/.well-known/openid-configuration
    client_id: str
    client_secret: str


@dataclass(frozen=True)
class Settings:
    """One installation. `url` is the address people use; behind TLS it begins with https."""

    folder: Path
    database: str
    production: bool = False
    url: str = ""
    single_sign_on: SingleSignOn | None = None
    given_secret: str = ""
    workers: int = 1  # threads of the app process that do jobs; 0: another process does them
    scanner: Scanner | None = None
    outside: Outside = Outside()
    fonts: Fonts = Fonts()  # of papers as PDF
    clock_gap: timedelta = timedelta(hours=72)  # off for longer: an administrator is asked about the date

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def https(self) -> bool:
        return self.url.startswith("https://")

    def secret(self) -> str:
        """The key of what we sign: the given one, else one made at the first start and kept beside the database."""
        return self.given_secret or _kept_secret(self.folder / "secret")


def read_settings(environment: Mapping[str, str]) -> Settings:
    """SANDBOX_ENV, _DATA, _URL, _SECRET, _WORKERS, _CLOCK_GAP (hours), _FONTS, _OIDC_…, _SMTP_…, _WEBHOOK_…

    Also DATABASE_URL and CLAMD_….
    Raises `ValueError` that names a wrong one.
    """
    kind = environment.get("SANDBOX_ENV", "practice")
    if kind not in ("practice", "production"):
        raise ValueError(f"SANDBOX_ENV is practice or production, not {kind}")
    url = _address(environment.get("SANDBOX_URL", ""))
    folder = Path(environment.get("SANDBOX_DATA") or ROOT / "data" / "var").resolve()
    return Settings(
        folder=folder,
        database=environment.get("DATABASE_URL") or f"sqlite:///{(folder / 'office.db').as_posix()}",
        production=kind == "production",
        url=url,
        single_sign_on=_provider(environment),
        given_secret=environment.get("SANDBOX_SECRET", ""),
        workers=_workers(environment.get("SANDBOX_WORKERS") or "1"),
        scanner=_scanner(environment),
        outside=read_outside(environment, url),
        fonts=_fonts(environment.get("SANDBOX_FONTS", "")),
        clock_gap=_gap(environment.get("SANDBOX_CLOCK_GAP") or "72"),
    )


def _workers(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= MOST_WORKERS):
        raise ValueError(f"SANDBOX_WORKERS is a number from 0 to {MOST_WORKERS}, not {text}")
    return int(text)


def _fonts(text: str) -> Fonts:
    """SANDBOX_FONTS: names of fonts that come first, and folders that are looked into besides, between commas."""
    given = [part.strip() for part in text.split(",") if part.strip()]
    folders = tuple(Path(g) for g in given if Path(g).is_absolute())
    wrong = next((f for f in folders if not f.is_dir()), None)
    if wrong is not None:
        raise ValueError(f"SANDBOX_FONTS names no folder: {wrong}")
    return Fonts(tuple(g for g in given if not Path(g).is_absolute()), folders)


def _gap(text: str) -> timedelta:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= MOST_HOURS):
        raise ValueError(f"SANDBOX_CLOCK_GAP is a number of hours from 1 to {MOST_HOURS}, not {text}")
    return timedelta(hours=int(text))


def _address(url: str) -> str:
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise ValueError(f"SANDBOX_URL is http://… or https://…, not {url}")
    return f"{parts.scheme}://{parts.netloc}" if url else ""


def _provider(environment: Mapping[str, str]) -> SingleSignOn | None:
    names = [f"SANDBOX_OIDC_{n}" for n in ("METADATA", "CLIENT_ID", "CLIENT_SECRET")]
    given = [environment.get(n, "") for n in names]
    if not any(given):
        return None
    if not all(given):
        raise ValueError(f"single sign-on needs all of {', '.join(names)}")
    return SingleSignOn(*given)


def _scanner(environment: Mapping[str, str]) -> Scanner | None:
    """CLAMD_ADDRESS, and what becomes of files while nobody answers there: CLAMD_UNREACHABLE is refuse or accept."""
    address, policy = environment.get("CLAMD_ADDRESS", ""), environment.get("CLAMD_UNREACHABLE", "refuse")
    if policy not in ("refuse", "accept"):
        raise ValueError(f"CLAMD_UNREACHABLE is refuse or accept, not {policy}")
    return Scanner(checked_address(address), policy == "accept") if address else None


def _kept_secret(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text(encoding="utf-8")
