/**
 * Scenarios, their runs and logs (contract: "Scenarios"). Internal, but for
 * {@link io.github.cameldatamaker.sandbox.scenario.ScenarioControl} and
 * {@link io.github.cameldatamaker.sandbox.scenario.LogStyle}.
 *
 * <p>No Python is executed. Comments in the code say what a run does, and literal prints are its log. It all happens as the
 * sandbox's clock goes on.
 *
 * <pre>{@code
 * # sandbox: duration=2s, lines=40, outcome=failed
 * print("seeding")                          # logged as it is; f-strings with dm.params too
 * print(dm.params["size"])                  # the param; a run without it fails with a KeyError
 * dm.log.info("customers", "done")          # logged as {"level":"info","message":"customers done"}
 * }</pre>
 *
 * <p>The settings of a comment:
 * <ul>
 * <li>{@code duration}: how long a run takes, in ms, s, m or h. The default is 600ms.
 * <li>{@code lines}: how many lines its log has. Prints come first, then numbered lines. The default is 5 without prints.
 * <li>{@code outcome}: the last status. The default is done; failed, timeout, cancelled and any other word are possible.
 * <li>{@code via}: the status during the middle third of the duration, such as paused.
 * <li>{@code error}: the code of a failure, such as worker_oom.
 * <li>{@code distinct}: numbered lines repeat after that many.
 * <li>{@code line_length}: numbered lines have at least that many characters.
 * </ul>
 * Lines come evenly over the duration, the last one at its end. A wrong comment is refused with a 400 when the code is saved.
 * Each print is logged once, wherever it stands. A print with other arguments is not logged.
 *
 * <p>What the sandbox chose where the contract says nothing:
 * <ul>
 * <li>A scenario is {@code {"id","name","code","createdAt","updatedAt"}}. PUT needs {@code code} and changes nothing else. A run
 *     keeps the code that it was started with. There is no GET of one scenario: the contract has no endpoint for it.
 * <li>A run is {@code {"id","scenario_id","status","params","started_at","finished_at","duration_ms","error"}}. Its error is null
 *     or {@code {"code","message"}}. The outcome {@code timeout} ends as failed with the error code timeout. A trigger answers
 *     the run.
 * <li>{@code wait} and params must be strings, as the contract shows them. The default of {@code wait} is {@code "false"}. A wait
 *     ends after 300 s of the sandbox's clock with the run as it is. If the client goes away, the run goes on.
 * <li>DELETE of a run is 204, also if it was cancelled before, so that a client that lost the answer can repeat it. It is 409
 *     {@code run_finished} if the run is done or failed. The log of a cancelled run ends where it was.
 * <li>A log is 410 {@code log_expired} 14 days (plan free) or 90 days after the end of its run, or when a test says so. The first
 *     5,000 lines of a log (plan free) or 100,000 (pro) are kept.
 * <li>A followed log sends each line as {@code id}, {@code event: log}, {@code data}. A print with line breaks becomes several
 *     lines. A comment {@code : heartbeat} comes every 15 s of the clock. A {@code Last-Event-ID} that is no number starts from
 *     the first line. Other looks of the stream are {@link io.github.cameldatamaker.sandbox.scenario.LogStyle}s. If the run
 *     vanishes, the connection is cut. Each follower holds one thread of the server; a wait for a run holds none.
 * <li>Moving the clock back undoes nothing that has happened.
 * </ul>
 */
package io.github.cameldatamaker.sandbox.scenario;
