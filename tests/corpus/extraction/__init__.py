"""Tests of what extracts facts, kind by kind."""
