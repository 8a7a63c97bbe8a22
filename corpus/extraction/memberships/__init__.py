"""Memberships: which pole, company or laboratory belongs to which alliance or project."""
