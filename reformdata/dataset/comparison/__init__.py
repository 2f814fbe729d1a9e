"""Two versions of the data, compared: what was added, withdrawn, merged, moved and changed, field by field."""
