package io.github.cameldatamaker.examples;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnector;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** An Artemis inside this process. */
final class LocalArtemis implements LocalBroker {

    private static final String ACCEPTOR = "acceptor";

    private final EmbeddedActiveMQ artemis;

    private LocalArtemis(EmbeddedActiveMQ artemis) {
        this.artemis = artemis;
    }

    /** Starts it, for clients in this process. */
    static LocalArtemis inside() throws Exception {
        return start("vm://0");
    }

    /** Starts it on a free port, for other processes. */
    static LocalArtemis onFreePort() throws Exception {
        return start("tcp://localhost:0");
    }

    private static LocalArtemis start(String acceptor) throws Exception {
        return new LocalArtemis(new EmbeddedActiveMQ().setConfiguration(configuration(acceptor)).start());
    }

    private static Configuration configuration(String acceptor) throws Exception {
        return new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                // Else a disk that is nearly full blocks every message, although none is written to it.
                .setMaxDiskUsage(-1)
                .addAddressSetting("#", new AddressSettings()
                        .setDeadLetterAddress(SimpleString.of("DLQ"))
                        .setExpiryAddress(SimpleString.of("ExpiryQueue")))
                .addAcceptorConfiguration(ACCEPTOR, acceptor);
    }

    @Override
    public String url() {
        NettyAcceptor acceptor = (NettyAcceptor) artemis.getActiveMQServer().getRemotingService().getAcceptor(ACCEPTOR);
        return "tcp://localhost:" + acceptor.getActualPort();
    }

    @Override
    public void close() throws Exception {
        artemis.stop();
        // Its threads would keep the process alive for another minute.
        InVMConnector.resetThreadPool();
    }
}
