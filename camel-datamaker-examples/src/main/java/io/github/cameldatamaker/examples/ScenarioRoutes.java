package io.github.cameldatamaker.examples;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;

/** Runs a scenario, and shows its log while it is written. The command line gives {@code {{scenario}}} its value. */
public final class ScenarioRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // The header CamelDataMakerRun names the run that was started, to the route below and to awaitRun.
        from("direct:run").routeId("run")
            .to("datamaker:runScenario?scenario={{scenario}}")
            .bean("report", "started")
            .process(exchange -> followLog(exchange.getMessage().getHeader("CamelDataMakerRun", String.class)))
            .to("datamaker:awaitRun?scenario={{scenario}}&pollInterval=500&failOnRunFailure=false");

        // The last exchange of a log has no line, and says how the run ended.
        routeTemplate("log").templateParameter("run")
            .from("datamaker:logs?scenario={{scenario}}&run={{run}}&initialDelay=0")
            .choice()
                .when(header("CamelDataMakerRunStatus").isNull())
                    .bean("report", "line")
                .otherwise()
                    .bean("report", "ended");
    }

    private void followLog(String run) {
        TemplatedRouteBuilder.builder(getContext(), "log").parameter("run", run).add();
    }
}
