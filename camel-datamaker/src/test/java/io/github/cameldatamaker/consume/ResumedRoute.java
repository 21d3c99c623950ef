package io.github.cameldatamaker.consume;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.SandboxRouteTest;
import io.github.cameldatamaker.state.StateScope;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.camel.util.function.ThrowingConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

/** Routes that begin with {@code datamaker:generate} and a resumeKey. */
abstract class ResumedRoute extends SandboxRouteTest {

    static final int ROWS = 60;

    final List<Object> bodies = new CopyOnWriteArrayList<>();
    final List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
    final List<Exception> errors = new CopyOnWriteArrayList<>();
    final StateRepository<String, String> repository = new MemoryStateRepository();

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @BeforeEach
    void begin() {
        sandbox().faults().clear();
        sandbox().clearRequests();
        context.getRegistry().bind("r", repository);
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        health.register((HealthCheckRepository) health.resolveById("consumers"));
    }

    /** Where the repository has the state of the resumeKey. */
    String key() {
        return StateScope.of(baseUrl(), "datamaker").key("resume", "k");
    }

    static String generate(String more) {
        return "datamaker:generate?template=tmpl_customer&initialDelay=0&delay=50&resumeKey=k&resumeRepository=#r" + more
                + (more.contains("count=") ? "" : "&count=" + ROWS);
    }

    void record(Exchange exchange) {
        bodies.add(exchange.getMessage().getBody());
        headers.add(Map.copyOf(exchange.getMessage().getHeaders()));
    }

    /** Records, and stays in the exchange with this index until the consumer must end. */
    void recordUntil(Exchange exchange, int index) throws InterruptedException {
        if (bodies.size() == index) {
            reached.countDown();
            goOn.await();
        }
        record(exchange);
    }

    /** A route whose first life ends after 20 rows. The failures of its polls are in {@link #errors}. */
    void half(String uri) throws Exception {
        route(r -> {
            r.onException(DataMakerException.class).handled(true)
                    .process(exchange -> errors.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
            r.from(uri + "&bridgeErrorHandler=true").routeId("rows").process(exchange -> recordUntil(exchange, 19));
        });
        endInFlight("rows", this::stop);
        assertThat(bodies).hasSize(20);
        assertThat(errors).isEmpty();
        sandbox().clearRequests();
    }

    /** Waits until an exchange is in flight, as {@link #recordUntil} lets it be. */
    void awaitInFlight() throws InterruptedException {
        reached.await();
    }

    /** Lets the exchange in flight complete. */
    void letGoOn() {
        goOn.countDown();
    }

    /** Binds an exception handler to the name {@code told}, which keeps its failures in {@link #errors}. */
    void bindTold() {
        context.getRegistry().bind("told", new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                handleException(null, null, exception);
            }

            @Override
            public void handleException(String message, Throwable exception) {
                handleException(message, null, exception);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                errors.add((Exception) exception);
            }
        });
    }

    /** Ends a route while an exchange is in flight, as {@link #recordUntil} lets it be. */
    void endInFlight(String route, ThrowingConsumer<String, Exception> how) throws Exception {
        awaitInFlight();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        new Thread(() -> {
            try {
                how.accept(route);
                ended.complete(null);
            } catch (Exception e) {
                ended.completeExceptionally(e);
            }
        }).start();
        Awaitility.await().until(consumer(route)::isSuspendingOrSuspended);
        letGoOn();
        ended.get();
    }

    /** Why a route cannot be added. */
    String refusal(String from) {
        return messageOf(catchException(() -> route(r -> r.from(from).process(this::record))));
    }

    /** The outermost message of ours, which people read. */
    static String messageOf(Throwable failure) {
        Throwable ours = failure;
        while (!(ours instanceof DataMakerException)) {
            ours = ours.getCause();
        }
        return ours.getMessage();
    }

    void stop(String route) throws Exception {
        context.getRouteController().stopRoute(route);
    }

    void start(String route) throws Exception {
        context.getRouteController().startRoute(route);
    }

    /** The rows of an undisturbed generation. */
    List<Object> undisturbed(String more) {
        List<?> rows = template.requestBody(
                "datamaker:generate?template=tmpl_customer&outputType=List&count=" + ROWS + more, null, List.class);
        sandbox().clearRequests();
        return List.copyOf(rows);
    }

    /** Rows that were generated, as the budget counts them. */
    long rowsPaid() {
        return ComponentInsides.metrics(context).getRowsUsed();
    }

    ScheduledPollConsumer consumer(String route) {
        return (ScheduledPollConsumer) context.getRoute(route).getConsumer();
    }

    long requests() {
        return sandbox().requests().stream().filter(request -> request.path().endsWith("/generate")).count();
    }

    /** Its scheduler is cancelled, and it is started and healthy. */
    void awaitEnd(String route) {
        awaitOver(route);
        assertThat(HealthCheckHelper.invoke(context).stream().filter(result -> result.getCheck().getId().endsWith(route)))
                .isNotEmpty().allSatisfy(
                        result -> assertThat(result.getState()).isEqualTo(HealthCheck.State.UP));
    }

    void awaitOver(String route) {
        Awaitility.await().until(() -> isOver(route));
        assertThat(context.getRouteController().getRouteStatus(route)).isEqualTo(ServiceStatus.Started);
    }

    private boolean isOver(String route) {
        ScheduledPollConsumer consumer = consumer(route);
        return !consumer.isPolling() && consumer.getSuccessCounter() > 0 && !consumer.isSchedulerStarted();
    }
}
