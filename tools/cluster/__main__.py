"""`python -m tools.cluster`: start, stop and look at OpenSearch nodes of this machine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tools.cluster import Cluster, ClusterFailed, ClusterUnavailable, find_java

FOLDER = Path(__file__).resolve().parent.parent.parent / ".cluster" / "nodes"


@click.command()
@click.argument("action", type=click.Choice(["start", "stop", "status", "kill-node", "start-node"]))
@click.argument("node", type=click.IntRange(1), required=False)
@click.option("--folder", type=click.Path(path_type=Path), default=FOLDER, help="Where data is kept.")
@click.option("--nodes", type=click.IntRange(1), default=3, show_default=True)
@click.option("--heap", default="512m", show_default=True, help="Memory of a node: 512m, 1g.")
@click.option("--http", type=click.IntRange(1024, 65000), default=9200, show_default=True, help="Node 1 has the next.")
@click.option("--transport", type=click.IntRange(1024, 65000), default=9300, show_default=True, help="As --http.")
def main(action: str, node: int | None, folder: Path, nodes: int, heap: str, http: int, transport: int) -> None:
    """Start, stop or look at the nodes; kill-node and start-node take the number of one.

    Exit codes: 1 no node runs (status), 3 failed.
    """
    cluster = Cluster(folder, nodes, heap, http=http, transport=transport)
    if action.endswith("-node") and node not in cluster.numbers:
        raise click.UsageError(f"{action} needs the number of a node, 1 to {nodes}")
    try:
        if action == "start":
            java = find_java()
            click.echo(f"OpenSearch {java.version} on Java {java.release} ({java.home})", err=True)
            cluster.start_all()
            click.echo(cluster.address)
        elif action == "stop":
            cluster.stop()
        elif action == "status":
            _show(cluster)
        elif node and action == "kill-node":
            cluster.kill(node)
        elif node:
            cluster.start(node)
            cluster.wait_green()
    except (ClusterUnavailable, ClusterFailed, ConnectionError) as error:
        click.echo(str(error), err=True)
        sys.exit(3)


def _show(cluster: Cluster) -> None:
    """Each node and the whole; ends with 1 where none runs."""
    pids = {i: cluster.pid(i) for i in cluster.numbers}
    for i, pid in pids.items():
        click.echo(f"node {i}: {f'process {pid}' if pid else 'not running'}")
    if not any(pids.values()):
        sys.exit(1)
    click.echo(f"{cluster.ask('/_cluster/health')['status']}, elected: node {cluster.manager()}")


if __name__ == "__main__":
    main()
