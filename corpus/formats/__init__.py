"""One reader a format: bytes in, text with its offset tables out."""
