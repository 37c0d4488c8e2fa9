"""Generations of a catalogue in a cluster: as those of a folder, from the first reindex to pruning."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.engines import Request
from indexer.engines.opensearch import Address, Cluster
from indexer.errors import AddressUnknown, IndexBusy, IndexDamaged, IndexFault, IndexMissing
from indexer.lifecycle import ClusterGenerations, Following, change, differing, generations_at, reindex, roll_back
from indexer.lifecycle import verify as verify_generation
from indexer.lifecycle.safeguards import CatalogueShrunk
from indexer.query import Everything
from tests.indexer.engines.catalogues import DAY, record

pytestmark = pytest.mark.cluster


@pytest.fixture
def generations(cluster_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ClusterGenerations]:
    """A catalogue of its own for each test; nothing of it is left."""
    monkeypatch.setenv("LUBIAO_CACHE", str(tmp_path / "cache"))
    made = generations_at(f"{cluster_address}.{time.time_ns()}")
    assert isinstance(made, ClusterGenerations)
    yield made
    cluster = cluster_of(made)
    for index in cluster.ask("GET", f"/{cluster.address.name}-*/_mapping"):
        cluster.ask("DELETE", f"/{index}")


def cluster_of(generations: ClusterGenerations) -> Cluster:
    return generations._cluster


def address_of(generations: ClusterGenerations) -> str:
    return str(cluster_of(generations).address)


def source(folder: Path, titles: dict[str, str], name: str = "rows.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(f"{json.dumps({'number': number, 'title': title})}\n" for number, title in titles.items()))
    return path


TITLES = {f"NY/T {serial}-2020": f"大蒜 贮藏 {serial}" for serial in range(1, 13)}


def numbers(generations: ClusterGenerations) -> set[str]:
    opened = Following(address_of(generations)).current()
    return {hit.record.number for hit in opened.engine.search(Request(Everything(), DAY, limit=100)).hits}


def test_from_the_first_reindex_to_pruning(generations: ClusterGenerations, tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        generations.current()
    report = reindex(generations, [source(tmp_path, TITLES)], workers=1)
    assert (report.indexed, report.count, report.generation) == (12, 12, "000001")
    assert numbers(generations) == set(TITLES)
    assert verify_generation(generations, "000001") == []
    assert not reindex(generations, [tmp_path / "rows.jsonl"], if_needed=True).built

    name, added, changed, unknown = change(
        generations, [record("GB/T 1-2026", "黑蒜")], ["NY/T 1-2020", "NY/T 99-2020"]
    )
    assert (name, added, changed, unknown) == ("000002", 1, 0, ["NY/T 99-2020"])
    assert numbers(generations) == set(TITLES) - {"NY/T 1-2020"} | {"GB/T 1-2026"}
    pairs = list(differing(generations.open("000001"), generations.open("000002")))
    assert [(pair.before and pair.before.number, pair.after and pair.after.number) for pair in pairs] == [
        (None, "GB/T 1-2026"),
        ("NY/T 1-2020", None),
    ]

    source(tmp_path, {**TITLES, "NY/T 50-2020": "洋葱"})
    again = reindex(generations, [tmp_path / "rows.jsonl"])
    assert (again.generation, again.replayed) == ("000003", 2)
    assert "GB/T 1-2026" in numbers(generations), "small changes are replayed"
    assert "NY/T 1-2020" not in numbers(generations)

    assert roll_back(generations) == ("000002", "000003")
    assert "NY/T 50-2020" not in numbers(generations)
    reindex(generations, [tmp_path / "rows.jsonl"])
    reindex(generations, [tmp_path / "rows.jsonl"])
    assert generations.names()[-1] == "000005"
    assert len(generations.names()) <= 4, "three newest, and the full build of one of them"
    assert generations.leftovers() == []


def test_another_machine_reads_what_one_wrote(
    generations: ClusterGenerations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex(generations, [source(tmp_path, TITLES)])
    change(generations, [record("GB/T 1-2026", "黑蒜")])
    monkeypatch.setenv("LUBIAO_CACHE", str(tmp_path / "another"))
    other = generations_at(address_of(generations))
    assert other.folder != generations.folder
    assert verify_generation(other, "000002") == []
    assert reindex(other, [tmp_path / "rows.jsonl"]).replayed == 1


def test_a_small_file_that_was_changed_here_is_fetched_anew(generations: ClusterGenerations, tmp_path: Path) -> None:
    reindex(generations, [source(tmp_path, TITLES)])
    (generations.folder / "000001" / "journal.jsonl").write_text("nonsense")
    again = generations_at(address_of(generations))
    assert verify_generation(again, "000001") == []


def test_a_reindex_that_breaks_off_leaves_the_old_one_answering(
    generations: ClusterGenerations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reindex(generations, [source(tmp_path, TITLES)])
    with monkeypatch.context() as patch:
        patch.setattr(ClusterGenerations, "discard", lambda *_: None)  # a crash removes nothing
        patch.setattr(ClusterGenerations, "switch", lambda *_: (_ for _ in ()).throw(RuntimeError("killed")))
        with pytest.raises(RuntimeError):
            reindex(generations, [source(tmp_path, {**TITLES, "NY/T 50-2020": "洋葱"})])
    assert generations.current() == "000001"
    assert numbers(generations) == set(TITLES)
    report = reindex(generations, [tmp_path / "rows.jsonl"])
    assert report.generation > "000002"
    assert "NY/T 50-2020" in numbers(generations)


def test_what_a_crash_left_is_removed(generations: ClusterGenerations, tmp_path: Path) -> None:
    cluster = cluster_of(generations)
    cluster.ask("PUT", f"/{cluster.index('000001')}", {"mappings": {"_meta": {"lubiao": {"layout": 1}}}})
    report = reindex(generations, [source(tmp_path, TITLES)])
    assert report.cleared == ("000001",)
    assert generations.names() == ["000001"]


def test_a_much_smaller_catalogue_is_refused(generations: ClusterGenerations, tmp_path: Path) -> None:
    many = {f"NY/T {serial}-2020": f"大蒜 {serial}" for serial in range(1, 201)}
    reindex(generations, [source(tmp_path, many)])
    with pytest.raises(CatalogueShrunk):
        reindex(generations, [source(tmp_path, TITLES)])
    assert generations.current() == "000001"


def test_one_at_a_time(generations: ClusterGenerations, tmp_path: Path) -> None:
    reindex(generations, [source(tmp_path, TITLES)])
    other = generations_at(address_of(generations))
    with generations.building(), pytest.raises(IndexBusy), other.building():
        pass
    with other.building():
        pass


def test_a_right_that_nobody_renews_is_taken_over(
    generations: ClusterGenerations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.lifecycle.cluster_generations.HELD", -1.0)
    monkeypatch.setattr("indexer.lifecycle.cluster_generations.Lock._renew", lambda *_: None)
    with generations.building(), generations_at(address_of(generations)).building():
        pass


def test_small_changes_from_two_programs_are_both_there(generations: ClusterGenerations, tmp_path: Path) -> None:
    reindex(generations, [source(tmp_path, TITLES)])
    rows = [record(f"GB/T {serial}-2026", "黑蒜") for serial in (1, 2)]
    threads = [threading.Thread(target=change, args=(generations_at(address_of(generations)), [row])) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {row.number for row in rows} < numbers(generations)


def test_a_request_whose_answer_was_lost_is_made_again(
    generations: ClusterGenerations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is written is written twice here, as when a node dies after it has done what was asked."""
    ask = Cluster.ask

    def twice(self: Cluster, method: str, url: str, body: object = None, **more: object) -> object:
        changes = method in ("PUT", "POST") and not url.endswith(("_refresh", "_flush"))
        if changes:
            ask(self, method, url, body, **more)
        return ask(self, method, url, body, **more)

    monkeypatch.setattr(Cluster, "ask", twice)
    reindex(generations, [source(tmp_path, TITLES)])
    change(generations, [record("GB/T 1-2026", "黑蒜")])
    monkeypatch.undo()
    monkeypatch.setenv("LUBIAO_CACHE", str(tmp_path / "another"))
    other = generations_at(address_of(generations))
    assert verify_generation(other, "000002") == []
    assert numbers(generations) == {*TITLES, "GB/T 1-2026"}


def test_faults_of_the_alias(generations: ClusterGenerations, tmp_path: Path) -> None:
    reindex(generations, [source(tmp_path, TITLES)])
    change(generations, [record("GB/T 1-2026", "黑蒜")])
    cluster = cluster_of(generations)
    add = {"add": {"index": cluster.index("000001"), "alias": cluster.address.name}}
    cluster.ask("POST", "/_aliases", {"actions": [add]})
    with pytest.raises(IndexDamaged, match="同时指向"):
        generations.current()
    cluster.ask("POST", "/_aliases", {"actions": [{"remove": {"index": f"{cluster.address.name}-*", "alias": "*"}}]})
    with pytest.raises(IndexDamaged, match="不存在"):
        generations.current()
    assert roll_back(generations, "000002")[0] == "000002"
    assert generations.current() == "000002"


def test_an_index_of_another_program_and_of_another_layout(generations: ClusterGenerations, tmp_path: Path) -> None:
    reindex(generations, [source(tmp_path, TITLES)])
    cluster = cluster_of(generations)
    index = cluster.index("000001")
    meta = cluster.ask("GET", f"/{index}/_mapping")[index]["mappings"]["_meta"]["lubiao"]
    cluster.ask("PUT", f"/{index}/_mapping", {"_meta": {"lubiao": {**meta, "layout": 0}}})
    with pytest.raises(IndexDamaged, match="其他版本"):
        generations.open("000001")
    cluster.ask("PUT", f"/{index}/_mapping", {"_meta": {}})
    with pytest.raises(IndexFault):
        generations.open("000001")


def test_records_that_the_cluster_refuses(generations: ClusterGenerations, tmp_path: Path) -> None:
    reindex(generations, [source(tmp_path, TITLES)])
    cluster = cluster_of(generations)
    cluster.ask("PUT", f"/{cluster.index('000001')}/_settings", {"index": {"blocks.write": True}})
    with pytest.raises(IndexFault, match="只读"):
        cluster.ask("POST", f"/{cluster.index('000001')}/_doc", {"number": "x"})


@pytest.mark.parametrize(
    "address",
    [
        "opensearch+http://",
        "opensearch+http://127.0.0.1:9200",
        "opensearch+http://127.0.0.1:9200/Upper Case",
        "opensearch+http://who:secret@127.0.0.1:9200/lubiao",
        "opensearch+https://one,,two/lubiao",
    ],
)
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(AddressUnknown) as raised:
        generations_at(address)
    assert "secret" not in str(raised.value)
    assert "secret" not in repr(raised.value)


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.engines.opensearch.cluster.PATIENCE", 0.0)
    with pytest.raises(IndexFault, match="没有应答"):
        generations_at("opensearch+http://127.0.0.1:9/lubiao").current()


def test_an_address_is_read_and_written_alike() -> None:
    address = Address.read("opensearch+https://a:9201,b/lubiao")
    assert (address.secure, address.hosts, address.name) == (True, ("a:9201", "b:9200"), "lubiao")
    assert Address.read(str(address)) == address
