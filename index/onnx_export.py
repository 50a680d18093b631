"""Write all-MiniLM-L6-v2 as one ONNX graph from token ids to vectors: python -m index.onnx_export PATH.

Runs once on each machine, in a process of its own (index.onnx_model), which checks what it wrote before it ends.
"""

import sys
from pathlib import Path

import numpy as np

from index.embedding import MiniLM
from index.reference import Reference

# Tolerance of the check: float32 sums in another order differ by about 1e-6.
_LEAST_COSINE = 0.9999
# The longest is cut off by both; none has the length of the example that the graph is traced with.
_PROBES = (
    "Iran smuggles weapons into Iraq.",
    "No.",
    "The mayor sold the old harbour to friends without any vote, the council's own report of 12 March says. " * 20,
)


def export(path: Path) -> None:
    """Write the graph: int64 input_ids and attention_mask (n, tokens) in, float32 vectors (n, 384) out."""
    import torch

    class Pooled(torch.nn.Module):
        """The transformer with the mean of its tokens' vectors; index.embedding gives it its unit length."""

        def __init__(self, transformer: torch.nn.Module) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            """One vector for each text of a batch."""
            tokens = self.transformer(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            counted = attention_mask.unsqueeze(-1).to(tokens.dtype)
            mean: torch.Tensor = (tokens * counted).sum(1) / counted.sum(1)
            return mean

    ids = torch.full((2, 7), 1000)
    mask = torch.tensor([[1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 0, 0, 0]])
    shape = {0: torch.export.Dim("texts"), 1: torch.export.Dim("tokens", max=512)}
    torch.onnx.export(
        Pooled(Reference().transformer()).eval(),
        (ids, mask),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["vectors"],
        dynamic_shapes=(shape, shape),
        dynamo=True,
        # One file: a second one could be lost, or be that of another run.
        external_data=False,
        verbose=False,
    )


def check(path: Path) -> None:
    """Exit with one line unless the graph gives the vectors that sentence-transformers gives."""
    expected = Reference().encode(_PROBES)
    found = MiniLM(threads=1, model=path).encode(_PROBES)
    least = float(np.sum(expected * found, axis=1).min())
    if not least >= _LEAST_COSINE:
        raise SystemExit(f"cosine {least:.6f} to sentence-transformers, expected at least {_LEAST_COSINE}")


def main() -> None:
    """Write and check the graph at the path that the command line names."""
    path = Path(sys.argv[1])
    export(path)
    check(path)


if __name__ == "__main__":
    main()
