"""`python -m tools.cluster`: start, stop and look at OpenSearch nodes of this machine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tools.cluster import Cluster, ClusterUnavailable, find_java

ROOT = Path(__file__).resolve().parent.parent.parent


@click.command()
@click.argument("action", type=click.Choice(["start", "stop", "status", "kill-node", "start-node"]))
@click.argument("node", type=click.IntRange(1), required=False)
@click.option(
    "--folder", type=click.Path(path_type=Path), default=ROOT / ".cluster" / "nodes", help="Where data is kept."
)
@click.option("--nodes", type=click.IntRange(1), default=3, show_default=True)
@click.option("--heap", default="512m", show_default=True, help="Memory of a node: 512m, 1g.")
@click.option("--http", type=click.IntRange(1024, 65000), default=9200, show_default=True, help="Node 1 is one above.")
@click.option("--transport", type=click.IntRange(1024, 65000), default=9300, show_default=True)
def main(action: str, node: int | None, folder: Path, nodes: int, heap: str, http: int, transport: int) -> None:
    """Start, stop or look at the nodes; kill-node and start-node take the number of one. Exit code 3: not possible."""
    cluster = Cluster(folder, nodes, heap, http, transport)
    if action.endswith("-node") and node not in cluster.numbers:
        raise click.UsageError(f"{action} needs the number of a node, 1 to {nodes}")
    try:
        if action == "start":
            java = find_java()
            click.echo(f"OpenSearch {java.version} on Java {java.release} ({java.home})", err=True)
            cluster.__enter__()
            click.echo(cluster.address)
        elif action == "stop":
            cluster.stop()
        elif action == "status":
            for i in cluster.numbers:
                click.echo(f"node {i}: {f'process {cluster.pid(i)}' if cluster.pid(i) else 'not running'}")
            click.echo(f"{cluster.ask('/_cluster/health')['status']}, elected: node {cluster.manager()}")
        elif node and action == "kill-node":
            cluster.kill(node)
        elif node:
            cluster.start(node)
            cluster.wait_green()
    except (ClusterUnavailable, ConnectionError) as error:
        click.echo(str(error), err=True)
        sys.exit(3)


if __name__ == "__main__":
    main()
