"""What calls up each rule that keylint ships, known before any rule is loaded.

Written by docs/triggers.py (`make docs`); do not edit.
"""

# ruff: noqa
# fmt: off

from keylint.gate.trigger import Facet, Trigger

WORDS_0 = (
    'gemini',
    'account-',
    'master-',
    'z2vtaw5p',
    'dlbwlua',
    'nzw1pbm',
    '%67%65%6d',
    '\\x67\\x65\\x6d',
    '\\u0067\\u0065\\u006d',
    '\\147\\145\\155',
    '&#x67;&#x65;&#x6d;',
    '&#103;&#101;&#109;',
    'r0vnsu5j',
    'dftulos',
    'hru1jtk',
    '%47%45%4d',
    '\\x47\\x45\\x4d',
    '\\u0047\\u0045\\u004d',
    '\\107\\105\\115',
    '&#x47;&#x45;&#x4d;',
    '&#71;&#69;&#77;',
    'r2vtaw5p',
    'hzw1pbm',
    '%47%65%6d',
    '\\x47\\x65\\x6d',
    '\\u0047\\u0065\\u006d',
    '\\107\\145\\155',
    '&#x47;&#x65;&#x6d;',
    '&#71;&#101;&#109;',
    'ywnjb3vudc',
    'fjy291bnqt',
    'hy2nvdw50l',
    '%61%63%63',
    '\\x61\\x63\\x63',
    '\\u0061\\u0063\\u0063',
    '\\141\\143\\143',
    '&#x61;&#x63;&#x63;',
    '&#97;&#99;&#99;',
    'qundt1vovc',
    'fdq09vtlqt',
    'bq0npvu5ul',
    '%41%43%43',
    '\\x41\\x43\\x43',
    '\\u0041\\u0043\\u0043',
    '\\101\\103\\103',
    '&#x41;&#x43;&#x43;',
    '&#65;&#67;&#67;',
    'qwnjb3vudc',
    'by2nvdw50l',
    '%41%63%63',
    '\\x41\\x63\\x63',
    '\\u0041\\u0063\\u0063',
    '\\101\\143\\143',
    '&#x41;&#x63;&#x63;',
    '&#65;&#99;&#99;',
    'account%2d',
    'account\\x2d',
    'account\\u002d',
    'account\\055',
    'account&#x2d;',
    'account&#45;',
    'bwfzdgvyl',
    '1hc3rlci',
    'tyxn0zxit',
    '%6d%61%73',
    '\\x6d\\x61\\x73',
    '\\u006d\\u0061\\u0073',
    '\\155\\141\\163',
    '&#x6d;&#x61;&#x73;',
    '&#109;&#97;&#115;',
    'tuftvevsl',
    '1bu1rfui',
    'nqvnurvit',
    '%4d%41%53',
    '\\x4d\\x41\\x53',
    '\\u004d\\u0041\\u0053',
    '\\115\\101\\123',
    '&#x4d;&#x41;&#x53;',
    '&#77;&#65;&#83;',
    'twfzdgvyl',
    'nyxn0zxit',
    '%4d%61%73',
    '\\x4d\\x61\\x73',
    '\\u004d\\u0061\\u0073',
    '\\115\\141\\163',
    '&#x4d;&#x61;&#x73;',
    '&#77;&#97;&#115;',
    'master%2d',
    'master\\x2d',
    'master\\u002d',
    'master\\055',
    'master&#x2d;',
    'master&#45;',
)
WORDS_1 = (
    'gemini',
    'z2vtaw5p',
    'dlbwlua',
    'nzw1pbm',
    '%67%65%6d',
    '\\x67\\x65\\x6d',
    '\\u0067\\u0065\\u006d',
    '\\147\\145\\155',
    '&#x67;&#x65;&#x6d;',
    '&#103;&#101;&#109;',
    'r0vnsu5j',
    'dftulos',
    'hru1jtk',
    '%47%45%4d',
    '\\x47\\x45\\x4d',
    '\\u0047\\u0045\\u004d',
    '\\107\\105\\115',
    '&#x47;&#x45;&#x4d;',
    '&#71;&#69;&#77;',
    'r2vtaw5p',
    'hzw1pbm',
    '%47%65%6d',
    '\\x47\\x65\\x6d',
    '\\u0047\\u0065\\u006d',
    '\\107\\145\\155',
    '&#x47;&#x65;&#x6d;',
    '&#71;&#101;&#109;',
)
WORDS_2 = (
    'akia',
    'asia',
    'abia',
    'acca',
    'a3t',
    'aws',
)
WORDS_3 = (
    'accountkey=',
)
WORDS_4 = (
    'discord',
    'token',
)
WORDS_5 = (
    'ghp_',
    'gho_',
    'ghu_',
    'ghs_',
    'ghr_',
)
WORDS_6 = (
    'glpat-',
    'gldt-',
    'glft-',
    'glsoat-',
    'glrt-',
    'gr1348941',
    'glcbt-',
    'glimt-',
    'glptt-',
    'glagent-',
    'gloas-',
)
WORDS_7 = (
    '-us',
)
WORDS_8 = (
    ':_authtoken',
)
WORDS_9 = (
    't3blbkfj',
)
WORDS_10 = (
    'private key',
    'ssh2 encrypted',
    'putty-user',
)
WORDS_11 = (
    'pypi-age',
)
WORDS_12 = (
    'sg.',
)
WORDS_13 = (
    'xox',
    'hooks.slack.com',
)
WORDS_14 = (
    'sq0csp-',
)
WORDS_15 = (
    'k_live_',
)
WORDS_16 = (
    'telegram',
    'bot',
    'token',
)
WORDS_17 = (
    'twilio',
)
WORDS_18 = (
    'aizasy',
    'aq.ab8rn6',
    'qul6yvn5',
    'fjemfte',
    'bsxphu3',
    '%41%49%7a',
    '\\x41\\x49\\x7a',
    '\\u0041\\u0049\\u007a',
    '\\101\\111\\172',
    '&#x41;&#x49;&#x7a;',
    '&#65;&#73;&#122;',
    'qulaqvnz',
    'fjwkftw',
    'bsvpbu1',
    '%41%49%5a',
    '\\x41\\x49\\x5a',
    '\\u0041\\u0049\\u005a',
    '\\101\\111\\132',
    '&#x41;&#x49;&#x5a;',
    '&#65;&#73;&#90;',
    'qwl6yxn5',
    'fpemfze',
    'baxphc3',
    '%41%69%7a',
    '\\x41\\x69\\x7a',
    '\\u0041\\u0069\\u007a',
    '\\101\\151\\172',
    '&#x41;&#x69;&#x7a;',
    '&#65;&#105;&#122;',
    'qveuqwi4uk42',
    'frlkfiofjon',
    'bus5byjhstj',
    '%41%51%2e',
    '\\x41\\x51\\x2e',
    '\\u0041\\u0051\\u002e',
    '\\101\\121\\056',
    '&#x41;&#x51;&#x2e;',
    '&#65;&#81;&#46;',
    'qveuqui4uk42',
    'frlkfcofjon',
    'bus5bqjhstj',
    'qxeuqwi4um42',
    'fxlkfiofjun',
    'bcs5byjhsbj',
    '%41%71%2e',
    '\\x41\\x71\\x2e',
    '\\u0041\\u0071\\u002e',
    '\\101\\161\\056',
    '&#x41;&#x71;&#x2e;',
    '&#65;&#113;&#46;',
)
WORDS_19 = (
    'withdraw',
    'fund',
    'send',
    'transfer',
    'wallet:',
    'perm',
    'role',
    'scope',
    'grant',
    'right',
)
WORDS_20 = (
    'gemini',
)
WORDS_21 = (
    'white',
    'allow',
    'trusted',
    'restrict',
    'cidr',
    'ips',
    'addresses',
    'permitted',
    'perm',
    'ip_access',
    'ip-access',
    'ip.access',
    'ip access',
    'ipaccess',
    'ip_list',
    'ip-list',
    'ip.list',
    'ip list',
    'iplist',
    'any_ip',
    'any-ip',
    'any.ip',
    'any ip',
    'anyip',
    'all_ips',
    'all-ips',
    'all.ips',
    'all ips',
    'allips',
)
WORDS_22 = (
    'master',
    'group',
)
WORDS_23 = (
    'creat',
    'rotat',
    'issue',
    'generat',
    'date',
    'as_of',
    'as-of',
    'as.of',
    'as of',
    'asof',
)
WORDS_24 = (
    'gemini',
    'account-',
    'master-',
)
BESIDES_0 = (
)
BESIDES_1 = (
    ('binance', 'bitfinex', 'bitget', 'bitmex', 'bitstamp', 'bybit', 'coinbase', 'deribit', 'gate', 'gateio', 'gemini', 'htx', 'huobi', 'kraken', 'kucoin', 'lbank', 'mexc', 'okex', 'okx'),
)
BESIDES_2 = (
    ('binance', 'bitfinex', 'bitget', 'bitmex', 'bitstamp', 'bybit', 'coinbase', 'deribit', 'gate', 'gateio', 'gemini', 'htx', 'huobi', 'kraken', 'kucoin', 'lbank', 'mexc', 'okex', 'okx'),
    ('key', 'secret', 'credential', 'client'),
)
BESIDES_3 = (
    ('binance', 'bitfinex', 'bitget', 'bitmex', 'bitstamp', 'bybit', 'coinbase', 'deribit', 'gate', 'gateio', 'gemini', 'htx', 'huobi', 'kraken', 'kucoin', 'lbank', 'mexc', 'okex', 'okx'),
    ('key', 'secret', 'credential', 'client'),
    ('master', 'group'),
)
BESIDES_4 = (
    ('binance', 'bitfinex', 'bitget', 'bitmex', 'bitstamp', 'bybit', 'coinbase', 'deribit', 'gate', 'gateio', 'gemini', 'htx', 'huobi', 'kraken', 'kucoin', 'lbank', 'mexc', 'okex', 'okx', 'trad', 'perm', 'role', 'scope', 'fund', 'withdraw', 'transfer', 'account-', 'master-', 'wallet', 'trusted', 'white', 'allow'),
)
BESIDES_5 = (
    ('binance', 'bitfinex', 'bitget', 'bitmex', 'bitstamp', 'bybit', 'coinbase', 'deribit', 'gate', 'gateio', 'gemini', 'htx', 'huobi', 'kraken', 'kucoin', 'lbank', 'mexc', 'okex', 'okx', 'trad', 'perm', 'role', 'scope', 'fund', 'withdraw', 'transfer', 'account-', 'master-', 'wallet', 'trusted', 'white', 'allow'),
    ('binance', 'bitfinex', 'bitget', 'bitmex', 'bitstamp', 'bybit', 'coinbase', 'deribit', 'gate', 'gateio', 'gemini', 'htx', 'huobi', 'kraken', 'kucoin', 'lbank', 'mexc', 'okex', 'okx'),
)
BESIDES_6 = (
    ('binance', 'bitfinex', 'bitget', 'bitmex', 'bitstamp', 'bybit', 'coinbase', 'deribit', 'gate', 'gateio', 'gemini', 'htx', 'huobi', 'kraken', 'kucoin', 'lbank', 'mexc', 'okex', 'okx', 'trad', 'perm', 'role', 'scope', 'fund', 'withdraw', 'transfer', 'account-', 'master-', 'wallet', 'trusted', 'white', 'allow'),
    ('binance', 'bitfinex', 'bitget', 'bitmex', 'bitstamp', 'bybit', 'coinbase', 'deribit', 'gate', 'gateio', 'gemini', 'htx', 'huobi', 'kraken', 'kucoin', 'lbank', 'mexc', 'okex', 'okx'),
    ('key', 'secret', 'credential', 'client'),
)
BESIDES_7 = (
    ('binance', 'bitfinex', 'bitget', 'bitmex', 'bitstamp', 'bybit', 'coinbase', 'deribit', 'gate', 'gateio', 'gemini', 'htx', 'huobi', 'kraken', 'kucoin', 'lbank', 'mexc', 'okex', 'okx', 'trad', 'perm', 'role', 'scope', 'fund', 'withdraw', 'transfer', 'account-', 'master-', 'wallet', 'trusted', 'white', 'allow'),
    ('binance', 'bitfinex', 'bitget', 'bitmex', 'bitstamp', 'bybit', 'coinbase', 'deribit', 'gate', 'gateio', 'gemini', 'htx', 'huobi', 'kraken', 'kucoin', 'lbank', 'mexc', 'okex', 'okx'),
    ('key', 'secret', 'credential', 'client'),
    ('master', 'group'),
)
SIGNS_0 = (
    ('(?:^|[^A-Za-z0-9_/+.-]|:-)[123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz]{26,28}(?:$|[^A-Za-z0-9_/+=-])', '(?:account|master)-[A-Za-z0-9]{20}', '(?i)[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'),
)
SIGNS_1 = (
    ('(?:["\'`][A-Za-z0-9-]+["\'`](?:[ \\t]+(?:\\\\?\\r?\\n[ \\t]*)?(?:(?:\\+|\\.{1,2}|&|<>|~|\\|\\|)[ \\t]*(?:\\\\?\\r?\\n[ \\t]*)?)?|\\\\?\\r?\\n[ \\t]*(?:(?:\\+|\\.{1,2}|&|<>|~|\\|\\|)[ \\t]*(?:\\\\?\\r?\\n[ \\t]*)?)?|(?:\\+|\\.{1,2}|&|<>|~|\\|\\|)[ \\t]*(?:\\\\?\\r?\\n[ \\t]*)?)[bfruLR@]{0,2}["\'`][A-Za-z0-9-]+["\'`])|(?:[A-Za-z0-9]\\\\\\r?\\n[ \\t]*[A-Za-z0-9])|(?:%(?:(?:2[Dd]|3[0-9]|[4-7][0-9A-Fa-f])|[0-9A-Fa-f]{2}[A-Za-z0-9-]{20}))|(?:\\\\(?:x|u00|u\\{00|u\\{|U0000)(?:(?:00)?(?:2[Dd]|3[0-9]|[4-7][0-9A-Fa-f])|[0-9A-Fa-f]{2,4}\\}?[A-Za-z0-9-]{20}))|(?:\\\\(?:(?:055|06[0-7]|07[01]|1[0-7][0-7])|[0-3][0-7]{2}[A-Za-z0-9-]{20}))|(?:&#x(?:0{0,3}(?:2[Dd]|3[0-9]|[4-7][0-9A-Fa-f]);|[0-9A-Fa-f]{1,5};[A-Za-z0-9-]{20}))|(?:&#(?:0{0,3}(?:45|4[89]|5[0-7]|6[5-9]|[7-9][0-9]|1[0-2][0-9]);|[0-9]{1,6};[A-Za-z0-9-]{20}))|(?:\\\\[nrt][A-Za-z0-9-]{20})|(?:(?:[K-Za-e][C-HS-Xi-ny-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/_-]){5})|(?:(?:[K-Za-e][C-HS-Xi-ny-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/_-]){2}[A-Za-z0-9+/_-]{0,3}[ \\t]*\\\\?\\r?\\n[ \\t]*[A-Za-z0-9+/_-]{0,3}(?:[K-Za-e][C-HS-Xi-ny-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/_-]){2})|(?:(?:[K-Za-e][C-HS-Xi-ny-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/_-]){4}[A-Za-z0-9+/_-]{1,3}[ \\t]*\\\\?\\r?\\n[ \\t]*[A-Za-z0-9+/_-]{1,3}[K-Za-e][C-HS-Xi-ny-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/_-])|(?:[K-Za-e][C-HS-Xi-ny-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/_-][A-Za-z0-9+/_-]{1,3}[ \\t]*\\\\?\\r?\\n[ \\t]*[A-Za-z0-9+/_-]{1,3}(?:[K-Za-e][C-HS-Xi-ny-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/_-]){4})',),
)
SIGNS_2 = (
    ('(?:A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[0-9A-Z]{16}|[\'\\"][0-9a-zA-Z/+]{40}[\'\\"]',),
)
SIGNS_3 = (
    ('AccountKey=[a-zA-Z0-9+/=]{88}',),
)
SIGNS_4 = (
    ('[MNO][a-zA-Z0-9_-]{23,25}\\.[a-zA-Z0-9_-]{6}\\.[a-zA-Z0-9_-]{27}',),
)
SIGNS_5 = (
    ('gh[pousr]_[A-Za-z0-9_]{36}',),
)
SIGNS_6 = (
    ('(?:gl[a-z]{2,5}-|GR1348941)[A-Za-z0-9_-]{20}',),
)
SIGNS_7 = (
    ('[0-9a-z]{32}-us[0-9]',),
)
SIGNS_8 = (
    (':_authToken=',),
)
SIGNS_9 = (
    ('T3BlbkFJ[A-Za-z0-9]{20}',),
)
SIGNS_10 = (
    ('(?:BEGIN [A-Z0-9 ]{0,20}PRIVATE KEY|PuTTY-User-Key-File-2)(?: BLOCK)?[-\\\\nr\\"\'\\s,+`\\x1c-\\x1f\\x80-\\xff]*(?:[\\w\\x80-\\xff-]+: [^\\n]*\\n[ \\t]*)*[\\s\\"\',+`\\\\\\x1c-\\x1f\\x80-\\xff]*[A-Za-z0-9+/]{24}',),
)
SIGNS_11 = (
    ('pypi-AgE[A-Za-z0-9_-]{70}',),
)
SIGNS_12 = (
    ('SG\\.[a-zA-Z0-9_-]{22}\\.[a-zA-Z0-9_-]{43}',),
)
SIGNS_13 = (
    ('(?i)xox[abpors]-[0-9]|hooks\\.slack\\.com/services/T',),
)
SIGNS_14 = (
    ('sq0csp-[0-9A-Za-z\\\\_-]{43}',),
)
SIGNS_15 = (
    ('[rs]k_live_[0-9a-zA-Z]{24}',),
)
SIGNS_16 = (
    ('[0-9]{8,10}:[0-9A-Za-z_-]{35}',),
)
SIGNS_17 = (
    ('(?:AC|SK)[a-z0-9]{32}',),
)
SIGNS_18 = (
)
SIGNS_19 = (
    ('currently has roles \\[', 'gemini\\.com/auth\\?', '(?:account|master)-[0-9A-Za-z]{20}', '^\\s*\\[\\s*\\[', '(?i:allow[_.\\- ]*all[_.\\- ]*ips|allow[_.\\- ]*any[_.\\- ]*ip|allow[_.\\- ]*ips|allowed[_.\\- ]*addresses|allowed[_.\\- ]*cidrs|allowed[_.\\- ]*ip|allowed[_.\\- ]*ip[_.\\- ]*addresses|allowed[_.\\- ]*ips|any[_.\\- ]*ip|bind[_.\\- ]*ips|bound[_.\\- ]*cidrs|ip[_.\\- ]*access|ip[_.\\- ]*address[_.\\- ]*whitelist|ip[_.\\- ]*addresses|ip[_.\\- ]*allow[_.\\- ]*list|ip[_.\\- ]*allowlist|ip[_.\\- ]*allowlist[_.\\- ]*enabled|ip[_.\\- ]*allowlists|ip[_.\\- ]*list|ip[_.\\- ]*restrict|ip[_.\\- ]*restricted|ip[_.\\- ]*restriction|ip[_.\\- ]*restriction[_.\\- ]*enabled|ip[_.\\- ]*restrictions|ip[_.\\- ]*unrestricted|ip[_.\\- ]*white[_.\\- ]*list|ip[_.\\- ]*whitelist|ip[_.\\- ]*whitelist[_.\\- ]*enabled|ip[_.\\- ]*whitelists|ips|permitted[_.\\- ]*ip|permitted[_.\\- ]*ips|require[_.\\- ]*ip[_.\\- ]*whitelist|restrict[_.\\- ]*ip|trusted[_.\\- ]*addresses|trusted[_.\\- ]*ip|trusted[_.\\- ]*ip[_.\\- ]*addresses|trusted[_.\\- ]*ips|trusted[_.\\- ]*ips[_.\\- ]*only|unrestricted|unrestricted[_.\\- ]*ip|use[_.\\- ]*ip[_.\\- ]*whitelist|whitelist[_.\\- ]*ips|whitelisted[_.\\- ]*ip|whitelisted[_.\\- ]*ips)[\\"\'`]?\\]?[ \\t]*(?::[^=\\n]{1,80}=|:|=)[\\s\\\\(]*(?:[\\"\'`\\[{0-9!]|(?:[Tt]rue|TRUE|[Ff]alse|FALSE)|[bBrRuUfF]{1,2}[\\"\']|(?:None|null|undefined|set|frozenset|list|tuple|sorted|str|bytes|new|Secret|SecretStr|os|process|env|environ|getenv|config)[^\\w]|[A-Z]\\w*\\.[A-Z])', '(?i:api[_.\\- ]*key[_.\\- ]*permissions|api[_.\\- ]*permissions|api[_.\\- ]*roles|capabilities|grants|key[_.\\- ]*permissions|key[_.\\- ]*roles|max[_.\\- ]*scope|perm|perm[_.\\- ]*list|permission|permissions|perms|roles|scopes)[\\"\'`]?\\]?[ \\t]*(?::[^=\\n]{1,80}=|:|=)[\\s\\\\(]*(?:[\\"\'`\\[{]|[bBrRuUfF]{1,2}[\\"\']|(?:None|null|undefined|set|frozenset|list|tuple|sorted|str|bytes|new|Secret|SecretStr|os|process|env|environ|getenv|config)[^\\w]|[A-Z]\\w*\\.[A-Z])', '(?i:access|rights|role|scope)[\\"\'`]?\\]?[ \\t]*(?::[^=\\n]{1,80}=|:|=)[\\s\\\\(]*(?:[\\"\'`][^\\"\'`\\n]*(?i:\\*|acco|add_|addr|admi|all|all_|allo|audi|bala|bank|can_|canc|clea|clos|cont|crea|cryp|depo|enab|ever|expo|full|fund|futu|gene|hist|inne|inte|is_a|is_f|is_t|marg|modi|orde|paym|perm|posi|quer|read|save|send|spot|sub_|trad|tran|view|wall|with)|[\\[{]|[bBrRuUfF]{1,2}[\\"\']|(?:None|null|undefined|set|frozenset|list|tuple|sorted|str|bytes|new|Secret|SecretStr|os|process|env|environ|getenv|config)[^\\w]|[A-Z]\\w*\\.[A-Z])', '(?i:allow[_.\\- ]*send|allow[_.\\- ]*trading|allow[_.\\- ]*withdraw|allow[_.\\- ]*withdrawal|allow[_.\\- ]*withdrawals|can[_.\\- ]*send|can[_.\\- ]*trade|can[_.\\- ]*transfer|can[_.\\- ]*view|can[_.\\- ]*withdraw|can[_.\\- ]*withdrawal|enable[_.\\- ]*internal[_.\\- ]*transfer|enable[_.\\- ]*reading|enable[_.\\- ]*spot[_.\\- ]*and[_.\\- ]*margin[_.\\- ]*trading|enable[_.\\- ]*trading|enable[_.\\- ]*withdraw|enable[_.\\- ]*withdrawals|fund[_.\\- ]*manager|is[_.\\- ]*account[_.\\- ]*admin|is[_.\\- ]*auditor|is[_.\\- ]*fund[_.\\- ]*manager|is[_.\\- ]*trader|permits[_.\\- ]*universal[_.\\- ]*transfer|send[_.\\- ]*crypto|send[_.\\- ]*enabled|trade[_.\\- ]*enabled|trading[_.\\- ]*enabled|withdraw|withdraw[_.\\- ]*enabled|withdraw[_.\\- ]*funds|withdraw[_.\\- ]*permission|withdrawal[_.\\- ]*enabled|withdrawal[_.\\- ]*permission|withdrawals|withdrawals[_.\\- ]*enabled)[\\"\'`]?\\]?[ \\t]*(?::[^=\\n]{1,80}=|:|=)[\\s\\\\(]*(?:[\\"\'`]\\s*(?i:0|1|allow|allowed|denied|deny|disabled|enabled|f|false|full|n|no|none|null|off|on|read[_.\\- ]*write|readwrite|rw|t|true|write|y|yes)\\s*[\\"\'`]|[\\[{01!]|(?:[Tt]rue|TRUE|[Ff]alse|FALSE))'),
)
SIGNS_20 = (
    ('(?i:create[_.\\- ]*time|created|created[_.\\- ]*at|created[_.\\- ]*on|created[_.\\- ]*time|creation[_.\\- ]*date|date[_.\\- ]*created|generated[_.\\- ]*at|generated[_.\\- ]*on|issued|issued[_.\\- ]*at|issued[_.\\- ]*on|last[_.\\- ]*rotated|last[_.\\- ]*rotated[_.\\- ]*at|last[_.\\- ]*rotation|next[_.\\- ]*rotation|rotate[_.\\- ]*after|rotate[_.\\- ]*before|rotate[_.\\- ]*by|rotate[_.\\- ]*every|rotate[_.\\- ]*on|rotated|rotated[_.\\- ]*at|rotated[_.\\- ]*on|rotation[_.\\- ]*days|rotation[_.\\- ]*due|rotation[_.\\- ]*due[_.\\- ]*date|rotation[_.\\- ]*interval|rotation[_.\\- ]*period)[\\"\'`]?\\]?[ \\t]*(?::[^=\\n]{1,80}=|:|=)[\\s\\\\(]*(?:new )?(?:[\\w.]{0,40}\\(\\s*)?[bru]{0,2}[\\"\'`]?(?:[A-Za-z]{3,9}\\.? |[Pp])?\\d', '(?:^|\\n)(?i:last_rotated|last_rotated_at|rotated|rotated_at|rotated_on|last_rotation|created|created_at|created_on|created_time|create_time|creation_date|date_created|issued|issued_at|issued_on|generated_at|generated_on|date|generated|as_of|last_updated|updated_at)[\\"\'`]?\\]?[ \\t]*(?::[^=\\n]{1,80}=|:|=)[\\s\\\\(]*(?:new )?(?:[\\w.]{0,40}\\(\\s*)?[bru]{0,2}[\\"\'`]?(?:[A-Za-z]{3,9}\\.? |[Pp])?\\d'),
    ('(?i:access[_.\\- ]*key|api[_.\\- ]*key|api[_.\\- ]*key[_.\\- ]*id|api[_.\\- ]*key[_.\\- ]*name|api[_.\\- ]*keys|api[_.\\- ]*secret|api[_.\\- ]*secret[_.\\- ]*key|apikey|apisecret|auth[_.\\- ]*key|auth[_.\\- ]*secret|client[_.\\- ]*id|client[_.\\- ]*secret|credential|credentials|key|key[_.\\- ]*id|key[_.\\- ]*name|key[_.\\- ]*ref|key[_.\\- ]*secret|priv[_.\\- ]*key|private[_.\\- ]*key|pub[_.\\- ]*key|public[_.\\- ]*key|secret|secret[_.\\- ]*key|secret[_.\\- ]*ref)[\\"\'`]?\\]?[ \\t]*(?::[^=\\n]{1,80}=|:|=)[\\s\\\\(]*(?:[\\"\'`\\[{0-9!]|(?:[Tt]rue|TRUE|[Ff]alse|FALSE)|[bBrRuUfF]{1,2}[\\"\']|(?:None|null|undefined|set|frozenset|list|tuple|sorted|str|bytes|new|Secret|SecretStr|os|process|env|environ|getenv|config)[^\\w]|[A-Z]\\w*\\.[A-Z])',),
)
SIGNS_21 = (
    ('(?i:account[_.\\- ]*scope|is[_.\\- ]*master|is[_.\\- ]*master[_.\\- ]*key|key[_.\\- ]*level|key[_.\\- ]*scope|key[_.\\- ]*type|master|master[_.\\- ]*key|scope)[\\"\'`]?\\]?[ \\t]*(?::[^=\\n]{1,80}=|:|=)[\\s\\\\(]*(?:[\\"\'`\\[{0-9!]|(?:[Tt]rue|TRUE|[Ff]alse|FALSE)|[bBrRuUfF]{1,2}[\\"\']|(?:None|null|undefined|set|frozenset|list|tuple|sorted|str|bytes|new|Secret|SecretStr|os|process|env|environ|getenv|config)[^\\w]|[A-Z]\\w*\\.[A-Z])',),
    ('(?i:access[_.\\- ]*key|api[_.\\- ]*key|api[_.\\- ]*key[_.\\- ]*id|api[_.\\- ]*key[_.\\- ]*name|api[_.\\- ]*keys|api[_.\\- ]*secret|api[_.\\- ]*secret[_.\\- ]*key|apikey|apisecret|auth[_.\\- ]*key|auth[_.\\- ]*secret|client[_.\\- ]*id|client[_.\\- ]*secret|credential|credentials|key|key[_.\\- ]*id|key[_.\\- ]*name|key[_.\\- ]*ref|key[_.\\- ]*secret|priv[_.\\- ]*key|private[_.\\- ]*key|pub[_.\\- ]*key|public[_.\\- ]*key|secret|secret[_.\\- ]*key|secret[_.\\- ]*ref)[\\"\'`]?\\]?[ \\t]*(?::[^=\\n]{1,80}=|:|=)[\\s\\\\(]*(?:[\\"\'`\\[{0-9!]|(?:[Tt]rue|TRUE|[Ff]alse|FALSE)|[bBrRuUfF]{1,2}[\\"\']|(?:None|null|undefined|set|frozenset|list|tuple|sorted|str|bytes|new|Secret|SecretStr|os|process|env|environ|getenv|config)[^\\w]|[A-Z]\\w*\\.[A-Z])',),
)
NAMES_0 = ''
NAMES_1 = '(?i)^\\.?env(\\..*|rc)?$|\\.env(\\..*)?$|^\\.(envrc|bashrc|zshrc|profile|bash_profile)$|\\.(sh|bash|zsh|fish|ps1|bat|cmd)$|^(Dockerfile|Containerfile)|\\.dockerfile$|\\.(json|jsonc|json5|jsonl|ndjson|webmanifest)$|\\.ya?ml$|\\.toml$|\\.(ini|cfg|conf|properties)$|\\.(tf|tfvars|hcl|nomad)$|\\.(xml|config|plist)$|\\.(csv|tsv)$|\\.(md|markdown|mdx)$'
NAMES_2 = '(?i)\\.pyi?$|\\.([cm]?[jt]s|[jt]sx)$'

TRIGGERS = (
    Trigger(rule='gemini-api-key', words=WORDS_0, signs=SIGNS_0, reads=Facet.CREDENTIALS, finds_secrets=True),
    Trigger(rule='gemini-api-key', words=WORDS_0, signs=SIGNS_1, reads=Facet.LAYERS, finds_secrets=True),
    Trigger(rule='gemini-api-secret', words=WORDS_0, signs=SIGNS_0, reads=Facet.CREDENTIALS, finds_secrets=True),
    Trigger(rule='gemini-api-secret', words=WORDS_0, signs=SIGNS_1, reads=Facet.LAYERS, finds_secrets=True),
    Trigger(rule='gemini-oauth-token', words=WORDS_1, signs=SIGNS_0, reads=Facet.CREDENTIALS, finds_secrets=True),
    Trigger(rule='gemini-oauth-token', words=WORDS_1, signs=SIGNS_1, reads=Facet.LAYERS, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_2, signs=SIGNS_2, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_3, signs=SIGNS_3, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_4, signs=SIGNS_4, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_5, signs=SIGNS_5, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_6, signs=SIGNS_6, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_7, signs=SIGNS_7, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_8, signs=SIGNS_8, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_9, signs=SIGNS_9, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_10, signs=SIGNS_10, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_11, signs=SIGNS_11, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_12, signs=SIGNS_12, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_13, signs=SIGNS_13, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_14, signs=SIGNS_14, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_15, signs=SIGNS_15, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_16, signs=SIGNS_16, finds_secrets=True),
    Trigger(rule='generic-secret', words=WORDS_17, signs=SIGNS_17, finds_secrets=True),
    Trigger(rule='google-gemini-api-key', words=WORDS_18, finds_secrets=True),
    Trigger(rule='key-can-withdraw', words=WORDS_19, names=NAMES_1, reads=Facet.RECORDS),
    Trigger(rule='key-can-withdraw', words=WORDS_19, besides=BESIDES_1, signs=SIGNS_19, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-can-withdraw', words=WORDS_19, besides=BESIDES_2, signs=SIGNS_20, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-can-withdraw', words=WORDS_19, besides=BESIDES_3, signs=SIGNS_21, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-has-unused-permission', words=WORDS_20, waits=True),
    Trigger(rule='key-ip-allowlist-too-wide', words=WORDS_21, names=NAMES_1, reads=Facet.RECORDS),
    Trigger(rule='key-ip-allowlist-too-wide', words=WORDS_21, besides=BESIDES_1, signs=SIGNS_19, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-ip-allowlist-too-wide', words=WORDS_21, besides=BESIDES_2, signs=SIGNS_20, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-ip-allowlist-too-wide', words=WORDS_21, besides=BESIDES_3, signs=SIGNS_21, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-ip-allowlist-unroutable', words=WORDS_21, names=NAMES_1, reads=Facet.RECORDS),
    Trigger(rule='key-ip-allowlist-unroutable', words=WORDS_21, besides=BESIDES_1, signs=SIGNS_19, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-ip-allowlist-unroutable', words=WORDS_21, besides=BESIDES_2, signs=SIGNS_20, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-ip-allowlist-unroutable', words=WORDS_21, besides=BESIDES_3, signs=SIGNS_21, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-is-master-scoped', words=WORDS_22, names=NAMES_1, reads=Facet.RECORDS),
    Trigger(rule='key-is-master-scoped', words=WORDS_22, besides=BESIDES_1, signs=SIGNS_19, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-is-master-scoped', words=WORDS_22, besides=BESIDES_2, signs=SIGNS_20, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-is-master-scoped', words=WORDS_22, besides=BESIDES_3, signs=SIGNS_21, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-rotation-overdue', words=WORDS_23, besides=BESIDES_4, names=NAMES_1, reads=Facet.RECORDS),
    Trigger(rule='key-rotation-overdue', words=WORDS_23, besides=BESIDES_5, signs=SIGNS_19, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-rotation-overdue', words=WORDS_23, besides=BESIDES_6, signs=SIGNS_20, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-rotation-overdue', words=WORDS_23, besides=BESIDES_7, signs=SIGNS_21, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-shared-across-environments', words=WORDS_24, signs=SIGNS_0, reads=Facet.CREDENTIALS, waits=True, finds_secrets=True),
    Trigger(rule='key-shared-across-environments', words=WORDS_24, signs=SIGNS_1, reads=Facet.LAYERS, waits=True, finds_secrets=True),
    Trigger(rule='key-undeclared', words=WORDS_20, waits=True),
    Trigger(rule='key-without-ip-allowlist', words=WORDS_21, names=NAMES_1, reads=Facet.RECORDS),
    Trigger(rule='key-without-ip-allowlist', words=WORDS_21, besides=BESIDES_1, signs=SIGNS_19, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-without-ip-allowlist', words=WORDS_21, besides=BESIDES_2, signs=SIGNS_20, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='key-without-ip-allowlist', words=WORDS_21, besides=BESIDES_3, signs=SIGNS_21, names=NAMES_2, reads=Facet.RECORDS),
    Trigger(rule='secret-file-tracked', words=WORDS_0, signs=SIGNS_0, reads=Facet.CREDENTIALS),
    Trigger(rule='secret-file-tracked', words=WORDS_0, signs=SIGNS_1, reads=Facet.LAYERS),
)
