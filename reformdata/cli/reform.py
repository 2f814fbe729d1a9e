"""Add a reform, after a search for those that have a name like it.

At a terminal every field without an option is asked for; `?` explains a field and `<` goes back. Elsewhere, or with
--no-input, only the options are used. Values are ids or names, in Danish or English.

Exit code 0: written; 1: not written, since it has errors or the user stopped; 2: wrong use.
"""

from reformdata.cli.entry import command

add_arguments, run = command("reforms")
