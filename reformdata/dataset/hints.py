"""What to write instead of names that users of other libraries try."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

_COUNT = '.stats("theme"), or .stats(["area", "organisation"]), counts the records'
_FRAME = '.to_pandas("en") is a frame'
_WRITE = '.export("csv", "folder") writes the tables of these records, .to_excel("file.xlsx") one sheet to read'
_LOOK = '.stats("kind") counts the records, and ds.coverage() says how much of each source they cover'
_NOT_ANSWERED = 'ds.proposals - ds.proposals.filter(answered="initiative") are those that no initiative answers'
WHICH_CHART = (
    "the charts are timeline, areas, kinds_by_voice, themes_by_area, strength_by_addressee, outcomes, chain and network;"
    " for one of your own: .stats(…).to_pandas().plot.barh()"
)
_TABLE = 'a table is taken by its name: tables["quantities"]; list(tables) has all names'
_RECORDS = "a data set holds more than records; ask them: ds.records."

_HINTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "Tabular": {
            **dict.fromkeys(("df", "to_dataframe", "to_df", "to_frame", "dataframe", "frame"), _FRAME),
            "columns": "list(….to_dicts()[0]) has the names of the columns; docs/data-dictionary.md says what they mean",
            **dict.fromkeys(("to_csv", "to_parquet"), '.to_pandas("en").to_csv("file.csv") writes one table'),
            "to_json": ".to_dicts() gives plain rows for json.dump",
        },
        "Records": {
            **dict.fromkeys(("groupby", "group_by", "crosstab", "pivot_table", "pivot", "counts"), _COUNT),
            **dict.fromkeys(("describe", "summary", "info", "coverage"), _LOOK),
            **dict.fromkeys(("to_csv", "to_json", "to_parquet", "save"), _WRITE),
            **dict.fromkeys(("sort_values", "sort", "order_by"), '.sort_by("date", descending=True) sorts the records'),
            **dict.fromkeys(("append", "concat", "extend", "union"), "a | b joins two selections"),
            **dict.fromkeys(("query", "where", "select"), '.filter(theme="trust", since=2018) selects records'),
            **dict.fromkeys(("unanswered", "missing"), _NOT_ANSWERED),
            "search": '.filter(text="tillid") searches these records',
            **dict.fromkeys(("unique", "nunique"), '.value_counts("theme") has every value'),
            **dict.fromkeys(("quantities", "relations", "evidence"), 'see .tables["quantities"], .tables["relations"] and so on'),
        },
        "Entries": {
            **dict.fromkeys(("filter", "query", "where"), "records are filtered by entries: ds.records.filter(theme=…)"),
            **dict.fromkeys(("stats", "value_counts", "groupby"), 'records are counted by entries: ds.stats("theme")'),
        },
        "Tables": dict.fromkeys(
            ("records", "quantities", "relations", "outcomes", "assessments", "evidence", "searches", "get_table"), _TABLE
        ),
        "Dataset": {
            **dict.fromkeys(("quantities", "relations", "assessments", "evidence"), f"it is a table; {_TABLE}"),
            **{name: f"{_RECORDS}{name}" for name in (
                "filter", "sample", "head", "tail", "sort_by", "value_counts", "to_excel", "to_pandas", "to_polars",
                "to_arrow", "to_dicts", "ids", "snippets",
            )},
            **dict.fromkeys(("df", "to_dataframe", "dataframe", "frame"), 'ds.records.to_pandas("en") is a frame'),
            **dict.fromkeys(("describe", "summary", "info"), "ds.stats() counts the records, and ds.coverage() says how much of each source they cover"),
            **dict.fromkeys(("unanswered", "missing"), _NOT_ANSWERED),
            "completeness": "ds.coverage() says how much of each source the records cover",
            "timeline": ".plot.timeline() of the records draws it",
            "verify": "rd.verify_citation(text) compares a citation with the data",
            **dict.fromkeys(("groupby", "group_by", "crosstab"), 'ds.stats(["area", "organisation"]) counts the records'),
            **dict.fromkeys(("sql", "query", "execute"), 'ds.connect().execute("SELECT …") runs SQL; the records of all kinds are in the table records'),
            **dict.fromkeys(("to_csv", "to_json", "save"), 'ds.export("csv", "folder") writes all of the data'),
        },
        "Plot": dict.fromkeys(
            ("bar", "barh", "pie", "line", "hist", "scatter", "themes", "actors", "voices", "strength", "kinds", "years"),
            WHICH_CHART,
        ),
        "Chart": dict.fromkeys(
            ("show", "savefig", "to_png", "to_svg", "display"),
            'a notebook shows it; .save("chart.svg") writes it, also as .pdf or .png, and .altair is the chart of Altair',
        ),
        "Network": {
            **dict.fromkeys(("to_csv", "df", "to_dataframe"), '.to_pandas("en") has a row for each edge, for .to_csv("file.csv")'),
            **dict.fromkeys(("save", "to_graphml", "to_gexf", "write"), '.export("graphml", "file.graphml") writes it; .plot.network().save("file.svg") of the records draws it'),
            **dict.fromkeys(("plot", "draw", "show"), ".plot.network() of the records draws it"),
        },
        "Counts": {
            **dict.fromkeys(("df", "to_dataframe", "to_csv", "to_excel", "to_latex", "to_markdown", "loc", "iloc", "fillna", "unstack", "T"), ".to_pandas() is a series, or of two dimensions a frame"),
            **dict.fromkeys(("plot", "bar"), ".to_pandas().plot.barh() draws the counts"),
            **dict.fromkeys(("most_common", "head", "sort_values"), "the most frequent come first: list(….items())[:10]"),
        },
    }
)  # fmt: skip


class Hinting:
    """A class of which a name that it lacks, and that users try, is an error that says what to write instead."""

    __slots__ = ()

    if not TYPE_CHECKING:  # a type checker is to report every unknown name

        def __getattr__(self, name: str) -> object:
            known = (_HINTS.get(one.__name__, {}).get(name) for one in type(self).__mro__)
            hint = next(filter(None, known), "")
            message = f"{type(self).__name__!r} object has no attribute {name!r}"
            raise AttributeError(f"{message}: {hint}" if hint else message, name=name, obj=self)
