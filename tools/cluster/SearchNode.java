import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.codelibs.opensearch.runner.node.OpenSearchRunnerNode;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;

/** One OpenSearch node, of 2.19 or 3.x. Arguments: its folder, then settings as key=value; commas make a list. */
public class SearchNode {
  /** The modules a node needs; 3.x names the classes with Module. */
  private static final String[] MODULES = {
    "org.opensearch.transport.Netty4", "org.opensearch.analysis.common.CommonAnalysis", "org.opensearch.painless.Painless"
  };

  public static void main(String[] arguments) throws Exception {
    Path home = Paths.get(arguments[0]);
    Files.createDirectories(home.resolve("config"));
    Settings.Builder settings = Settings.builder().put("path.home", home.toString())
        .put("path.data", home.resolve("data").toString()).put("path.logs", home.resolve("logs").toString());
    for (int i = 1; i < arguments.length; i++) {
      String[] pair = arguments[i].split("=", 2);
      if (pair[1].contains(",")) settings.putList(pair[0], pair[1].split(","));
      else settings.put(pair[0], pair[1]);
    }
    Environment environment = InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), null, () -> "node");
    List<Class<? extends Plugin>> modules = new ArrayList<>();
    for (String module : MODULES) modules.add(named(module));
    Node node = new OpenSearchRunnerNode(environment, modules);
    node.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try { node.close(); } catch (Exception failed) { failed.printStackTrace(); }
    }));
    String owner = System.getProperty("owner");
    if (owner == null) new CountDownLatch(1).await();
    // whoever started this node may be killed and can then not stop it
    ProcessHandle.of(Long.parseLong(owner)).ifPresent(process -> process.onExit().join());
    System.exit(0);
  }

  private static Class<? extends Plugin> named(String module) throws ClassNotFoundException {
    try {
      return Class.forName(module + "ModulePlugin").asSubclass(Plugin.class);
    } catch (ClassNotFoundException older) {
      return Class.forName(module + "Plugin").asSubclass(Plugin.class);
    }
  }
}
