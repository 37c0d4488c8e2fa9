"""What a standard is: number, level, status, relations, classification, record. Standard library only, no I/O."""
