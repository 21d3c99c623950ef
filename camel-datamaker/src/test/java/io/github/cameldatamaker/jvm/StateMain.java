package io.github.cameldatamaker.jvm;

import io.github.cameldatamaker.DataMakerFileStateRepository;

/**
 * Writes to a state file until it is killed, and prints each number when it is written. Arguments: the file, and optionally how
 * many to write.
 */
public final class StateMain {

    private StateMain() {
    }

    /** Ends when it has written enough. */
    public static void main(String[] args) {
        DataMakerFileStateRepository repository = new DataMakerFileStateRepository(args[0]);
        repository.start();
        String before = repository.getState("number");
        long number = before == null ? 0 : Long.parseLong(before.split(" ")[0]);
        long end = args.length > 1 ? number + Long.parseLong(args[1]) : Long.MAX_VALUE;
        while (number < end) {
            number++;
            // Long enough for a kill to find it half written.
            repository.setState("number", number + " " + "x".repeat(200_000));
            System.out.println(number);
        }
    }
}
