"""Scripts that fit what the product ships: the reader and the weights. Never imported by the program itself."""
