package io.github.cameldatamaker.benchmarks.harness;

/** One of the ways to do a thing. */
public record Contender(String name, Pass pass) {

    /** Does it once. */
    public interface Pass {

        Sample once() throws Exception;
    }

    /** What is timed from its start to its end. */
    public interface Work {

        void run() throws Exception;
    }

    public static Contender timed(String name, Work work) {
        return new Contender(name, () -> {
            try (Allocations allocations = new Allocations()) {
                long start = System.nanoTime();
                work.run();
                double seconds = (System.nanoTime() - start) / 1e9;
                return new Sample(seconds, allocations.bytes());
            }
        });
    }

    /** With something ahead of each pass that is not measured. */
    public Contender before(Work work) {
        return new Contender(name, () -> {
            work.run();
            return pass.once();
        });
    }

    /** With something behind each pass that is not measured. */
    public Contender then(Work work) {
        return new Contender(name, () -> {
            Sample sample = pass.once();
            work.run();
            return sample;
        });
    }
}
