"""Files made from the models and the rules: schemas, issue forms, completion, pages of the docs, the starter repository."""
