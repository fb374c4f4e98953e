"""What files say of keys in odd ways: unknown is never empty, and nothing hangs or is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Command

from keylint import engine, evidence, readers, registry
from keylint.document import Document
from keylint.examples import unpack
from keylint.record import KeyRecord, Permission, Scope

RULES = {rule.id: rule for rule in registry.load()}


def record(text: str, path: str = "k.json") -> KeyRecord:
    tree = readers.read(path, text)
    assert tree is not None
    (found,) = evidence.records(tree, path)
    return found


def rules(text: str, path: str = "k.json") -> list[str]:
    document = Document(path, text)
    return sorted(
        name
        for name, rule in RULES.items()
        if name.startswith("key-")
        for _ in engine.matches(rule, document)
    )


@pytest.mark.parametrize(
    "value",
    ["{{ ips }}", "${IPS}", "${IPS:-}", "$IPS", "%IPS%", "{% if a %}x{% endif %}", "<ips>", "?"],
)
def test_what_is_filled_in_later_is_unknown(value: str) -> None:
    said = record(
        f'{{"gemini": {{"api_key": "k", "roles": ["Trader"], "ip_whitelist": "{value}", '
        f'"created": "{value}", "scope": "{value}"}}}}'
    )
    assert (said.ip_list, said.created, said.scope) == (None, None, None)
    assert rules(f'{{"gemini": {{"api_key": "k", "permissions": "{value}"}}}}') == []


def test_helm_and_jinja_in_yaml_are_unknown_or_told_as_unread() -> None:
    quoted = 'gemini:\n  api_key: k\n  ip_whitelist: "{{ .Values.ips }}"\n'
    assert rules(quoted, "values.yaml") == []
    bare = "gemini:\n  api_key: k\n  ip_whitelist: {{ .Values.ips }}\n{{- if .x }}\n"
    document = Document("values.yaml", bare)
    assert document.records == ()
    assert document.unread_structure


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("42", ["key-ip-allowlist-unroutable"]),
        ("0", ["key-without-ip-allowlist"]),
        ("false", ["key-without-ip-allowlist"]),
        ("true", []),
        ("{}", ["key-without-ip-allowlist"]),
        ("[[]]", ["key-without-ip-allowlist"]),
        ("[null, null]", ["key-without-ip-allowlist"]),
        ('[" 8.8.8.8 "]', []),
        ('"8.8.8.8;8.8.4.4"', []),
        ('"8.8.8.8\\n8.8.4.4"', []),
    ],
)
def test_a_list_that_is_none(value: str, found: list[str]) -> None:
    assert rules(f'{{"gemini": {{"api_key": "k", "ip_whitelist": {value}}}}}') == found


@pytest.mark.parametrize("value", ["42", "true", "null", '""', "[]", "{}", "[[]]", "[null]"])
def test_permissions_that_are_none_give_nothing(value: str) -> None:
    assert rules(f'{{"gemini": {{"api_key": "k", "permissions": {value}}}}}') == []


def test_of_a_field_that_is_named_twice_each_is_judged() -> None:
    text = '{"gemini": {"api_key": "k", "roles": ["Trader"], "roles": ["Fund Manager"]}}'
    assert rules(text) == ["key-can-withdraw"]


def test_two_documents_with_one_label_are_two_records() -> None:
    text = "".join(
        f"exchange: gemini\nlabel: bot\napi_key: k\nip_whitelist: {one}\n---\n"
        for one in ("[]", "'*'")
    )
    assert rules(text, "k.yaml") == ["key-without-ip-allowlist"] * 2


def test_three_states_are_told_apart() -> None:
    said = record('{"gemini": {"api_key": "k", "can_withdraw": true, "can_trade": false}}')
    assert [grant.permission for grant in said.grants] == [Permission.WITHDRAW]
    assert [grant.permission for grant in said.denied] == [Permission.TRADE]
    assert said.heartbeat is None


def test_every_statement_has_its_field() -> None:
    text = (
        '{"keys": [{"exchange": "gemini", "label": "bot", "api_key": "${GEMINI_API_KEY}", '
        '"scope": "master", "roles": ["Trader"], "ip_whitelist": ["8.8.8.8"], '
        '"created": "2019-03-01", "expires": "2099-03-01", "rotate_after": "90 days", '
        '"environment": "production", "heartbeat": true}]}'
    )
    said = record(text)
    stated = (
        said.exchange, said.label, said.scope, said.created, said.expires, said.rotate_after,
        said.environment, said.heartbeat,
    )  # fmt: skip
    for one in stated:
        assert one is not None
        assert one.field is not None
        start, end = one.field.span.start, one.field.span.end
        assert text[start:end].strip('"') == (
            one.field.text if one.field.text != "True" else "true"
        )
    assert said.scope is not None
    assert said.scope.value is Scope.MASTER
    assert [reference.variable for reference in said.references] == ["GEMINI_API_KEY"]


def test_a_key_id_is_a_reference_and_its_scope_and_never_shown() -> None:
    made = unpack('{"gemini": {"api_key": "master-{base62:20}"}}').text
    said = record(made)
    value = made.split('"')[5]
    assert said.is_master
    assert said.references[0].value is not None
    assert said.references[0].value.reveal() == value
    assert value not in repr(said)


def test_a_secret_in_a_list_of_addresses_is_not_shown(keylint: Command, tmp_path: Path) -> None:
    made = unpack('{"gemini": {"api_key": "k", "ip_whitelist": ["{base58-20-bytes}"]}}').text
    value = made.split('"')[9]
    (tmp_path / "k.json").write_text(made)
    for form in ("text", "json", "sarif"):
        done = keylint("scan", "--format", form, cwd=tmp_path)
        assert "key-ip-allowlist-unroutable" in done.out
        assert value not in done.out + done.err
        assert value[6:20] not in done.out + done.err
    assert value not in keylint("keys", cwd=tmp_path).out


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("k.json", '{"gemini": {"api_key": "k", "roles": ' + "[" * 20_000 + "]" * 20_000 + "}}"),
        ("k.yaml", "gemini:\n  api_key: k\n  roles: " + "[" * 20_000 + "]" * 20_000 + "\n"),
        ("k.toml", 'gemini.api_key = "k"\ngemini.roles = ' + "[" * 20_000 + "]" * 20_000 + "\n"),
        ("k.tf", 'gemini = { api_key = "k", roles = ' + "[" * 20_000 + "]" * 20_000 + "}\n"),
        ("k.js", 'gemini = {api_key: "k", roles: ' + "[" * 20_000 + "]" * 20_000 + "}\n"),
        ("k.py", 'gemini = {"api_key": "k", "roles": ' + "[" * 20_000 + "]" * 20_000 + "}\n"),
        ("k.xml", "<gemini><roles>" * 10_000 + "</roles></gemini>" * 10_000),
    ],
)
def test_what_is_nested_too_deeply_is_told_and_the_text_is_judged(
    keylint: Command, tmp_path: Path, path: str, text: str
) -> None:
    leak = unpack("gemini_api_secret = {base58-20-bytes}").text
    comment = {"k.js": "//", "k.xml": "<!--", "k.json": "//"}.get(path, "#")
    (tmp_path / path).write_text(f"{text}\n{comment} {leak}\n")
    done = keylint("scan", cwd=tmp_path)
    assert done.code == 1, done.all
    assert "gemini-api-secret" in done.out
    assert "Traceback" not in done.err
    assert "only as text" in " ".join(done.out.split()) or path == "k.js"


def test_an_alias_bomb_gives_no_more_records_than_are_written() -> None:
    levels = "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 30))
    text = f"a0: &a0\n  exchange: gemini\n  api_key: k\n  ip_whitelist: []\n{levels}"
    assert set(rules(text, "k.yaml")) == {"key-without-ip-allowlist"}
    assert len(Document("k.yaml", text).records) <= 2
