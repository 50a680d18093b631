"""all-MiniLM-L6-v2 as one ONNX graph from token ids to vectors, made by torch's exporter."""

from pathlib import Path

from index.reference import Reference


def write_english_graph(path: Path) -> None:
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
        external_data=False,
        verbose=False,
    )
