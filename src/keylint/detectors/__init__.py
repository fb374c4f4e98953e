"""Detectors of other libraries, each behind one module."""
