package io.github.cameldatamaker.jvm;

import io.github.cameldatamaker.DataMakerFileStateRepository;

/** Writes to a state file until it is killed, and prints each number when it is written. Argument: the file. */
public final class StateMain {

    private StateMain() {
    }

    /** Never ends by itself. */
    public static void main(String[] args) {
        DataMakerFileStateRepository repository = new DataMakerFileStateRepository(args[0]);
        repository.start();
        String before = repository.getState("number");
        long number = before == null ? 0 : Long.parseLong(before.split(" ")[0]);
        while (true) {
            number++;
            // Long enough for a kill to find it half written.
            repository.setState("number", number + " " + "x".repeat(200_000));
            System.out.println(number);
        }
    }
}
