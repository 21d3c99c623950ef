package io.github.cameldatamaker.consume;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerDeterminismException;
import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.camel.util.ObjectHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

/** What a resumeKey refuses, before a row is paid for or a wrong one is emitted. */
@Timeout(120)
class ResumeKeyErrorsTest extends ResumedRoute {

    /** Other rows are found out in the ones that are done; and they are asked for once. */
    @Test
    void otherRowsAreNeverEmitted() throws Exception {
        half(generate(""));
        sandbox().faults().on("POST", "/templates/{id}/generate").always().differentRows();

        start("rows");

        Awaitility.await().until(() -> !errors.isEmpty());
        Awaitility.await().during(Duration.ofMillis(300)).until(() -> errors.size() == 1);
        assertThat(errors.get(0)).isInstanceOf(DataMakerDeterminismException.class).hasMessageContainingAll(
                "The first 20 rows of template tmpl_customer",
                "resumeKey=k sends no request until its route starts again. To begin anew, use another resumeKey");
        assertThat(bodies).hasSize(20);
        assertThat(requests()).isEqualTo(1);
        assertReleased();
    }

    @ParameterizedTest
    @CsvSource({
            "template=tmpl_order, template=tmpl_customer, template=tmpl_order",
            "count=61, count=60, count=61", "format=csv, format=json, format=csv", "seed=t, seed=s, seed=t",
            "batchSize=2, batchSize=1, batchSize=2", "templateVersion=9, templateVersion=1, templateVersion=9",
            "override.country=DE, override.NAME, began with other values" })
    void aKeyOfAnotherGeneration(String option, String was, String is) throws Exception {
        half(generate("&seed=s"));
        String name = option.substring(0, option.indexOf('=') + 1);
        String uri = generate("&seed=s").replaceAll("(?<=[?&])" + name + "[^&]*(&|$)", "") + "&" + option;

        assertThat(refusal(uri.replace("&&", "&"))).contains("resumeKey=k names another generation", was, is, key());
        assertThat(requests()).isZero();

        // The key is free again and resumes. Camel calls a context unhealthy if a route could not be added.
        start("rows");
        awaitOver("rows");
        assertThat(headers).extracting(DataMakerConstants.FIRST_ROW)
                .containsExactlyElementsOf(LongStream.range(0, ROWS).boxed().toList());
    }

    /** Both Maps have the same text in Java. */
    @Test
    void overridesThatOnlyLookTheSame() throws Exception {
        half(generate("&seed=s&override.first_name=a, last_name=b"));

        assertThat(refusal(generate("&seed=s&override.first_name=a&override.last_name=b")))
                .contains("resumeKey=k names another generation", "override.NAME");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "from | generate?template=tmpl_customer&count=5&resumeKey=k | resumeKey=k needs a resumeRepository or a stateRepository",
            "from | generate?template=tmpl_customer&count=5&resumeKey=k&resumeRepository=#r&format=sql | format=sql has none",
            "from | generate?template=tmpl_customer&count=5&resumeKey=k&resumeRepository=#r&format=xlsx | format=xlsx has none",
            "from | generate?template=tmpl_customer&count=5&resumeKey=k&resumeRepository=#r&outputType=List | Leave outputType out",
            "from | generate?template=tmpl_customer&count=50&maxRowsPerHour=10&resumeKey=k&resumeRepository=#r"
                    + " | count=50 is more than maxRowsPerHour=10",
            "from | generate?template=tmpl_customer&count=5&resumeKey=&resumeRepository=#r | resumeKey is empty",
            "from | runs?scenario=scn_seed_orders&resumeKey= | resumeKey is empty",
            "from | generate?template=tmpl_customer&count=5&resumeRepository=#r | resumeRepository needs a resumeKey",
            "to | generate?template=tmpl_customer&count=5&resumeRepository=#r | resumeRepository needs a resumeKey",
            "from | generate?count=5&resumeKey=k&resumeRepository=#r | needs the option template",
            "from | generate?template=tmpl_customer&resumeKey=k&resumeRepository=#r | needs the option count",
            "from | runs?scenario=scn_seed_orders&resumeKey=k | no meaning in from(\"datamaker:runs\")",
            "to | generate?template=tmpl_customer&count=5&resumeKey=k&resumeRepository=#r | no meaning in to(\"datamaker:generate\")" })
    void errorsAtStart(String kind, String uri, String message) {
        Exception failure = catchException(
                () -> route(r -> (kind.equals("from") ? r.from("datamaker:" + uri) : r.from("direct:a"))
                        .to(kind.equals("from") ? "mock:rows" : "datamaker:" + uri)));

        assertThat(ObjectHelper.getException(DataMakerException.class, failure)).hasMessageContaining(message);
        assertThat(requests()).isZero();
    }

    @Test
    void twoRoutesWithOneKey() throws Exception {
        route(r -> r.from(generate("")).routeId("first").process(this::record));

        assertThat(refusal(generate("&seed=s"))).contains(
                "resumeKey=k is in use in this JVM", "another route with the same resumeRepository",
                "'" + key() + "' is in use by another consumer");
    }

    @Test
    void aStateThatIsTorn() {
        repository.setState(key(), "12345678:{\"rows\":");

        assertThat(refusal(generate(""))).contains("resumeKey=k", "resumeRepository", "nothing was asked for", key(),
                "is damaged");
        assertThat(requests()).isZero();
    }

    /** Nothing is paid for that could not be remembered. */
    @Test
    void aRepositoryThatFails() throws Exception {
        context.getRegistry().bind("failing", new FailingRepository(0));
        bindTold();
        route(r -> r.from(generate("&exceptionHandler=#told").replace("#r", "#failing")).routeId("rows").process(this::record));

        Awaitility.await().until(() -> errors.size() >= 2);

        assertThat(errors.get(1)).hasMessageContainingAll(
                "resumeKey=k", "row 0 of 60", "resumeRepository", "the disk is full", "Nothing was asked for");
        assertThat(requests()).isZero();
        assertThat(bodies).isEmpty();
    }

    @Test
    void aRepositoryThatCannotBeRead() {
        context.getRegistry().bind("failing", new MemoryStateRepository() {
            @Override
            public String getState(String key) {
                throw new IllegalStateException("the disk is gone");
            }
        });

        assertThat(refusal(generate("").replace("resumeRepository=#r", "stateRepository=#failing")))
                .contains("resumeKey=k", "cannot be read from the stateRepository", "nothing was asked for", "the disk is gone");
    }

    /** One on the component is for those of its endpoints that have a key. */
    @Test
    void aRepositoryOfTheComponent() throws Exception {
        context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setResumeRepository(repository);

        route(r -> r.from("datamaker:generate?template=tmpl_customer&count=5&initialDelay=0").process(this::record));

        Awaitility.await().until(() -> bodies.size() == 1);
    }

    /** In the same life the completed rows are still known. */
    @ParameterizedTest
    @ValueSource(ints = { 2, 3, 40 })
    void aRepositoryThatFailsMeanwhile(int failing) throws Exception {
        context.getRegistry().bind("failing", new FailingRepository(failing));
        route(r -> r.from(generate("").replace("#r", "#failing")).routeId("rows").process(this::record));

        awaitEnd("rows");

        assertThat(headers).extracting(DataMakerConstants.FIRST_ROW)
                .containsExactlyElementsOf(LongStream.range(0, ROWS).boxed().toList());
        assertThat(requests()).isEqualTo(2);
    }

    /** Fails at one write, or at all of them. */
    private static final class FailingRepository extends MemoryStateRepository {

        private final int failing;
        private final AtomicInteger writes = new AtomicInteger();

        FailingRepository(int failing) {
            this.failing = failing;
        }

        @Override
        public void setState(String key, String value) {
            if (failing == 0 || writes.incrementAndGet() == failing) {
                throw new IllegalStateException("the disk is full");
            }
            super.setState(key, value);
        }
    }
}
