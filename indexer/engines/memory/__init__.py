"""What a query means, by brute force over Python objects: which documents match, what they score, in which order."""

from indexer.engines.memory.engine import MemoryEngine

__all__ = ["MemoryEngine"]
