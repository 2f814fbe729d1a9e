"""From the files of a checkout to models: safely, strictly, and with a finding for all that is wrong.

Bad input never raises here: it is told, with its place in the file.
"""
