"""What people touch: web page, command line, HTTP API. Does not know how an answer is made."""
