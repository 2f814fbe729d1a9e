"""Writing records: new ones, withdrawn ones, sources, and new ids.

A change is made as a value, checked as `validate` would check it, and then written in one step. Nothing here asks
or prints.
"""
