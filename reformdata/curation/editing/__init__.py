"""Writing records: new ones, withdrawn ones, and the ids that others point to.

What a command is to write is made here as values, tried as `validate` would try it, and then written so that a
full disk, a closed terminal or a second curator at the same time leaves no half file. Nothing here asks or prints.
"""
