"""What the project is called, its version and licence, who made and publishes it, and the codebook's edition."""

NAME = "reformdata"
__version__ = "0.1.0"
TITLE_DA = "Hvad der er foreslået, sagt og sat i værk i reformen af den danske offentlige sektor"
TITLE_EN = "What has been proposed, said and undertaken in the reform of the Danish public sector"
READERS_DA = (
    "De poster, som reformdata udgiver, er læst, kodet og kontrolleret af instanser af en stor sprogmodel efter kodebogen;"
    " intet menneske har endnu sammenholdt dem med kilderne. Feltet review siger for hver post, hvem der har læst dens kilde."
)
READERS_EN = (
    "The records that reformdata publishes were read, coded and checked by instances of a large language model under the"
    " codebook; no human has yet compared them with the sources. The field review says of each record who read its source."
)
LICENCE = "CC-BY-4.0"
"""The licence of the data; the code is under the MIT licence."""
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
PUBLISHER = "The reformdata contributors"
CODEBOOK_EDITION = "1.2"
"""The edition in force: that of the codebook's title page, and the one a new record says it follows."""
