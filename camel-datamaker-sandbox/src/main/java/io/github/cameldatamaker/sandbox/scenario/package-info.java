/**
 * Scenarios, their runs and logs (contract: "Scenarios"). Nothing is executed as Python: comments steer what a run does, literal prints are
 * its log, and it all happens as the sandbox's clock goes by.
 *
 * <pre>{@code
 * # sandbox: duration=2s, lines=40, outcome=failed
 * print("seeding")                          # logged as it stands; f-strings with dm.params, too
 * print(dm.params["size"])                  # the param; without it the run fails with a KeyError, as it would
 * dm.log.info("customers", "done")          # logged as {"level":"info","message":"customers done"}
 * }</pre>
 *
 * <p>The comments know {@code duration} (600ms unless told; ms, s, m, h), {@code lines} (prints come first, numbered lines fill up; 5 if
 * there are no prints), {@code outcome} (done; failed, timeout, cancelled or any word), {@code via} (a status for the middle third, such as
 * paused), {@code error} (the code of a failure, such as worker_oom), {@code distinct} (numbered lines repeat after so many) and
 * {@code line_length} (numbered lines have so many characters). Lines come evenly over the duration, the last one at its end. A wrong
 * comment is refused with a 400 when the code is saved. Prints are logged once each, wherever they stand; what has other arguments is not.
 *
 * <p>Where the sandbox had to choose:
 * <ul>
 * <li>A scenario is {@code {"id","name","code","createdAt","updatedAt"}}. PUT needs {@code code} and changes nothing else; runs go on with the
 *     code they were started with. There is no GET of one scenario: the contract has no row for it.
 * <li>A run is {@code {"id","scenario_id","status","params","started_at","finished_at","duration_ms","error"}}, its error null or
 *     {@code {"code","message"}}. {@code timeout} ends as failed with the error code timeout. The 202 and 200 of a trigger hold the run.
 * <li>{@code wait} and params must be strings, as the contract shows them; without {@code wait} it is {@code "false"}. After 300 s of the
 *     sandbox's clock a wait is answered with the run as it is. If the client goes away, the run goes on.
 * <li>DELETE of a run is 204, of one that was cancelled, too, so that a client whose answer was lost can repeat it; of one that is done or
 *     failed it is 409 {@code run_finished}. The log of a cancelled run ends where it was.
 * <li>A log is gone 14 days (plan free) or 90 days after the end of its run, or when a test says so: 410 {@code log_expired}. Of a run's log
 *     the first 5,000 lines (plan free) or 100,000 (pro) are kept.
 * <li>SSE: every line is {@code id}, {@code event: log}, {@code data}; line breaks in a print make several lines. The comment
 *     {@code : heartbeat} comes 15 s of the clock after the start, and so on. A {@code Last-Event-ID} that is no number starts from the first line.
 *     Other looks of the
 *     stream are {@link LogStyle}s. If the run vanishes the connection is cut. One thread of the server a follower; a wait for a run holds none.
 * <li>Moving the clock back undoes nothing that has happened.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.scenario;
