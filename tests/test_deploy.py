"""The files for an operator hold together, as far as can be told without containers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "deploy" / "opensearch"
NODES = ("opensearch1", "opensearch2", "opensearch3")
HASH = "$2y$12$" + "a" * 53


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def prepared(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What prepare.sh does with a docker that answers with a hash."""
    docker = folder / "bin" / "docker"
    docker.parent.mkdir(parents=True, exist_ok=True)
    docker.write_text(f"#!/bin/sh\necho \"$@\" >>'{folder}/asked'\necho noise\necho '{HASH}'\n", encoding="utf-8")
    docker.chmod(0o755)
    environment = {"PATH": f"{docker.parent}:{os.environ['PATH']}", **environment}
    command: list[str | Path] = ["bash", FOLDER / "prepare.sh", folder / "secret"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.name)
def test_lines_are_those_of_yaml(path: Path) -> None:
    """A plain check: indents by two, keys and items only, brackets and quotes closed, no key twice in one place."""
    keys: dict[int, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        body = line.strip()
        if not body or body.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip(" "))
        assert indent % 2 == 0, line
        assert re.match(r"- \S|[\w.<-]+:( |$)", body), line
        assert all(body.count(a) == body.count(b) for a, b in ("{}", "[]")), line
        assert body.count('"') % 2 == 0, line
        keys = {place: known for place, known in keys.items() if place <= indent}
        key = body.partition(":")[0]
        assert body.startswith("- ") or key not in keys.setdefault(indent, set()), line
        keys.setdefault(indent, set()).add(key)


def test_every_variable_is_one_that_an_operator_is_told_of() -> None:
    used = set(re.findall(r"\$\{([A-Z_]+)", text("docker-compose.yml") + text("opensearch.yml")))
    told = set(re.findall(r"^([A-Z_]+)=", text("settings.env.example"), re.MULTILINE))
    assert used - {"NODE_NAME"} <= told
    given = set(re.findall(r"^  ([A-Z_]+): ", text("docker-compose.yml"), re.MULTILINE)) | {"NODE_NAME"}
    assert set(re.findall(r"\$\{([A-Z_]+)\}", text("opensearch.yml"))) <= given


def test_passwords_are_in_no_file() -> None:
    assert re.findall(r"PASSWORD=(.*)", text("settings.env.example")) == ["", ""]
    assert not [path.name for path in FOLDER.iterdir() if path.is_file() and "$2y$" in path.read_text(encoding="utf-8")]


def test_each_service_is_a_node_with_what_it_mounts() -> None:
    services = re.split(
        r"^  (?=opensearch\d:)", text("docker-compose.yml").split("\nnetworks:\n")[0], flags=re.MULTILINE
    )
    assert [service.partition(":")[0] for service in services[1:]] == list(NODES)
    for node, service in zip(NODES, services[1:], strict=True):
        assert f"NODE_NAME: {node}}}" in service
        assert f"./secret/{node}:" in service
        assert not set(NODES) - {node} & set(re.findall(r"opensearch\d", service))
        mounted = re.findall(r"- \./([\w.]+):", service)
        assert mounted
        assert [name for name in mounted if not (FOLDER / name).is_file()] == []
    for setting in ("discovery.seed_hosts", "cluster.initial_cluster_manager_nodes"):
        assert f"{setting}: [{', '.join(NODES)}]" in text("opensearch.yml")


def test_the_role_reaches_the_catalogue_only() -> None:
    role = text("roles.yml").split("\nlubiao:\n")[1]
    patterns = re.findall(r"- (\S+)", role.split("index_patterns:")[1].split("allowed_actions:")[0])
    assert patterns == ["lubiao", "lubiao-*"]
    rights = re.findall(r"- ((?:cluster|indices):\S+)", role)
    assert {right.split(":")[0] for right in rights} == {"cluster", "indices"}
    assert not [right for right in rights if re.fullmatch(r"(cluster|indices):(admin/|monitor/)?\*", right)]
    assert len(rights) == role.count("- ") - len(patterns) - 1
    assert "users: [lubiao]" in text("roles_mapping.yml").split("\nlubiao:\n")[1]


def test_certificates_are_those_that_the_settings_name(tmp_path: Path) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    passwords = {"OPENSEARCH_ADMIN_PASSWORD": "one-secret", "LUBIAO_OPENSEARCH_PASSWORD": "another-secret"}
    done = prepared(tmp_path, **passwords)
    assert done.returncode == 0, done.stderr
    secret = tmp_path / "secret"
    for name in re.findall(r"certificates/(\S+)", text("opensearch.yml")):
        assert all((secret / node / name).is_file() for node in NODES)
    for node in NODES:
        check: list[str | Path] = [
            "openssl",
            "verify",
            "-CAfile",
            secret / "ca.pem",
            "-verify_hostname",
            node,
            secret / node / "node.pem",
        ]
        subprocess.run(check, check=True, capture_output=True)
    for path, names in ((secret / "opensearch2" / "node.pem", "nodes_dn"), (secret / "admin.pem", "admin_dn")):
        about: list[str | Path] = ["openssl", "x509", "-in", path, "-noout", "-subject", "-nameopt", "RFC2253"]
        subject = (
            subprocess.run(about, check=True, capture_output=True, text=True).stdout.strip().removeprefix("subject=")
        )
        assert f'"{subject}"' in text("opensearch.yml").split(names)[1].splitlines()[0]
    users = (secret / "internal_users.yml").read_text(encoding="utf-8")
    assert re.findall(r'^(\w+):\n  hash: "(.+)"$', users, re.MULTILINE) == [("admin", HASH), ("lubiao", HASH)]
    assert (secret / "ca.key").stat().st_mode & 0o077 == 0
    assert "secret" not in (tmp_path / "asked").read_text(encoding="utf-8"), "a password was an argument"
    before = {path: path.read_bytes() for path in secret.rglob("*") if path.is_file()}
    assert prepared(tmp_path, **passwords).returncode == 0
    assert {path: path.read_bytes() for path in secret.rglob("*") if path.is_file()} == before, "what is there is kept"


def test_a_missing_password_is_named(tmp_path: Path) -> None:
    done = prepared(tmp_path, OPENSEARCH_ADMIN_PASSWORD="one")
    assert done.returncode == 2
    assert "LUBIAO_OPENSEARCH_PASSWORD is empty" in done.stderr
    assert not (tmp_path / "secret").exists()
