"""OpenSearch nodes as processes of this machine, for trying and for tests: `python -m tools.cluster`."""

from tools.cluster.java import ClusterUnavailable, Java, find_java
from tools.cluster.nodes import Cluster, ClusterFailed

__all__ = ["Cluster", "ClusterFailed", "ClusterUnavailable", "Java", "find_java"]
