package io.github.cameldatamaker.benchmarks.harness;

import java.util.List;

/**
 * Lets contenders pass in turn, so that whatever else the machine does meets all of them.
 *
 * @param warmUps passes of each that do not count, for the JVM to compile what they need
 * @param count   passes of each that count
 */
public record Rounds(int warmUps, int count) {

    /** As many as were asked for, behind two to warm up. */
    public Rounds(int count) {
        this(2, count);
    }

    public Samples run(List<Contender> contenders) throws Exception {
        Samples samples = new Samples();
        for (int round = -warmUps; round < count; round++) {
            for (Contender contender : contenders) {
                // What the one before has left behind is not cleared away on this one's account.
                System.gc();
                Sample sample = contender.pass().once();
                if (round >= 0) {
                    samples.add(contender.name(), sample);
                }
            }
        }
        return samples;
    }
}
