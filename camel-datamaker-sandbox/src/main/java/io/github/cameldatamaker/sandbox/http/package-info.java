/**
 * The endpoints of the contract, and what every request passes before it reaches one: recording, faults, the key, the budget.
 *
 * <p>Where the sandbox had to choose:
 * <ul>
 * <li>{@code X-RateLimit-*} speak of the requests of a minute, a fixed window of the clock; plan enterprise has 1,000,000 remaining, always.
 * <li>{@code quota_exceeded} is 429 with {@code Retry-After} to the end of the hour, a fixed window too. A generation that would exceed it is refused
 *     whole; accepted rows are debited at once. Previews cost a request and no rows.
 * <li>Refused keys and faults in place of an answer cost no request.
 * <li>Every answer has {@code X-Request-Id}, a failure of the sandbox itself has it in {@code details.request_id} too.
 * <li>Lists are newest first; {@code limit} is 50 unless told, at most 200; a cursor stays good when items come and go, a foreign one is a 400.
 * <li>Bodies are at most 10 MB, sets and files apart; larger ones are 413. A {@code Content-Type} that is not JSON is a 400.
 * <li>Deletes are 204 without a body. There are no redirects.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.http;
