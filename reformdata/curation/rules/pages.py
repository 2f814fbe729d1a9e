"""The page of each rule, and the list of them all."""

from importlib.resources import files
from string import Formatter

from reformdata.curation.rules import RULES
from reformdata.findings import Rule

_STAGES = {
    "0": "Files and characters · Filer og tegn",
    "1": "YAML",
    "2": "The fields of one file · En fils felter",
    "3": "The data as a whole · Data som helhed",
    "4": "The wording · Ordlyden",
    "5": "The evidence · Belægget",
}
"""The headings of the list, by the first digit of a code."""


def file_name(rule: Rule) -> str:
    """The name of the page of `rule`, in the folder of this module."""
    return f"{rule.code}-{rule.name}.md"


def page(rule: Rule) -> str:
    """The page of `rule`, in Markdown: the reason for the rule, an example that breaks it, and the same corrected."""
    return files("reformdata.curation.rules").joinpath(file_name(rule)).read_text(encoding="utf-8")


def index() -> str:
    """The list of all rules, in Markdown; the content of `docs/rules.md`."""
    lines = [
        "# Rules",
        "",
        "Every thing that `reformdata validate` can find, by its code. A code never changes its meaning and is",
        "never given again; `reformdata explain RD302` prints the page of a rule. Made by `reformdata schema`.",
    ]
    stage = ""
    for rule in RULES:
        if rule.code[2] != stage:
            stage = rule.code[2]
            lines += [
                "",
                f"## {_STAGES[stage]}",
                "",
                "| code | | what is wrong | hvad der er galt |",
                "|---|---|---|---|",
            ]
        link = f"[{rule.code}](../reformdata/curation/rules/{file_name(rule)})"
        lines.append(
            f"| {link} | {rule.severity} | {open_message(rule.message.en)} | {open_message(rule.message.da)} |"
        )
    return "\n".join(lines) + "\n"


def open_message(message: str) -> str:
    """The message of a rule with an ellipsis where a finding has a value: "there is no record …"."""
    parts = Formatter().parse(message.replace("`", ""))
    return "".join(text + ("" if field is None else "…") for text, field, _, _ in parts)
