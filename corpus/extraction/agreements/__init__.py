"""Agreements: who signed, negotiates or plans what with whom, where and when."""
