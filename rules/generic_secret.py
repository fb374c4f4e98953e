"""Other vendors' credentials, as the detectors of detect-secrets know them."""

from keylint.model import Severity
from keylint.rule import Detector, DetectorRule, Example

# Vendor-shaped detectors only. Left out: those that go by a word or by entropy, and those whose
# shape is anything after a word (Artifactory, IBM, Softlayer, Cloudant, basic auth, JWT).
DETECTORS = (
    Detector(
        "aws",
        "AWSKeyDetector",
        ("akia", "asia", "abia", "acca", "a3t", "aws"),
        r"(?:A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[0-9A-Z]{16}|['\"][0-9a-zA-Z/+]{40}['\"]",
    ),
    Detector("azure_storage_key", "AzureStorageKeyDetector", ("accountkey=",)),
    Detector(
        "discord",
        "DiscordBotTokenDetector",
        ("discord", "token"),
        r"[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27}",
    ),
    Detector("github_token", "GitHubTokenDetector", ("ghp_", "gho_", "ghu_", "ghs_", "ghr_")),
    Detector(
        "gitlab_token",
        "GitLabTokenDetector",
        ("glpat-", "gldt-", "glft-", "glsoat-", "glrt-", "gr1348941", "glcbt-", "glimt-")
        + ("glptt-", "glagent-", "gloas-"),
    ),
    Detector("mailchimp", "MailchimpDetector", ("-us",)),
    Detector("npm", "NpmDetector", (":_authtoken",)),
    Detector("openai", "OpenAIDetector", ("t3blbkfj",)),
    Detector("private_key", "PrivateKeyDetector", ("private key", "ssh2 encrypted", "putty-user")),
    Detector("pypi_token", "PypiTokenDetector", ("pypi-age",)),
    Detector("sendgrid", "SendGridDetector", ("sg.",)),
    Detector("slack", "SlackDetector", ("xox", "hooks.slack.com")),
    Detector("square_oauth", "SquareOAuthDetector", ("sq0csp-",)),
    Detector("stripe", "StripeDetector", ("k_live_",)),
    Detector(
        "telegram_token",
        "TelegramBotTokenDetector",
        ("telegram", "bot", "token"),
        r"\d{8,10}:[0-9A-Za-z_-]{35}",
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
