"""From the sentences of a document to its facts: a folder for each kind, entered through `corpus.facts` only."""
