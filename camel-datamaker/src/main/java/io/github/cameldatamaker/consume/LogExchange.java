package io.github.cameldatamaker.consume;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.json.JsonBodies;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.log.LogLine;
import org.apache.camel.Message;

/**
 * What a route gets of a log: each line as body with its headers, and the run at the end.
 */
public final class LogExchange {

    private LogExchange() {
    }

    public static void line(Message message, String run, LogLine line) {
        message.setBody(line.text());
        message.setHeader(DataMakerConstants.RUN, run);
        message.setHeader(DataMakerConstants.LINE_NUMBER, line.number());
        if (!line.eventId().isEmpty()) {
            message.setHeader(DataMakerConstants.EVENT_ID, line.eventId());
        }
        if (line.isCut()) {
            message.setHeader(DataMakerConstants.LINE_TRUNCATED, true);
        }
        line.record().ifPresent(structured -> {
            message.setHeader(DataMakerConstants.LEVEL, structured.level());
            message.setHeader(DataMakerConstants.FIELDS, JsonBodies.object(structured.fields()));
        });
    }

    public static void end(Message message, String run, Run state) {
        // A copy, because a route may change its body.
        message.setBody(JsonBodies.object(state.fields()));
        message.setHeader(DataMakerConstants.RUN, run);
        message.setHeader(DataMakerConstants.RUN_STATUS, state.status());
    }
}
