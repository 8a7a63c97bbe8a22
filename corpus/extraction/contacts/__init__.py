"""Contacts: the telephone, e-mail and site of persons and organisations."""
