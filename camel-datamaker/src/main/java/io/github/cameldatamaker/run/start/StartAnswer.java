package io.github.cameldatamaker.run.start;

import java.time.Duration;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.run.Run;

/**
 * A run that was started, or was found.
 *
 * @param run       the run as far as it is known
 * @param response  the response that described it; read and closed
 * @param remaining what is left of {@code completionTimeout}
 */
public record StartAnswer(Run run, ApiResponse response, Duration remaining) {
}
