"""Check the records and report what is wrong, where, and how to fix it.

Nothing is fetched and nothing depends on the date: the same files give the same findings.

With --changed-since only findings count that the files did not have at that revision, and records that were deleted
without a tombstone; all of the data is checked all the same. With --with-package the folder holds data of your own,
which may refer to the published data and may not redefine it. With --texts it is an error to share eight words in a
row with a source; without the texts this cannot be checked.

A folder of own data that `init` made is checked as an addition to the installed data by itself, as its reformdata.toml
says.

--fix corrects what has one right answer (quoting, blocks, order of keys, NFC, blanks, duplicate values, single values
where a list is required), keeps comments, and checks again; such findings are marked [*]. A file is only changed if it
keeps all its keys, has fewer findings than before, and none that is new. With --diff nothing is written.

What was found is kept in .reformdata_cache/ in the checkout, so that a file that has not changed is not checked by
itself again; the folder may be deleted. --no-cache neither reads nor writes it.

Exit code 0: no errors, perhaps warnings; 1: errors, or with --diff something to fix; 2: wrong use.
"""

import argparse
import gc
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reformdata.cli.options import add_checkout_path, add_format, add_language, require_folder
from reformdata.cli.output import FORMATS, View
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import Progress, diff_lines, print_lines, printable, use_color
from reformdata.curation.cache import Cache, Remembered
from reformdata.errors import refusal
from reformdata.files import user_secret, write_file
from reformdata.findings import Finding, Fix
from reformdata.messages import Message, visible
from reformdata.store.settings import read_settings

if TYPE_CHECKING:  # if nothing has changed, the last report is shown: nothing is read, and nothing that reads imported
    from reformdata.curation.fixing import Applicability
    from reformdata.curation.report import Report
    from reformdata.models import Corpus

DANISH = """Kontrollér posterne, og vis, hvad der er galt, hvor det er, og hvordan det rettes.

Intet hentes fra nettet, og intet afhænger af datoen: De samme filer giver de samme fund.

Med --changed-since tæller kun de fund, som filerne ikke havde i den version, og poster, der er slettet, uden at filen
er blevet liggende; alle data kontrolleres alligevel. Med --with-package indeholder mappen dine egne data, som må henvise
til de udgivne data, men ikke ændre dem. Med --texts er det en fejl at have otte ord i træk fra en kilde; uden
teksterne kan det ikke kontrolleres.

En mappe med egne data, som `init` har oprettet, bliver automatisk kontrolleret som et tillæg til de installerede data, sådan
som dens reformdata.toml siger.

--fix retter det, der har ét rigtigt svar (anførselstegn, blokke, nøglernes rækkefølge, tegn i en anden form end NFC,
mellemrum, gentagne værdier, enkelte værdier, hvor der skal være en liste), beholder kommentarer og kontrollerer igen;
de fund er mærket [*]. En fil
bliver kun ændret, hvis den beholder alle sine nøgler, får færre fund end før og ingen nye. Med --diff skrives intet.

Resultatet gemmes i .reformdata_cache/ i mappen, så en fil, der ikke er ændret, ikke bliver kontrolleret for sig selv
igen; .reformdata_cache/ må slettes. Med --no-cache bliver den hverken læst eller skrevet.

Afslutningskode 0: ingen fejl, måske advarsler; 1: fejl, eller med --diff noget at rette; 2: forkert brug.
"""

_INSTALLED = ""
"""The value of `--with-package` without a path."""
_OFFERING_FIXES = frozenset({"text", "concise"})
"""The formats that end with the number of findings that can be fixed."""
_MARKING_FIXES = _OFFERING_FIXES | {"json", "sarif"}


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    add_checkout_path(parser)
    add_format(parser, *(name for name in FORMATS if name not in {"text", "json"}))
    parser.add_argument(
        "--changed-since",
        metavar=parser.text("VERSION", "REV"),
        help=parser.text(
            "vis kun de fund, der er kommet til siden VERSION i git: en gren, et mærke eller en commit",
            "show only findings that are new since the files left the git revision REV",
        ),
    )
    parser.add_argument(
        "--with-package",
        nargs="?",
        const=_INSTALLED,
        metavar=parser.text("STI", "PATH"),
        help=parser.text(
            "kontrollér mappen som et tillæg til data i STI (en mappe med poster, en bygget pakke eller en kompileret fil) eller til de installerede data",
            "check the folder as an addition to the data at PATH (what load takes), or to the installed data",
        ),
    )
    parser.add_argument(
        "--texts",
        type=Path,
        metavar=parser.text("MAPPE", "DIR"),
        help=parser.text(
            "sammenlign også ordlyden med kildernes tekster i MAPPE",
            "also compare the wording with the texts of the sources in DIR",
        ),
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help=parser.text(
            "ret det, der sikkert kan rettes, og kontrollér derefter", "fix what is safe to fix, then check"
        ),
    )
    parser.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help=parser.text(
            "ret også det, der har ét sandsynligt svar: slåfejl, navne i stedet for id'er, datoer i en anden form",
            "also fix what has one likely answer: near misses, names instead of ids, dates in another form",
        ),
    )
    parser.add_argument(
        "--diff",
        action="store_true",
        help=parser.text(
            "vis, hvad der ville blive rettet, og skriv intet", "show what would be fixed, and write nothing"
        ),
    )
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help=parser.text("kontrollér alt forfra, og gem intet", "check everything again, and keep nothing"),
    )
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Check `args.path` and print the findings."""
    collects = gc.isenabled()
    gc.disable()  # what is read has no circles, and looking for them takes a fifth of the time
    try:
        return _run(args)
    finally:
        if collects:
            gc.enable()


def _run(args: argparse.Namespace) -> int:
    base = _base(args)
    cache = None if args.no_cache or args.texts or base else _cache(args.path)
    check = partial(_check, args, base, cache, Remembered(cache))
    report = check()
    if args.fix or args.unsafe_fixes or args.diff:
        changed = _fix(report, check, args)
        if args.diff:
            return 1 if changed else 0
        if changed:
            cache = cache and _cache(args.path)  # the old one knows the files as they were
            check = partial(_check, args, base, cache, Remembered(cache))
            report = check()
    if args.changed_since is not None:
        from reformdata.cli.git import export_commit, fork
        from reformdata.curation.checks import since, validate

        memory = cache and _cache(args.path, "before")
        with export_commit(report.root, fork(report.root, args.changed_since)) as before:
            earlier = validate(before, texts=args.texts, base=base, processes=_processes(), memory=memory)
        report = since(earlier, report)
    _show(report, check, args, None if args.changed_since else cache)
    return 1 if report.errors else 0


def _cache(path: Path, part: str = "") -> Cache | None:
    """The cache of the checkout at `path`, if one can be written."""
    root = path.resolve().parent if path.resolve().name == "records" and not (path / "records").is_dir() else path
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    try:
        return Cache(root, user_secret(Path(home) / "reformdata" / "secret"), part)
    except OSError:
        return None


def _check(
    args: argparse.Namespace,
    base: "Corpus | None",
    cache: Cache | None,
    memory: Remembered,
    contents: Mapping[str, bytes] | None = None,
) -> "Report":
    """What is wrong with the checkout, as far as possible from what is known of it."""
    if cache and not contents and (known := cache.report()):
        return known
    from reformdata.curation.checks import validate

    with Progress(args.lang) as progress:
        report = validate(
            args.path,
            texts=args.texts,
            base=base,
            contents=contents or {},
            processes=_processes(),
            progress=progress,
            memory=memory,
            oldest_first=partial(_oldest_first, args.path),
        )
    if cache and not contents:
        cache.keep_report(report)
    return report


def _oldest_first(folder: Path, files: Sequence[str]) -> Sequence[str]:
    from reformdata.cli.git import oldest_first  # here, since hardly any check needs it

    return oldest_first(folder.resolve().parent if folder.resolve().name == "records" else folder, files)


def _processes() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _base(args: argparse.Namespace) -> "Corpus | None":
    if args.with_package and Path(args.with_package).resolve() == args.path.resolve():
        raise refusal(
            "mappen kan ikke lægges oven på sig selv; skriv den først: reformdata validate MAPPE --with-package",
            "the folder cannot be added to itself; write it first: reformdata validate FOLDER --with-package",
        )
    require_folder(args.path)
    # Imported here, since a check of a folder by itself must start fast and opens no compiled data.
    if args.with_package is None:
        if read_settings(args.path).base is None:
            return None
        from reformdata.cli.checkouts import base_of

        return base_of(args.path)
    from reformdata.dataset.opening import open_store
    from reformdata.store.compiling import corpus_of

    return corpus_of(open_store(args.with_package or None))


def _fix(report: "Report", check: "Callable[..., Report]", args: argparse.Namespace) -> bool:
    """Fix what can be fixed, or with `--diff` only show it, and return whether there was anything."""
    from reformdata.cli.output.text import place
    from reformdata.curation.fixing import changes, fix_of

    found = changes(report, lambda contents: check(contents=contents), unsafe=args.unsafe_fixes)
    for change in found:
        if args.diff:
            print_lines(diff_lines(change.old, change.new, change.file))
        else:
            write_file(change.path, change.new)
        form = Message("skrevet i den faste form", "written in the canonical form").in_(args.lang)
        fixed = (
            f"{place(finding)}: {finding.rule.code} {_fix_message(finding, fix_of(finding)).in_(args.lang)}"
            for finding in change.fixed
        )
        print_lines(fixed if change.fixed else [f"{printable(change.file)}: {form}"], sys.stderr)
    if not found:
        print(Message("Der er intet at rette.", "There is nothing to fix.").in_(args.lang), file=sys.stderr)
    return bool(found)


def _fix_message(finding: Finding, fix: Fix | None) -> Message:
    da, en = f"rettet: {finding.message.da}", f"fixed: {finding.message.en}"
    if fix is None:
        return Message(da, en)
    now = visible(fix.value) if isinstance(fix.value, str) else f"[{', '.join(map(visible, fix.value))}]"
    return Message(f"{da}; nu `{now}`", f"{en}; now `{now}`")


def _show(report: "Report", check: "Callable[..., Report]", args: argparse.Namespace, cache: Cache | None) -> None:
    """Print `report` in the format asked for and, on GitHub, add it to the page of the run."""
    fixes: Mapping[Finding, Applicability] = {}
    if report.findings and args.format in _MARKING_FIXES:
        known = cache.fixes() if cache else None
        fixes = _fixes(report, check, cache) if known is None else known
    view = View(
        root=report.root, language=args.lang, color=use_color(), fixes=fixes, repository=_on_github(report.root)
    )
    print_lines(FORMATS[args.format](report, view))
    if fixes and args.format in _OFFERING_FIXES:
        print_lines(each.in_(args.lang) for each in _offer(Counter(fixes.values())))
    summary_page = os.environ.get("GITHUB_STEP_SUMMARY")
    if args.format == "github" and summary_page:
        from reformdata.cli.output.machines import table

        with Path(summary_page).open("a", encoding="utf-8", newline="\n") as file:
            print_lines(table(report, view), file)


def _fixes(report: "Report", check: "Callable[..., Report]", cache: Cache | None) -> "Mapping[Finding, Applicability]":
    """The findings of `report` that can be fixed, which `cache` gets to know."""
    from reformdata.curation import fixing

    found = fixing.fixes(report, lambda contents: check(contents=contents))
    if cache:
        cache.keep_fixes(found)
    return found


def _on_github(root: Path) -> str:
    """The address of the files of the repository whose workflow runs; empty if `root` has no pages of rules."""
    repository = os.environ.get("GITHUB_REPOSITORY")
    if not repository or not (root / "reformdata" / "curation" / "rules").is_dir():
        return ""
    return f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{repository}/blob/HEAD"


def _offer(counts: "Mapping[Applicability, int]") -> Iterator[Message]:
    """A line on what is safe to fix, and one on what is not, with what that means."""
    safe, unsafe = counts["safe"], counts["unsafe"]
    if safe:
        yield Message(
            f"[*] {safe} kan rettes med: reformdata validate --fix",
            f"[*] {safe} can be fixed with: reformdata validate --fix",
        )
    if unsafe:
        da, en = (" til", " more") if safe else ("", "")
        yield Message(
            f"{unsafe}{da} kan rettes med --unsafe-fixes: programmet gætter på det mest sandsynlige; "
            "se ændringerne først med: reformdata validate --unsafe-fixes --diff",
            f"{unsafe}{en} can be fixed with --unsafe-fixes: the program guesses what is most likely; "
            "see the changes first with: reformdata validate --unsafe-fixes --diff",
        )
