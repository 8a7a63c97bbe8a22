"""Question sets of other tools, read and written. One file a format; `registry.py` names them."""
