"""Findings for texts that libyaml cannot parse, in words for contributors."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml
from yaml.parser import ParserError

from reformdata.curation.rules import ALIAS, DIRECTIVE, TAG, UNQUOTED_COLON, YAML_SYNTAX
from reformdata.findings import Finding, Span
from reformdata.messages import Message

_KEY_ALONE = re.compile(r" *(?:- +)?[a-z][a-z0-9_]*")
_KEY_WITHOUT_SPACE = re.compile(r" *(?:- +)?[a-z][a-z0-9_]*:(?=[^ /])")

_QUOTE_IT = Message(
    "sæt teksten i anførselstegn, eller skriv den i en blok, der begynder med |-",
    "put the text in quotes, or write it in a block that starts with |-",
)
_INDENT = Message(
    "ryk ind med to mellemrum for hvert niveau; nøgler på samme niveau begynder i samme kolonne",
    "indent by two spaces for each level; keys of the same level start in the same column",
)
_CONFLICT_MARK = re.compile(r"^(?:<{7}|={7}|>{7})(?= |$)", re.MULTILINE)
_CLOSE: Mapping[str, Message] = MappingProxyType(
    {
        '"': Message(
            'skriv et " efter teksten på samme linje, eller slet det første; et " inde i "…" skrives \\"',
            'write a " after the text on the same line, or delete the first one; a " inside "…" is written \\"',
        ),
        "'": Message(
            "skriv et ' efter teksten på samme linje, eller slet det første; en apostrof inde i '…' skrives to gange",
            "write a ' after the text on the same line, or delete the first one; an apostrophe inside '…' is written twice",
        ),
    }
)
"""How to correct a text with an unclosed quotation mark."""


class _Problem(NamedTuple):
    """What is wrong, in words for contributors."""

    da: str
    en: str
    advice: Message | None = None


_CONFLICT = _Problem(
    "der er en uløst flettekonflikt",
    "there is an unresolved merge conflict",
    Message(
        "behold den ene side, og slet linjerne med <<<<<<<, ======= og >>>>>>>",
        "keep one side, and delete the lines with <<<<<<<, ======= and >>>>>>>",
    ),
)
_FENCE = re.compile(r"^(?:`{3}|~{3})", re.MULTILINE)
_IN_FENCE = _Problem(
    "filen er en kodeblok i Markdown",
    "the file is a block of code in Markdown",
    Message("slet linjerne med ``` eller ~~~ før og efter posten", "delete the lines with ``` or ~~~ around the entry"),
)
_SURPLUS = _Problem(
    "parentesen lukkes en gang for meget",
    "the bracket is closed once too often",
    Message("slet det sidste tegn", "delete the last character"),
)
_APOSTROPHE = _Problem(
    "en apostrof afslutter teksten i '…'",
    "an apostrophe ends the text in '…'",
    Message(
        'skriv teksten i "…" i stedet, eller skriv apostroffen to gange',
        'put the text in "…" instead, or write the apostrophe twice',
    ),
)
_NO_KEY = _Problem(
    "linjen har ingen nøgle med kolon",
    "the line has no key with a colon",
    Message(
        "skriv nøgle: værdi; skriv tekst over flere linjer i en blok, der begynder med |-, rykket ind under nøglen",
        "write key: value; put text of several lines in a block that starts with |-, indented under its key",
    ),
)
_DASH = _Problem(
    "en bindestreg begynder en liste, og det er ikke tilladt her",
    "a dash starts a list, which is not allowed here",
    Message(
        "begynd listen på en ny linje, eller sæt teksten i anførselstegn",
        "start the list on a new line, or put the text in quotes",
    ),
)
_QUESTION_MARK = _Problem("teksten begynder med et spørgsmålstegn", "the text starts with a question mark", _QUOTE_IT)
_BAD_START = _Problem("en tekst kan ikke begynde med dette tegn", "a text cannot start with this character", _QUOTE_IT)
_BAD_BLOCK = _Problem("en tekst kan ikke begynde med | eller >", "a text cannot start with | or >", _QUOTE_IT)
_BAD_ESCAPE = _Problem(
    "\\ efterfølges af en ukendt kode",
    "\\ is followed by an unknown code",
    Message("skriv \\\\ for en omvendt skråstreg, eller brug '…'", "write \\\\ for a backslash, or use '…'"),
)
_GOES_ON = _Problem("teksten fortsætter efter sluttegnet", "the text continues after its closing mark", _QUOTE_IT)
_MISPLACED = _Problem("linjen passer ikke her", "the line does not fit here", _INDENT)
_MISSING_SPACE = _Problem(
    "der mangler et mellemrum efter kolonet",
    "a space is missing after the colon",
    Message("skriv et mellemrum efter kolonet", "write a space after the colon"),
)

_COLON_IN_FLOW = re.compile(r":[,?\[\]{}]")
_QUOTED = re.compile(r"'(?:[^']|'')*'(?!')" r'|"(?:[^"\\]|\\.)*"', re.DOTALL)


def syntax_error(error: yaml.YAMLError, text: str, file: str) -> Finding:
    """The finding for what libyaml could not parse.

    It depends on the two places in the error: where parsing failed, and where the thing being parsed began. The
    wording of the error is not used, since another release may change it.
    """
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _finding(file, _Problem("filen kan ikke læses", "the file cannot be read"))
    if conflict := _CONFLICT_MARK.search(text):  # for which the error of libyaml would mislead
        line = text.count("\n", 0, conflict.start()) + 1
        return _finding(file, _CONFLICT, Span(line, 1, line, len(conflict[0]) + 1))
    begin, mark = error.context_mark, error.problem_mark
    first = _character(text, begin or mark)
    if first in ("*", "&"):
        return ALIAS.finding(file, span=span_at(begin or mark))
    if first == "!":
        return TAG.finding(file, found=text[(begin or mark).index :].split(maxsplit=1)[0], span=span_at(begin or mark))
    find = _misplaced_token if isinstance(error, ParserError) else _invalid_characters
    return find(begin, mark, first, text, file)


def code_fence(text: str, file: str) -> Finding | None:
    """The finding for the marks of a block of code in Markdown, which lead to errors elsewhere; None if there are none."""
    fence = _FENCE.search(text)
    if not fence:
        return None
    line = text.count("\n", 0, fence.start()) + 1
    return _finding(file, _IN_FENCE, Span(line, 1, line, 4))


def _misplaced_token(begin: Any, mark: Any, first: str, text: str, file: str) -> Finding:
    if first == "%":
        return DIRECTIVE.finding(file, span=span_at(begin or mark))
    if begin and begin.index == mark.index:
        return _finding(file, _BAD_START, span_at(mark))
    if begin and first in ("[", "{"):
        return stray_colon(mark, text, file) if _is_colon_in_flow(mark, text) else unclosed_bracket(begin, text, file)
    line = _line(text, mark)
    goes_on = begin and line[: mark.column].strip()
    if goes_on and _character(text, mark) in ("]", "}"):
        return _finding(file, _SURPLUS, span_at(mark))
    if goes_on and line[: mark.column].endswith("'") and line.rstrip().endswith("'"):
        return _finding(file, _APOSTROPHE, span_at(mark))
    return _finding(file, _GOES_ON if goes_on else _MISPLACED, span_at(mark))


def _invalid_characters(begin: Any, mark: Any, first: str, text: str, file: str) -> Finding:
    """The finding for characters that form no token; `begin` is the start of the token around them, if any."""
    here = _character(text, mark)
    if not begin:
        if here == ":":
            return stray_colon(mark, text, file)
        return _finding(file, {"-": _DASH, "?": _QUESTION_MARK}.get(here, _BAD_START), span_at(mark))
    if begin.index == mark.index:
        return _finding(file, _BAD_START, span_at(mark))
    if first == "%":
        return DIRECTIVE.finding(file, span=span_at(begin))
    if first in ("|", ">"):
        return _finding(file, _BAD_BLOCK, span_at(begin))
    if first in ("'", '"') and not _is_closed(begin, mark, text):
        at_end = mark.index >= len(text) or (mark.column == 0 and text.startswith(("---", "..."), mark.index))
        if at_end or holds_entries(begin.index, mark.index, text):
            return unclosed_quote(begin, text, file)
        return _finding(file, _BAD_ESCAPE, span_at(mark))
    if missing := _missing_space(begin.line, text, file):
        return missing
    if _COLON_IN_FLOW.match(text, mark.index):
        return _finding(file, _MISSING_SPACE, span_at(mark))
    return _finding(file, _NO_KEY, span_at(begin))


def _is_closed(begin: Any, mark: Any, text: str) -> bool:
    """Whether the quoted text at `begin` ends before `mark`; then the fault is a line without a key."""
    quoted = _QUOTED.match(text, begin.index)
    return quoted is not None and quoted.end() <= mark.index


def _is_colon_in_flow(mark: Any, text: str) -> bool:
    """Whether `mark` is a colon as in `{da: Husk: …}`; a key alone on its line means that the list above is not closed."""
    is_colon = text[mark.index : mark.index + 2] in (": ", ":\n")
    return is_colon and not _KEY_ALONE.fullmatch(_line(text, mark)[: mark.column])


def stray_colon(mark: Any, text: str, file: str) -> Finding:
    """The finding for a colon at `mark` that does not end a key: in prose, after a wrongly indented key, or without a space."""
    line = _line(text, mark)
    if missing := _missing_space(mark.line - 1, text, file):
        return missing
    if _KEY_ALONE.fullmatch(line[: mark.column]):
        column = mark.column - len(line[: mark.column].lstrip()) + 1
        span = Span(mark.line + 1, column, mark.line + 1, mark.column + 1)
        return _finding(file, _Problem("nøglen er rykket forkert ind", "the key is indented wrongly", _INDENT), span)
    return UNQUOTED_COLON.finding(file, span=span_at(mark))


def _missing_space(index: int, text: str, file: str) -> Finding | None:
    found = _KEY_WITHOUT_SPACE.match(text.split("\n")[index]) if index >= 0 else None
    if not found:
        return None
    span = Span(index + 1, found.end(), index + 1, found.end() + 1)
    return _finding(file, _MISSING_SPACE, span)


def unclosed_bracket(mark: Any, text: str, file: str) -> Finding:
    """The finding for a `[` or `{` at `mark` that is not closed."""
    opening = text[mark.index]
    closing, example = ("]", "[a, b]") if opening == "[" else ("}", "{da: …, en: …}")
    da, en = f"{opening} bliver ikke lukket med {closing}", f"{opening} is not closed with {closing}"
    return _finding(file, _Problem(da, en, Message(f"skriv {example}", f"write {example}")), span_at(mark))


_ENTRY = re.compile(r"\n *(?:- |[a-z][a-z0-9_]*:(?:\s|$))")
"""The start of a line in a list or a mapping."""
_AFTER_QUOTE = re.compile(r" *[^ \n,\]}#]")
"""What cannot follow a quoted text over several lines."""


def holds_entries(start: int, end: int, text: str) -> bool:
    """Whether a line from `start` to `end`, except the first, is an entry of a list or a mapping."""
    return bool(_ENTRY.search(text, start, end))


def is_unclosed_quote(start: int, end: int, text: str) -> bool:
    """Whether the quoted text from `start` to `end` is closed by the quotation mark of another text.

    It then includes lines of a mapping or a list, or is followed by more text.
    """
    return holds_entries(start, end, text) or bool(_AFTER_QUOTE.match(text, end))


def unclosed_quote(mark: Any, text: str, file: str) -> Finding:
    """The finding for a quotation mark at `mark` that is not closed on its line."""
    da, en = "anførselstegnet bliver ikke lukket på sin linje", "the quotation mark is not closed on its line"
    advice = _CLOSE[text[mark.index]]
    if curly := re.search("[\u2018-\u201f\xab\xbb]$", _line(text, mark).rstrip(" ,]}")):
        advice = Message(
            f"teksten slutter med et krumt anførselstegn; skriv {text[mark.index]} i stedet for {curly[0]}",
            f"the text ends with a curly quotation mark: write {text[mark.index]} in place of {curly[0]}",
        )
    return _finding(file, _Problem(da, en, advice), span_at(mark))


def _finding(file: str, problem: _Problem, span: Span | None = None) -> Finding:
    return YAML_SYNTAX.finding(file, problem=Message(problem.da, problem.en), advice=problem.advice, span=span)


def _character(text: str, mark: Any) -> str:
    return text[mark.index : mark.index + 1]


def _line(text: str, mark: Any) -> str:
    line: int = mark.line
    return text.split("\n")[line]


def span_at(mark: Any) -> Span:
    """The span of the character at `mark`."""
    return Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
