"""Other engines on the same documents, the same terms and the same trees."""
