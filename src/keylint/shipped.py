"""What calls up each rule that keylint ships, known before any rule is loaded.

Written by docs/triggers.py (`make docs`); do not edit.
"""

# ruff: noqa
# fmt: off

from keylint.gate.trigger import Facet, Trigger

SIGNS_0 = (
    '(?:^|[^A-Za-z0-9_/+.-]|:-)[123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz]{26,28}(?:$|[^A-Za-z0-9_/+=-])',
    '(?:account|master)-[A-Za-z0-9]{20}',
    '(?i)[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}',
    '["\'`][A-Za-z0-9-]+["\'`](?:[ \\t]*(?:\\+|\\.{1,2}|&|<>|~|\\|\\|)(?:[ \\t]*\\\\?\\r?\\n[ \\t]*)?|[ \\t]*\\\\?\\r?\\n[ \\t]*|[ \\t]+)(?:[ \\t]*\\\\?\\r?\\n[ \\t]*)?(?:(?:\\+|\\.{1,2}|&|<>|~|\\|\\|))?[ \\t]*(?:[ \\t]*\\\\?\\r?\\n[ \\t]*)?[bfruLR@]{0,2}["\'`][A-Za-z0-9-]+["\'`]',
    '[A-Za-z0-9]\\\\\\r?\\n[ \\t]*[A-Za-z0-9]',
    '%(?:(?:2[Dd]|3[0-9]|[4-7][0-9A-Fa-f])|[0-9A-Fa-f]{2}[A-Za-z0-9-]{20})',
    '\\\\(?:x|u00|u\\{00|u\\{|U0000)(?:(?:00)?(?:2[Dd]|3[0-9]|[4-7][0-9A-Fa-f])|[0-9A-Fa-f]{2,4}\\}?[A-Za-z0-9-]{20})',
    '\\\\(?:(?:055|06[0-7]|07[01]|1[0-7][0-7])|[0-3][0-7]{2}[A-Za-z0-9-]{20})',
    '&#x(?:0{0,3}(?:2[Dd]|3[0-9]|[4-7][0-9A-Fa-f]);|[0-9A-Fa-f]{1,5};[A-Za-z0-9-]{20})',
    '&#(?:0{0,3}(?:45|4[89]|5[0-7]|6[5-9]|[7-9][0-9]|1[0-2][0-9]);|[0-9]{1,6};[A-Za-z0-9-]{20})',
    '\\\\[nrt][A-Za-z0-9-]{20}',
    '(?:[K-Za-e][C-HS-Xi-ny-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/_-]){5}',
    '[A-Za-z0-9+/_-]{38}(?:[A-Za-z0-9+/][A-Za-z0-9+/_-]|[A-Za-z0-9+/_-][A-Za-z0-9+/])={0,2}[ \\t]*\\\\?\\r?\\n[ \\t]*[A-Za-z0-9+/]',
)

SIGNS_1 = (
    '(?:A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[0-9A-Z]{16}|[\'\\"][0-9a-zA-Z/+]{40}[\'\\"]',
)

SIGNS_2 = (
    'AccountKey=[a-zA-Z0-9+/=]{88}',
)

SIGNS_3 = (
    '[MNO][a-zA-Z0-9_-]{23,25}\\.[a-zA-Z0-9_-]{6}\\.[a-zA-Z0-9_-]{27}',
)

SIGNS_4 = (
    'gh[pousr]_[A-Za-z0-9_]{36}',
)

SIGNS_5 = (
    '(?:gl[a-z]{2,5}-|GR1348941)[A-Za-z0-9_-]{20}',
)

SIGNS_6 = (
    '[0-9a-z]{32}-us[0-9]',
)

SIGNS_7 = (
    ':_authToken=',
)

SIGNS_8 = (
    'T3BlbkFJ[A-Za-z0-9]{20}',
)

SIGNS_9 = (
    'BEGIN [A-Z0-9 ]{0,20}PRIVATE KEY|PuTTY-User-Key-File-2',
)

SIGNS_10 = (
    'pypi-AgE[A-Za-z0-9_-]{70}',
)

SIGNS_11 = (
    'SG\\.[a-zA-Z0-9_-]{22}\\.[a-zA-Z0-9_-]{43}',
)

SIGNS_12 = (
    '(?i)xox[abpors]-[0-9]|hooks\\.slack\\.com/services/T',
)

SIGNS_13 = (
    'sq0csp-[0-9A-Za-z\\\\_-]{43}',
)

SIGNS_14 = (
    '[rs]k_live_[0-9a-zA-Z]{24}',
)

SIGNS_15 = (
    '[0-9]{8,10}:[0-9A-Za-z_-]{35}',
)

SIGNS_16 = (
    '(?:AC|SK)[a-z0-9]{32}',
)

SIGNS_17 = (
)

TRIGGERS = (
    Trigger('gemini-api-key', ('gemini', 'account-', 'master-', 'z2vtaw5p', 'dlbwlua', 'nzw1pbm', 'r0vnsu5j', 'dftulos', 'hru1jtk', 'r2vtaw5p', 'hzw1pbm', 'ywnjb3vudc', 'fjy291bnqt', 'hy2nvdw50l', 'qundt1vovc', 'fdq09vtlqt', 'bq0npvu5ul', 'qwnjb3vudc', 'by2nvdw50l', 'bwfzdgvyl', '1hc3rlci', 'tyxn0zxit', 'tuftvevsl', '1bu1rfui', 'nqvnurvit', 'twfzdgvyl', 'nyxn0zxit'), (), SIGNS_0, Facet.CREDENTIALS, waits=False, finds_secrets=True),
    Trigger('gemini-api-secret', ('gemini', 'account-', 'master-', 'z2vtaw5p', 'dlbwlua', 'nzw1pbm', 'r0vnsu5j', 'dftulos', 'hru1jtk', 'r2vtaw5p', 'hzw1pbm', 'ywnjb3vudc', 'fjy291bnqt', 'hy2nvdw50l', 'qundt1vovc', 'fdq09vtlqt', 'bq0npvu5ul', 'qwnjb3vudc', 'by2nvdw50l', 'bwfzdgvyl', '1hc3rlci', 'tyxn0zxit', 'tuftvevsl', '1bu1rfui', 'nqvnurvit', 'twfzdgvyl', 'nyxn0zxit'), (), SIGNS_0, Facet.CREDENTIALS, waits=False, finds_secrets=True),
    Trigger('gemini-oauth-token', ('gemini', 'z2vtaw5p', 'dlbwlua', 'nzw1pbm', 'r0vnsu5j', 'dftulos', 'hru1jtk', 'r2vtaw5p', 'hzw1pbm'), (), SIGNS_0, Facet.CREDENTIALS, waits=False, finds_secrets=True),
    Trigger('generic-secret', ('akia', 'asia', 'abia', 'acca', 'a3t', 'aws'), (), SIGNS_1, None, waits=False, finds_secrets=True),
    Trigger('generic-secret', ('accountkey=',), (), SIGNS_2, None, waits=False, finds_secrets=True),
    Trigger('generic-secret', ('discord', 'token'), (), SIGNS_3, None, waits=False, finds_secrets=True),
    Trigger('generic-secret', ('ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'), (), SIGNS_4, None, waits=False, finds_secrets=True),
    Trigger('generic-secret', ('glpat-', 'gldt-', 'glft-', 'glsoat-', 'glrt-', 'gr1348941', 'glcbt-', 'glimt-', 'glptt-', 'glagent-', 'gloas-'), (), SIGNS_5, None, waits=False, finds_secrets=True),
    Trigger('generic-secret', ('-us',), (), SIGNS_6, None, waits=False, finds_secrets=True),
    Trigger('generic-secret', (':_authtoken',), (), SIGNS_7, None, waits=False, finds_secrets=True),
    Trigger('generic-secret', ('t3blbkfj',), (), SIGNS_8, None, waits=False, finds_secrets=True),
    Trigger('generic-secret', ('private key', 'ssh2 encrypted', 'putty-user'), (), SIGNS_9, None, waits=False, finds_secrets=True),
    Trigger('generic-secret', ('pypi-age',), (), SIGNS_10, None, waits=False, finds_secrets=True),
    Trigger('generic-secret', ('sg.',), (), SIGNS_11, None, waits=False, finds_secrets=True),
    Trigger('generic-secret', ('xox', 'hooks.slack.com'), (), SIGNS_12, None, waits=False, finds_secrets=True),
    Trigger('generic-secret', ('sq0csp-',), (), SIGNS_13, None, waits=False, finds_secrets=True),
    Trigger('generic-secret', ('k_live_',), (), SIGNS_14, None, waits=False, finds_secrets=True),
    Trigger('generic-secret', ('telegram', 'bot', 'token'), (), SIGNS_15, None, waits=False, finds_secrets=True),
    Trigger('generic-secret', ('twilio',), (), SIGNS_16, None, waits=False, finds_secrets=True),
    Trigger('google-gemini-api-key', ('aizasy', 'aq.ab8rn6', 'qul6yvn5', 'fjemfte', 'bsxphu3', 'qulaqvnz', 'fjwkftw', 'bsvpbu1', 'qwl6yxn5', 'fpemfze', 'baxphc3', 'qveuqwi4uk42', 'frlkfiofjon', 'bus5byjhstj', 'qveuqui4uk42', 'frlkfcofjon', 'bus5bqjhstj', 'qxeuqwi4um42', 'fxlkfiofjun', 'bcs5byjhsbj'), (), SIGNS_17, None, waits=False, finds_secrets=True),
    Trigger('key-can-withdraw', ('withdraw', 'fund', 'send', 'transfer', 'wallet:', 'perm', 'role', 'scope', 'grant', 'right'), (), SIGNS_17, Facet.RECORDS, waits=False, finds_secrets=False),
    Trigger('key-has-unused-permission', ('gemini',), (), SIGNS_17, None, waits=True, finds_secrets=False),
    Trigger('key-ip-allowlist-too-wide', ('white', 'allow', 'trusted', 'restrict', 'cidr', 'ips', 'addresses', 'permitted', 'perm', 'ip_access', 'ip-access', 'ip.access', 'ip access', 'ipaccess', 'ip_list', 'ip-list', 'ip.list', 'ip list', 'iplist', 'any_ip', 'any-ip', 'any.ip', 'any ip', 'anyip', 'all_ips', 'all-ips', 'all.ips', 'all ips', 'allips'), (), SIGNS_17, Facet.RECORDS, waits=False, finds_secrets=False),
    Trigger('key-ip-allowlist-unroutable', ('white', 'allow', 'trusted', 'restrict', 'cidr', 'ips', 'addresses', 'permitted', 'perm', 'ip_access', 'ip-access', 'ip.access', 'ip access', 'ipaccess', 'ip_list', 'ip-list', 'ip.list', 'ip list', 'iplist', 'any_ip', 'any-ip', 'any.ip', 'any ip', 'anyip', 'all_ips', 'all-ips', 'all.ips', 'all ips', 'allips'), (), SIGNS_17, Facet.RECORDS, waits=False, finds_secrets=False),
    Trigger('key-is-master-scoped', ('master', 'group'), (), SIGNS_17, Facet.RECORDS, waits=False, finds_secrets=False),
    Trigger('key-rotation-overdue', ('creat', 'rotat', 'issue', 'generat', 'date', 'as_of', 'as-of', 'as.of', 'as of', 'asof'), ('binance', 'bitfinex', 'bitget', 'bitmex', 'bitstamp', 'bybit', 'coinbase', 'deribit', 'gate', 'gateio', 'gemini', 'htx', 'huobi', 'kraken', 'kucoin', 'lbank', 'mexc', 'okex', 'okx', 'trad', 'perm', 'role', 'scope', 'fund', 'withdraw', 'transfer', 'account-', 'master-', 'wallet', 'trusted', 'white', 'allow'), SIGNS_17, Facet.RECORDS, waits=False, finds_secrets=False),
    Trigger('key-shared-across-environments', ('gemini', 'account-', 'master-'), (), SIGNS_17, None, waits=True, finds_secrets=True),
    Trigger('key-undeclared', ('gemini', '"?"', "'?'"), (), SIGNS_17, None, waits=True, finds_secrets=False),
    Trigger('key-without-ip-allowlist', ('white', 'allow', 'trusted', 'restrict', 'cidr', 'ips', 'addresses', 'permitted', 'perm', 'ip_access', 'ip-access', 'ip.access', 'ip access', 'ipaccess', 'ip_list', 'ip-list', 'ip.list', 'ip list', 'iplist', 'any_ip', 'any-ip', 'any.ip', 'any ip', 'anyip', 'all_ips', 'all-ips', 'all.ips', 'all ips', 'allips'), (), SIGNS_17, Facet.RECORDS, waits=False, finds_secrets=False),
    Trigger('secret-file-tracked', ('gemini', 'account-', 'master-', 'z2vtaw5p', 'dlbwlua', 'nzw1pbm', 'r0vnsu5j', 'dftulos', 'hru1jtk', 'r2vtaw5p', 'hzw1pbm', 'ywnjb3vudc', 'fjy291bnqt', 'hy2nvdw50l', 'qundt1vovc', 'fdq09vtlqt', 'bq0npvu5ul', 'qwnjb3vudc', 'by2nvdw50l', 'bwfzdgvyl', '1hc3rlci', 'tyxn0zxit', 'tuftvevsl', '1bu1rfui', 'nqvnurvit', 'twfzdgvyl', 'nyxn0zxit'), (), SIGNS_0, Facet.CREDENTIALS, waits=False, finds_secrets=False),
)
