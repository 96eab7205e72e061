package usher.local.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The three in a process of their own, as the tests of the services fork them. */
final class InfraProcess {

    private final Process process;
    private final Map<String, String> addresses;

    private InfraProcess(Process process, Map<String, String> addresses) {
        this.process = process;
        this.addresses = addresses;
    }

    static InfraProcess start(Path folder) throws IOException, InterruptedException {
        Path ready = folder.resolve("ready.properties");
        Files.deleteIfExists(ready);
        Process process = new ProcessBuilder(
                        Programs.java(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Infra.class.getName(),
                        "--dir",
                        folder.toString(),
                        "--ready-file",
                        ready.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("infra.log").toFile())
                .start();
        while (!Files.exists(ready)) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(Files.readString(folder.resolve("infra.log")));
            }
        }
        return new InfraProcess(process, new PropertyFile(ready).read());
    }

    String address(String name) {
        return addresses.getOrDefault(name, "");
    }

    /** Our end of its standard input closes, as when we had died; answers its exit code. */
    int letGo() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
