"""Records in an OpenSearch cluster: the same analysis, rules and answers as every other engine."""

from indexer.engines.opensearch.address import Address, is_cluster
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.engine import OpenSearchEngine
from indexer.engines.opensearch.kind import OpenSearchKind

__all__ = ["Address", "Cluster", "OpenSearchEngine", "OpenSearchKind", "is_cluster"]
