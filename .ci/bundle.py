"""An offline bundle: the wheels of the package and all it needs, for chosen platforms, with checksums and how to install them.

python .ci/bundle.py [--platform linux --platform windows ...] [--python 3.12 ...] [--output dist/...zip]
Needs pip 23 or later and a network; what it writes needs neither a network nor a compiler.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLATFORMS = {
    "linux": ("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "linux-arm": ("manylinux_2_28_aarch64", "manylinux_2_27_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"),
    "macos": ("macosx_14_0_arm64", "macosx_13_0_arm64", "macosx_12_0_arm64", "macosx_11_0_arm64"),
    "macos-intel": ("macosx_14_0_x86_64", "macosx_13_0_x86_64", "macosx_12_0_x86_64", "macosx_10_15_x86_64"),
    "windows": ("win_amd64",),
}
SYSTEMS = {"linux": ("linux", "Linux", "posix"), "macos": ("darwin", "Darwin", "posix"), "windows": ("win32", "Windows", "nt")}
USUAL = ("linux", "macos", "windows")
PYTHONS = ("3.11", "3.12", "3.13")
EPOCH = (2020, 1, 1, 0, 0, 0)

INSTALL = """\
integrationrules {version} - offline installation

Pythons: {pythons}. Platforms: {platforms}.
Nothing is fetched from the network, and no compiler is needed. In the folder with this file:

Linux, macOS:
  python3 -m venv venv
  venv/bin/python -m pip install --no-index --find-links wheels integrationrules

Windows (PowerShell):
  py -3 -m venv venv
  venv\\Scripts\\python -m pip install --no-index --find-links wheels integrationrules

Then: venv/bin/integrationrules --version (Windows: venv\\Scripts\\integrationrules --version)

Check the files first, if they came over an open line:
  Linux: sha256sum --check SHA256SUMS        macOS: shasum --algorithm 256 --check SHA256SUMS
  Windows: Get-FileHash wheels\\*.whl, and compare with SHA256SUMS
"""


def main(arguments: list[str] | None = None) -> int:
    """Writes the bundle, whole or not at all; 1 where a wheel for one of the platforms cannot be had."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--platform", action="append", choices=PLATFORMS, help=f"default: {', '.join(USUAL)}")
    parser.add_argument("--python", action="append", choices=PYTHONS, help="default: all of them")
    parser.add_argument("--output", type=Path)
    asked = parser.parse_args(arguments)
    platforms, pythons = asked.platform or list(USUAL), asked.python or list(PYTHONS)
    with tempfile.TemporaryDirectory() as folder:
        wheels = Path(folder) / "wheels"
        _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
        (own,) = wheels.glob("integrationrules-*.whl")
        version = own.name.split("-")[1]
        needed = Path(folder) / "needed.txt"
        needed.write_text(_runtime(own), encoding="utf-8")
        for platform in platforms:
            for python in pythons:
                print(f"{platform}, Python {python}", flush=True)
                if not _download(needed, wheels, platform, python):
                    print(f"no wheels for {platform} and Python {python}: the bundle was not written", file=sys.stderr)
                    return 1
        target = asked.output or ROOT / "dist" / f"integrationrules-{version}-offline.zip"
        text = INSTALL.format(version=version, pythons=", ".join(pythons), platforms=", ".join(platforms))
        count = _write(target, sorted(wheels.glob("*.whl")), text)
    print(f"{target}: {count} wheels, {target.stat().st_size / 1e6:.0f} MB")
    return 0


def _runtime(wheel: Path) -> str:
    """What the wheel says it needs, as requirements: everything but the extras."""
    return "".join(f"{line}\n" for line in _needs(wheel) if "extra ==" not in line)


def _needs(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        lines = archive.read(name).decode("utf-8").splitlines()
    return [line.removeprefix("Requires-Dist: ") for line in lines if line.startswith("Requires-Dist: ")]


def _lacking(wheels: Path, platform: str, python: str) -> set[str]:
    """What some wheel needs there and no wheel is. pip follows the markers of the platform it runs on, not of the one it downloads for."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    there = {canonicalize_name(wheel.name.split("-")[0]) for wheel in wheels.glob("*.whl")}
    sys_platform, system, os_name = SYSTEMS[platform.partition("-")[0]]
    where = {
        "python_version": python, "python_full_version": f"{python}.0", "extra": "",
        "sys_platform": sys_platform, "platform_system": system, "os_name": os_name,
    }
    found = set()
    for wheel in wheels.glob("*.whl"):
        for line in _needs(wheel):
            need = Requirement(line)
            if (need.marker is None or need.marker.evaluate(where)) and canonicalize_name(need.name) not in there:
                found.add(need.name)
    return found


def _download(needed: Path, wheels: Path, platform: str, python: str) -> bool:
    """The tested versions of what is needed, as wheels of one platform, and what only that platform needs."""
    command = ["download", "--only-binary=:all:", "--implementation", "cp", "--python-version", python, "--dest", str(wheels)]
    command += [part for tag in PLATFORMS[platform] for part in ("--platform", tag)]
    pins = needed.with_name(f"pins-{python}.txt")
    pins.write_text(_pinned(ROOT / "requirements.lock", python), encoding="utf-8")
    command += ["--constraint", str(pins)]
    if _pip(*command, "--requirement", str(needed), check=False):
        return False
    while lacking := _lacking(wheels, platform, python):
        if _pip(*command, *sorted(lacking), check=False):
            return False
    return True


def _pinned(lock: Path, python: str) -> str:
    """The lock file's versions for one Python; pip would read its markers for the Python that runs it."""
    from packaging.requirements import Requirement

    kept = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            found = Requirement(line)
            if found.marker is None or found.marker.evaluate({"python_version": python, "python_full_version": f"{python}.0"}):
                kept.append(f"{found.name}{found.specifier}")
    return "\n".join(kept) + "\n"


def _write(target: Path, wheels: Sequence[Path], text: str) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    sums = "".join(f"{hashlib.sha256(wheel.read_bytes()).hexdigest()}  wheels/{wheel.name}\n" for wheel in wheels)
    unfinished = target.with_name(target.name + ".part")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as archive:
            for name, content in (("INSTALL.txt", text.encode()), ("SHA256SUMS", sums.encode())):
                archive.writestr(zipfile.ZipInfo(name, EPOCH), content)
            for wheel in wheels:
                archive.writestr(zipfile.ZipInfo(f"wheels/{wheel.name}", EPOCH), wheel.read_bytes())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return len(wheels)


def _pip(*arguments: str, check: bool = True) -> int:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, check=check).returncode


if __name__ == "__main__":
    sys.exit(main())
