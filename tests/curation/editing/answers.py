"""A record for the base checkout, as options and as a filled form."""

SOURCE = "skovby-2020-brev"
FOLDER = f"records/sources/{SOURCE}"

OPTIONS = {
    "--source": SOURCE,
    "--paragraphs": "4",
    "--voice": "Anna Holm",
    "--office-da": "borgmester",
    "--office-en": "mayor",
    "--for": "Skovby Kommune",
    "--title-da": "Staten bør betale for køkkener",
    "--title-en": "The state ought to pay for kitchens",
    "--text-da": "Hun regner med 12 køkkener.",
    "--text-en": "She expects 12 kitchens.",
    "--areas": "Skolemad, schools",
    "--themes": "deregulation",
    "--action": "indføre",
    "--strength": "bør",
    "--addressees": "Regeringen",
    "--quantity": "mindst 12 = køkkener / kitchens",
    "--relation": "part-of skovby-2020-brev.01 = Køkkenerne er en del af friheden / The kitchens are part of the freedom",
    "--date": "2026-11-23",
}

FILE = f"{FOLDER}/04-staten-boer-betale-for-koekkener.yaml"
TEXT = """\
# yaml-language-server: $schema=../../../schemas/record.schema.json
id: skovby-2020-brev.04
kind: proposal
title:
  da: Staten bør betale for køkkener
  en: The state ought to pay for kitchens
text:
  da: |-
    Hun regner med 12 køkkener.
  en: |-
    She expects 12 kitchens.
paragraphs: [4]
voice:
  actor: anna-holm
  office:
    da: borgmester
    en: mayor
  for: skovby
areas: [school-meals, schools]
themes: [deregulation]
quantities:
  - value: 12
    of:
      da: køkkener
      en: kitchens
    qualifier: at-least
relations:
  - type: part-of
    to: skovby-2020-brev.01
    reason:
      da: Køkkenerne er en del af friheden
      en: The kitchens are part of the freedom
action: introduce
strength: ought
addressees: [regeringen]
curation:
  added: 2026-11-23
  codebook: "1.2"
  review: single-reader
"""


def options(**changes: str | None) -> list[str]:
    """The options with some changed, or left out if None: `title_da="…"`."""
    values = {**OPTIONS, **{f"--{name.replace('_', '-')}": value for name, value in changes.items()}}
    return [part for name, value in values.items() if value is not None for part in (name, value)]
