"""Which passages are near a question: store, embedding, search, synchronisation. Knows no prompts or answers."""
