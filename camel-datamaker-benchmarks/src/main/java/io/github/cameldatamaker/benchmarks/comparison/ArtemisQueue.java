package io.github.cameldatamaker.benchmarks.comparison;

import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.springframework.jms.connection.CachingConnectionFactory;

/** A queue of Artemis inside this process, in memory; each row is a message, its text as the service wrote it. */
final class ArtemisQueue implements Sink {

    private final EmbeddedActiveMQ artemis;
    private final CachingConnectionFactory connections;
    private long taken;

    private ArtemisQueue(EmbeddedActiveMQ artemis) {
        this.artemis = artemis;
        this.connections = new CachingConnectionFactory(new ActiveMQConnectionFactory("vm://0"));
    }

    static ArtemisQueue start() throws Exception {
        return new ArtemisQueue(new EmbeddedActiveMQ().setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                // Else a disk that is nearly full blocks every message, although none is written to it.
                .setMaxDiskUsage(-1)
                .addAddressSetting("#", new AddressSettings())
                .addAcceptorConfiguration("inside", "vm://0")).start());
    }

    @Override
    public String product() {
        return "a queue of Artemis " + artemis.getActiveMQServer().getVersion().getFullVersion();
    }

    @Override
    public String shape() {
        return "rowType=String";
    }

    @Override
    public Supplier<Iterator<?>> prebuilt(PlainHttp http, long rows) throws Exception {
        PrebuiltRows prebuilt = PrebuiltRows.texts(http);
        return () -> prebuilt.iterator(rows);
    }

    @Override
    public String endpoint(CamelContext camel) {
        camel.getRegistry().bind("connections", connections);
        return "jms:queue:rows";
    }

    @Override
    public void take(long rows) throws Exception {
        Queue queue = artemis.getActiveMQServer().locateQueue(SimpleString.of("rows"));
        // The last ones come some milliseconds behind the answer to who has sent them.
        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (queue.getMessagesAdded() < taken + rows && System.nanoTime() < latest) {
            Thread.onSpinWait();
        }
        RowCount.require(rows, queue.getMessagesAdded() - taken);
        taken += rows;
        queue.deleteAllReferences();
    }

    @Override
    public void close() throws Exception {
        connections.destroy();
        artemis.stop();
    }
}
