"""Other vendors' credentials, as the detectors of detect-secrets know them."""

from keylint.model import Severity
from keylint.rule import Detector, DetectorRule, Example

PRIVATE_KEY = "BEGIN [A-Z0-9 ]{0,20}PRIVATE KEY|PuTTY-User-Key-File-2"
# Vendor-shaped detectors only. Left out: those that go by a word or by entropy, and those whose
# shape is anything after a word (Artifactory, IBM, Softlayer, Cloudant, basic auth, JWT).
DETECTORS = (
    Detector(
        "aws",
        "AWSKeyDetector",
        ("akia", "asia", "abia", "acca", "a3t", "aws"),
        r"(?:A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[0-9A-Z]{16}|['\"][0-9a-zA-Z/+]{40}['\"]",
    ),
    Detector(
        "azure_storage_key",
        "AzureStorageKeyDetector",
        ("accountkey=",),
        "AccountKey=[a-zA-Z0-9+/=]{88}",
    ),
    Detector(
        "discord",
        "DiscordBotTokenDetector",
        ("discord", "token"),
        r"[MNO][a-zA-Z0-9_-]{23,25}\.[a-zA-Z0-9_-]{6}\.[a-zA-Z0-9_-]{27}",
    ),
    Detector(
        "github_token",
        "GitHubTokenDetector",
        ("ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
        "gh[pousr]_[A-Za-z0-9_]{36}",
    ),
    Detector(
        "gitlab_token",
        "GitLabTokenDetector",
        ("glpat-", "gldt-", "glft-", "glsoat-", "glrt-", "gr1348941", "glcbt-", "glimt-")
        + ("glptt-", "glagent-", "gloas-"),
        "(?:gl[a-z]{2,5}-|GR1348941)[A-Za-z0-9_-]{20}",
    ),
    Detector("mailchimp", "MailchimpDetector", ("-us",), "[0-9a-z]{32}-us[0-9]"),
    Detector("npm", "NpmDetector", (":_authtoken",), ":_authToken="),
    Detector("openai", "OpenAIDetector", ("t3blbkfj",), "T3BlbkFJ[A-Za-z0-9]{20}"),
    Detector(
        "private_key",
        "PrivateKeyDetector",
        ("private key", "ssh2 encrypted", "putty-user"),
        PRIVATE_KEY,
        # Behind the line there is material, after headers of its own in older files.
        rf"(?:{PRIVATE_KEY})(?: BLOCK)?[-\\nr\"'\s,+`\x1c-\x1f\x80-\xff]*(?:[\w\x80-\xff-]+: [^\n]*\n[ \t]*)*"
        r"[\s\"',+`\\\x1c-\x1f\x80-\xff]*[A-Za-z0-9+/]{24}",
    ),
    Detector("pypi_token", "PypiTokenDetector", ("pypi-age",), "pypi-AgE[A-Za-z0-9_-]{70}"),
    Detector("sendgrid", "SendGridDetector", ("sg.",), r"SG\.[a-zA-Z0-9_-]{22}\.[a-zA-Z0-9_-]{43}"),
    Detector(
        "slack",
        "SlackDetector",
        ("xox", "hooks.slack.com"),
        r"(?i)xox[abpors]-[0-9]|hooks\.slack\.com/services/T",
    ),
    Detector("square_oauth", "SquareOAuthDetector", ("sq0csp-",), r"sq0csp-[0-9A-Za-z\\_-]{43}"),
    Detector("stripe", "StripeDetector", ("k_live_",), "[rs]k_live_[0-9a-zA-Z]{24}"),
    Detector(
        "telegram_token",
        "TelegramBotTokenDetector",
        ("telegram", "bot", "token"),
        r"[0-9]{8,10}:[0-9A-Za-z_-]{35}",
    ),
    Detector("twilio", "TwilioKeyDetector", ("twilio",), "(?:AC|SK)[a-z0-9]{32}"),
)

RULE = DetectorRule(
    id="generic-secret",
    title="Plaintext credential of another vendor",
    severity=Severity.HIGH,
    why="A credential in a repository belongs to everybody who can read the repository, now or "
    "later. This one has the shape of another vendor's; the message names the detector.",
    fix=(
        "Revoke the credential where it was issued, and make a new one with fewer rights.",
        "Write {lookup} instead of the value, under a name that fits.",
        "Look at the vendor's log for uses that are not yours.",
        "Is it an example that opens nothing? Say so on the line: "
        "`# keylint: ignore[generic-secret] why`.",
    ),
    references=("https://github.com/Yelp/detect-secrets",),
    cwe=798,
    keywords=tuple(sorted({word for detector in DETECTORS for word in detector.keywords})),
    detectors=DETECTORS,
    flags=(
        Example('aws_access_key_id = "«AKIA{upper:16}»"\n', "deploy.py"),
        Example("GITHUB_TOKEN=«ghp_{base62:36}»\n", ".env"),
        Example('TELEGRAM_TOKEN = "«{digits:10}:{base64url:35}»"\n', "notify.py"),
        Example('stripe.api_key = "«sk_live_{base62:24}»"\n', "pay.py"),
        Example("-----«BEGIN RSA PRIVATE KEY»-----\n{base62:64}\n{base62:64}\n", "id_rsa"),
    ),
    passes=(
        Example('aws_access_key_id = "AKIAIOSFODNN7EXAMPLE"\n', "deploy.py"),
        Example("GITHUB_TOKEN=${GITHUB_TOKEN}\n", ".env"),
        Example('token = "{hex:40}"\n', "hash.py"),
        Example('HEADER = "-----BEGIN RSA PRIVATE KEY-----"\n', "pem.py"),
        Example("GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", ".env"),
    ),
)
