package io.github.cameldatamaker.springboot;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

class GracefulStopTest {

    private static final int COUNT = 200;

    @SpringBootApplication
    static class Application {

        private final AtomicInteger rows = new AtomicInteger();
        private final CountDownLatch firstRow = new CountDownLatch(1);
        private final CountDownLatch stopping = new CountDownLatch(1);

        @Bean
        RouteBuilder routes() {
            return new RouteBuilder() {

                @Override
                public void configure() {
                    getContext().getManagementStrategy().addEventNotifier(whenRoutesStop());
                    from("seda:start").to("datamaker:generate?template=tmpl_customer&count=" + COUNT).split(body()).streaming()
                            .process(exchange -> take());
                }
            };
        }

        // The first row comes before the stop, all others during it.
        private void take() throws InterruptedException {
            firstRow.countDown();
            if (stopping.await(1, TimeUnit.MINUTES)) {
                rows.incrementAndGet();
            }
        }

        private SimpleEventNotifierSupport whenRoutesStop() {
            return new SimpleEventNotifierSupport() {

                @Override
                public void notify(CamelEvent event) {
                    if (event instanceof CamelEvent.CamelContextStoppingEvent) {
                        stopping.countDown();
                    }
                }
            };
        }
    }

    @Test
    void deliversEveryRowOfAGenerationThatIsUnderWay() throws Exception {
        try (DataMakerSandbox sandbox = DataMakerSandbox.start()) {
            ConfigurableApplicationContext spring = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
                    .run("--camel.component.datamaker.base-url=" + sandbox.baseUrl(),
                            "--camel.component.datamaker.api-key=" + sandbox.apiKey());
            Application application = spring.getBean(Application.class);
            CamelContext camel = spring.getBean(CamelContext.class);
            spring.getBean(ProducerTemplate.class).sendBody("seda:start", "");
            assertThat(application.firstRow.await(1, TimeUnit.MINUTES)).isTrue();

            spring.close();

            assertThat(application.rows).hasValue(COUNT);
            assertThat(camel.isStopped()).isTrue();
            // The server may write the end a moment after the last row was read.
            Awaitility.await().atMost(ofMinutes(1)).until(() -> sandbox.openResponses() == 0);
        }
    }
}
