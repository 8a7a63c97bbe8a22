"""What documents say: reading formats, French text, passages, entities, facts. Knows no vectors, models or network."""
