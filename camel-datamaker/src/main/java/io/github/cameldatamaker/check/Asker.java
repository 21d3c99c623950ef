package io.github.cameldatamaker.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerRateLimitException;
import io.github.cameldatamaker.client.JsonDocument;
import io.github.cameldatamaker.client.ListEnvelope;
import io.github.cameldatamaker.run.BlockingCalls;

/**
 * Sends the requests of a check, and finds in which form the answers come.
 */
final class Asker implements AutoCloseable {

    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    private final DataMakerClient client;
    private final BlockingCalls calls;
    private final Findings findings;
    private final long maxSize;
    private boolean hasReadAList;

    /** @param maxSize the most bytes of an answer that are read into memory */
    Asker(DataMakerClient client, Findings findings, long maxSize) {
        this.client = client;
        this.calls = new BlockingCalls(client);
        this.findings = findings;
        this.maxSize = maxSize;
    }

    /**
     * Sends a request. The caller closes the response.
     *
     * @throws NotAskedException if the service hangs
     */
    ApiResponse send(ApiRequest request) {
        findings.requireAnswers();
        return calls.send(request);
    }

    /** Whether one of the lists could be read. */
    boolean hasReadAList() {
        return hasReadAList;
    }

    /**
     * Asks for a list.
     *
     * @param  consequence what cannot be used without it
     * @return             the items of its first page that are objects; none if it cannot be read
     */
    List<Map<?, ?>> list(String about, ApiRequest request, String consequence) {
        try {
            ListEnvelope page = ListEnvelope.read(request, send(request), maxSize);
            hasReadAList = true;
            boolean fits = page.place().equals("items") && page.total().isPresent();
            findings.add(about, fits ? Verdict.fits : Verdict.tolerated, (fits ? "a page, " : otherForm(page)) + size(page));
            return page.items().stream().filter(Map.class::isInstance).<Map<?, ?>>map(item -> (Map<?, ?>) item).toList();
        } catch (DataMakerException e) {
            findings.addFailure(about, e, consequence);
            return List.of();
        }
    }

    private static String otherForm(ListEnvelope page) {
        return page.place().isEmpty() ? "a bare array, " : "a page with the items under " + page.place() + ", ";
    }

    private static String size(ListEnvelope page) {
        return page.items().size() + page.total().map(all -> " of " + all + " items").orElse(" items, without a total");
    }

    /** Asks for an object. */
    void object(String about, ApiRequest request, String consequence) {
        try {
            JsonDocument.readObject(send(request), maxSize);
            findings.add(about, Verdict.fits, "can be read");
        } catch (DataMakerException e) {
            findings.addFailure(about, e, consequence);
        }
    }

    /** Asks for a few rows that cost nothing. */
    void rows(String about, ApiRequest request, String consequence) {
        try (ApiResponse response = send(request)) {
            RowsForm form = RowsForm.of(response.text(maxSize), response.subtype());
            findings.add(about, form.verdict(), form.text() + ", as " + response.contentType().orElse("no content type"),
                    form.verdict() == Verdict.missing ? consequence : "");
        } catch (DataMakerException e) {
            findings.addFailure(about, e, consequence);
        }
    }

    /** Asks for what nobody has, and looks at the error. */
    void errors(ApiRequest request) {
        try (ApiResponse response = send(request)) {
            findings.add("errors", Verdict.missing, "a template that does not exist answers " + response.status(),
                    "Errors of this service may look like results");
        } catch (DataMakerException e) {
            if (e instanceof DataMakerApiException refusal && isOfRequest(refusal)) {
                addForm(refusal);
            } else {
                findings.addFailure("errors", e, "");
            }
        }
    }

    /** Whether the service has looked at the request, and has said what is wrong with it. */
    private static boolean isOfRequest(DataMakerApiException error) {
        return !(error instanceof DataMakerRateLimitException) && error.getStatusCode() >= FIRST_ERROR
                && error.getStatusCode() < FIRST_SERVER_ERROR;
    }

    private void addForm(DataMakerApiException error) {
        Optional<String> code = error.getCode();
        if (code.isEmpty()) {
            findings.add("errors", Verdict.tolerated, "an error has no code: " + error.getError().describe(),
                    "Routes cannot decide on getCode(), but on getStatusCode()");
        } else if (error.getError().isDocumented()) {
            findings.add("errors", Verdict.fits, "an error has a code (" + code.get() + ") and a message");
        } else {
            findings.add("errors", Verdict.tolerated, "an error has another form, with a code (" + code.get() + ")");
        }
    }

    /** Asks to delete what nobody has. A key that may not delete is refused, if the service looks at that first. */
    void changes(ApiRequest request) {
        try (ApiResponse response = send(request)) {
            findings.add("changes", Verdict.unknown, "to delete a template that does not exist answers " + response.status());
        } catch (DataMakerApiException e) {
            if (e.isNotFound()) {
                findings.add("changes", Verdict.fits,
                        "to delete is not refused: the service says that there is no such template");
            } else {
                findings.addFailure("changes", e, "");
            }
        } catch (DataMakerException e) {
            findings.addFailure("changes", e, "");
        }
    }

    /** Ends what another thread waits for: that wait throws a {@link java.util.concurrent.CancellationException}. */
    void cancel() {
        calls.cancel();
    }

    @Override
    public void close() {
        client.close();
    }
}
