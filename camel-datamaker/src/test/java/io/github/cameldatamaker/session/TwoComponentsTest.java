package io.github.cameldatamaker.session;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.management.InstanceNotFoundException;
import javax.management.ObjectName;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.DataMakerFileStateRepository;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.OwnSandboxTest;
import io.github.cameldatamaker.fixture.SandboxRouteTest;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import org.apache.camel.StatefulService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two accounts in one context, and the repository that routes share. */
class TwoComponentsTest extends SandboxRouteTest {

    private static final String RUNS = "?scenario=scn_seed_orders&startFrom=beginning&initialDelay=0&delay=50&stateRepository=#state";

    @TempDir
    Path folder;
    private final DataMakerSandbox other = DataMakerSandbox.builder().port(0).apiKey(OwnSandboxTest.newKey()).start();

    @BeforeEach
    void addTheOther() {
        DataMakerComponent second = new DataMakerComponent();
        second.getConfiguration().setBaseUrl(other.baseUrl());
        second.getConfiguration().setApiKey(other.apiKey());
        context.addComponent("datamaker2", second);
        context.getRegistry().bind("state", new DataMakerFileStateRepository(folder.resolve("state")));
    }

    @AfterEach
    void closeTheOther() {
        other.close();
    }

    private DataMakerFileStateRepository opened() {
        DataMakerFileStateRepository opened = new DataMakerFileStateRepository(folder.resolve("state"));
        opened.setLockTimeout(0);
        opened.start();
        return opened;
    }

    /** The same scenario, runKey and resumeKey of two accounts remain distinct. */
    @Test
    void theyShareARepository() throws Exception {
        String run = sandbox().scenarios().start("scn_seed_orders", Map.of());
        String otherRun = other.scenarios().start("scn_seed_orders", Map.of());
        route(r -> {
            r.from("datamaker:runs" + RUNS).to("mock:one");
            r.from("datamaker2:runs" + RUNS).to("mock:two");
        });
        mock("one").expectedMinimumMessageCount(1);
        mock("two").expectedMinimumMessageCount(1);
        mock("one").assertIsSatisfied();
        mock("two").assertIsSatisfied();
        for (String component : List.of("datamaker", "datamaker2")) {
            String uri = component + ":runScenario?scenario=scn_seed_orders&runKey=k&stateRepository=#state";
            assertThat(template.requestBody(uri, null, Map.class).get("id"))
                    .isEqualTo(template.requestBody(uri, null, Map.class).get("id"));
        }

        assertThat(mock("one").getExchanges().get(0).getMessage().getHeader(DataMakerConstants.RUN)).isEqualTo(run);
        assertThat(mock("two").getExchanges().get(0).getMessage().getHeader(DataMakerConstants.RUN)).isEqualTo(otherRun);
    }

    @Test
    void eachShowsItsOwnNumbers() throws Exception {
        template.requestBody("datamaker:listTemplates?outputType=List", (Object) null);
        for (int request = 0; request < 3; request++) {
            template.requestBody("datamaker2:listTemplates?outputType=List", (Object) null);
        }

        assertThat(requests("DataMakerMetrics")).isEqualTo(1L);
        assertThat(requests("\"DataMakerMetrics-datamaker2\"")).isEqualTo(3L);
        context.stop();
        assertThatThrownBy(() -> requests("DataMakerMetrics")).isInstanceOf(InstanceNotFoundException.class);
    }

    private Object requests(String mbean) throws Exception {
        ObjectName name = new ObjectName(
                "org.apache.camel:context=" + context.getManagementName() + ",type=services,name=" + mbean);
        return ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Requests");
    }

    /** As a master that loses leadership stops its consumer: the file is for the next one. */
    @Test
    void theFileOfARouteThatHasStoppedIsFree() throws Exception {
        String run = sandbox().scenarios().start("scn_seed_orders", Map.of());
        route(r -> r.from("datamaker:runs" + RUNS).routeId("watch").to("mock:one"));
        mock("one").expectedMinimumMessageCount(1);
        mock("one").assertIsSatisfied();
        assertThatThrownBy(this::opened).isInstanceOf(DataMakerException.class).hasMessageContaining("in use");

        context.getRouteController().stopRoute("watch");

        DataMakerFileStateRepository next = opened();
        next.stop();
        mock("one").reset();
        sandbox().scenarios().setStatus(run, "done");
        mock("one").expectedMinimumMessageCount(1);
        context.getRouteController().startRoute("watch");
        mock("one").assertIsSatisfied();
        assertThat(mock("one").getExchanges().get(0).getMessage().getHeader(DataMakerConstants.PREVIOUS_STATUS))
                .isEqualTo("running");
    }

    @Test
    void theLastRouteReleasesTheFile() throws Exception {
        route(r -> {
            r.from("datamaker:runs" + RUNS).routeId("first").to("mock:one");
            r.from("datamaker2:logs" + RUNS).routeId("second").to("mock:two");
        });

        context.getRouteController().stopRoute("first");
        assertThatThrownBy(this::opened).isInstanceOf(DataMakerException.class).hasMessageContaining("in use");
        context.getRouteController().stopRoute("second");

        opened().stop();
    }

    /** The application that starts a repository must stop it. */
    @Test
    void aRepositoryThatTheApplicationStartedStaysStarted() throws Exception {
        StatefulService repository = context.getRegistry().lookupByNameAndType("state", DataMakerFileStateRepository.class);
        repository.start();
        route(r -> r.from("datamaker:runs" + RUNS).routeId("watch").to("mock:one"));

        context.getRouteController().stopRoute("watch");

        assertThat(repository.isStarted()).isTrue();
        repository.stop();
    }

    /** Nothing stays claimed by a route that could not start. */
    @Test
    void aRouteThatCannotStartReleasesTheFile() {
        assertThatThrownBy(() -> route(r -> {
            r.from("datamaker:runs" + RUNS).routeId("first").to("mock:one");
            r.from("datamaker:runs" + RUNS + "&statuses=done").routeId("second").to("mock:one");
        })).isInstanceOf(DataMakerException.class).hasMessageContaining("in use by another consumer");

        context.stop();

        opened().stop();
    }
}
