package io.github.cameldatamaker.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

import org.apache.camel.main.Main;

/**
 * A worker as a process of its own. System properties say which it is ({@code worker}), and where broker, database and DataMaker
 * are ({@code broker.url}, {@code postgres.url}, {@code camel.component.datamaker.base-url}); DM_API_KEY is the key.
 */
public final class Worker {

    private Worker() {
    }

    /** Works until its standard input ends, as it does with the process that started it. */
    public static void main(String[] args) throws Exception {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation(properties(Broker.valueOf(args[0])));
        main.configure().addRoutesBuilder(new WorkerRoutes());
        Thread end = new Thread(() -> awaitEndOfInput(main), "end of input");
        end.setDaemon(true);
        end.start();
        main.run();
    }

    /** Where the properties of a worker are. */
    static String properties(Broker broker) {
        return "classpath:worker.properties,classpath:worker-" + broker + ".properties";
    }

    private static void awaitEndOfInput(Main main) {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            main.completed();
        }
    }
}
