"""Looking at the facts of a corpus: tables, sheets of entities, a timeline, a network, a map. Pure functions, no page."""
