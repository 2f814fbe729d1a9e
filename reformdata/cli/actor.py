"""Add an actor, after a search for those that have a name like it.

At a terminal every field without an option is asked for; `?` explains a field and `<` goes back. After Ctrl-C the
answers are kept in `.reformdata/`, and --resume takes them up. Elsewhere, or with --no-input, only the options are used.
Values are ids or names, in Danish or English.

Exit code 0: written; 1: not written, since it has errors or the user stopped; 2: wrong use.
"""

from reformdata.cli.entry import command

DANISH = """Opret en aktør; findes der aktører med et navn, der ligner, bliver de vist først.

I en terminal bliver der spurgt om hvert felt, der ikke er angivet; `?` forklarer et felt, og `<` går tilbage. Efter
Ctrl-C er svarene gemt i `.reformdata/`, og --resume fortsætter. Andre steder, eller med --no-input, bruges kun det, der
er angivet. Værdier er id'er eller navne på dansk eller engelsk.

Afslutningskode 0: skrevet; 1: ikke skrevet, fordi der er fejl, eller brugeren stoppede; 2: forkert brug.
"""

add_arguments, run = command("actors")
