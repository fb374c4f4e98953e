"""keylint: a security linter for the API keys of people who trade on Gemini."""

__version__ = "0.1.0"
