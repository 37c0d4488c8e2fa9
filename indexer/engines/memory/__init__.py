"""What a query means, by brute force over Python objects."""

__all__ = []
