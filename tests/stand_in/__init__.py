"""A stand-in of Gemini's private REST API on loopback, for tests that speak real TLS."""
