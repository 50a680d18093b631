"""What a reader could use instead, on the same documents with the same encoder, each by its own defaults.

BM25 and the claim's vector alone come from the generation; Chroma and LanceDB are libraries of their own, installed by
bench/requirements-peers.txt and left out, with a word, where they are missing.
"""

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from tempfile import mkdtemp
from typing import Any

import numpy as np

from index.embedding import Encoders
from index.generation import Generation
from index.lexical import tokenise
from index.lookup.cleaning import clean
from index.texts import Field

Run = Mapping[str, list[str]]
Search = Callable[[Mapping[str, str]], Run]
DEPTH = 50


def bm25(generation: Generation, _encoders: Encoders) -> Search:
    """BM25 over all words of a document, body included."""
    ids = generation.ids()

    def search(sentences: Mapping[str, str]) -> Run:
        run = {}
        for key, text in sentences.items():
            scores = generation.lexical.whole_scores(tokenise(clean(text), "en"))
            best = np.argsort(-scores, kind="stable")[:DEPTH]
            run[key] = [ids[number] for number in best if scores[number] > 0]
        return run

    return search


def minilm(generation: Generation, encoders: Encoders) -> Search:
    """Cosine of the sentence with the claim, exactly."""
    documents, claims = _claims(generation)

    def search(sentences: Mapping[str, str]) -> Run:
        cosines = encoders.english.encode(list(sentences.values())) @ claims.T
        best = np.argsort(-cosines, axis=1, kind="stable")[:, :DEPTH]
        return {key: [documents[place] for place in row] for key, row in zip(sentences, best, strict=True)}

    return search


def chroma(generation: Generation, encoders: Encoders) -> Search:
    """Chroma with its default index, over the claim's vectors."""
    import chromadb

    documents, claims = _claims(generation)
    client = chromadb.PersistentClient(mkdtemp())
    collection = client.create_collection("claims", embedding_function=None)
    for start in range(0, len(documents), 5_000):
        collection.add(ids=documents[start : start + 5_000], embeddings=claims[start : start + 5_000])

    def search(sentences: Mapping[str, str]) -> Run:
        found: Any = collection.query(
            query_embeddings=encoders.english.encode(list(sentences.values())), n_results=DEPTH
        )
        return dict(zip(sentences, found["ids"], strict=True))

    return search


def lancedb_hybrid(generation: Generation, encoders: Encoders) -> Search:
    """LanceDB's hybrid search: claim's vectors and full text of the claim, fused by its default reranker."""
    import lancedb

    documents, claims = _claims(generation)
    texts = _claim_texts(generation)
    table = lancedb.connect(mkdtemp()).create_table(
        "claims",
        [{"id": name, "text": texts[name], "vector": vector} for name, vector in zip(documents, claims, strict=True)],
    )
    table.create_fts_index("text")

    def search(sentences: Mapping[str, str]) -> Run:
        vectors = encoders.english.encode(list(sentences.values()))
        run = {}
        for (key, text), vector in zip(sentences.items(), vectors, strict=True):
            # Its query language gives meaning to punctuation.
            words = " ".join(token.partition(":")[2] for token in tokenise(clean(text), "und"))
            found = table.search(query_type="hybrid").vector(vector).text(words or "nothing").limit(DEPTH).to_list()
            run[key] = [row["id"] for row in found]
        return run

    return search


def _claims(generation: Generation) -> tuple[list[str], np.ndarray]:
    """The ids of the documents with an English claim, and the claims' vectors, float32 (n, dimensions)."""
    ids = generation.ids()
    rows = generation.english.rows_of[:, Field.CLAIM]
    numbers = np.flatnonzero(rows >= 0)
    return [ids[number] for number in numbers], generation.english.index.rows(rows[numbers])


def _claim_texts(generation: Generation) -> dict[str, str]:
    numbers = np.flatnonzero(generation.english.rows_of[:, Field.CLAIM] >= 0)
    found = {}
    for start in range(0, len(numbers), 1_000):
        for document in generation.documents(numbers[start : start + 1_000].tolist()):
            found[document.id] = document.claim.text
    return found


PEERS: dict[str, Callable[[Generation, Encoders], Search]] = {"BM25": bm25, "MiniLM": minilm}
if find_spec("chromadb"):
    PEERS["Chroma"] = chroma
if find_spec("lancedb"):
    PEERS["LanceDB, hybrid"] = lancedb_hybrid
