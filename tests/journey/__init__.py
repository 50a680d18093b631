"""A reader's way through the product: a real browser, the shipped extension, the real service."""
