/**
 * The endpoints of the contract, and the gate before them: recording, faults, the key, the budget. Internal.
 *
 * <p>What the sandbox chose where the contract says nothing:
 * <ul>
 * <li>{@code X-RateLimit-*} describe the requests of a minute, a fixed window of the clock. Plan enterprise always has 1,000,000
 *     remaining.
 * <li>{@code quota_exceeded} is 429 with {@code Retry-After} to the end of the hour, also a fixed window. A generation that would
 *     exceed the hour is refused as a whole. The rows of an accepted one are charged at once. A preview costs a request and no
 *     rows.
 * <li>A request with a wrong key costs nothing, nor does one whose answer a fault replaces.
 * <li>Every answer has {@code X-Request-Id}, and {@code Date} by the sandbox's clock. A failure of the sandbox itself also has it
 *     in {@code details.request_id}.
 * <li>Lists are newest first. {@code limit} is at most 200, and 50 by default. A cursor stays valid when items come and go; a
 *     foreign one is a 400.
 * <li>Bodies are at most 10 MB, except those of sets and files. Larger ones are 413. A {@code Content-Type} that is not JSON is a
 *     400.
 * <li>Deletes are 204 without a body. There are no redirects.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.service;
