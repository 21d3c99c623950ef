package io.github.cameldatamaker.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.cameldatamaker.client.AuthScheme;

/**
 * What a check has found.
 *
 * @param baseUrl    the address that was asked
 * @param authScheme the scheme that is configured
 * @param outcome    the result in one word
 * @param findings   in the order in which they were found
 */
public record CheckReport(String baseUrl, AuthScheme authScheme, Outcome outcome, List<Finding> findings) {

    /** The body of {@code datamaker:check}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("outcome", outcome.name());
        map.put("baseUrl", baseUrl);
        map.put("authScheme", authScheme.name());
        map.put("findings", findings.stream().map(Finding::toMap).toList());
        map.put("report", text());
        return map;
    }

    /** For people: a line for each finding, and what to do below it. */
    String text() {
        StringBuilder text = new StringBuilder("Check of ").append(baseUrl).append(" with authScheme=").append(authScheme)
                .append('\n');
        for (Finding finding : findings) {
            text.append(String.format(Locale.ROOT, "  %-10s %-11s %s\n", finding.verdict(), finding.about(), finding.text()));
            if (!finding.advice().isEmpty()) {
                text.append(String.format(Locale.ROOT, "  %-10s %-11s -> %s\n", "", "", finding.advice()));
            }
        }
        return text.append("Outcome: ").append(outcome).append(". ").append(outcome.sentence()).toString();
    }
}
