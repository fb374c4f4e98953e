"""The rules of keylint: one module, one rule."""
