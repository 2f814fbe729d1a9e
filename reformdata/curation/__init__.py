"""What curators need: reading, checking, formatting, fixing and editing records. Needs the extra `curate`."""
