"""How each file that is made to hurt is written."""
