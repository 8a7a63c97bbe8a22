"""Events: what takes place where and when, and who takes part."""
