"""Pages and JSON answers of the official platforms as a user saves them -> rows; one module a platform.

The platforms change their pages, so nothing is found by position: a table by the text of its header, a value by the
label beside it. Which platform a page comes from is told by the page, never by the file's name.
"""
