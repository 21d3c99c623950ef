package io.github.cameldatamaker.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which user starts and stops a repository that several parts of a JVM share. */
@Timeout(60)
class RepositoryUseTest {

    private final MemoryState repository = new MemoryState();

    /** A repository whose start takes as long as a test wants, like one that waits for its file. */
    private static final class SlowState extends ServiceSupport implements DataMakerStateRepository {

        private final CountDownLatch starting = new CountDownLatch(1);
        private final CountDownLatch free = new CountDownLatch(1);
        private boolean fails;

        @Override
        protected void doStart() throws Exception {
            starting.countDown();
            free.await();
            if (fails) {
                throw new IllegalStateException("in use by another process");
            }
        }

        @Override
        public String getState(String key) {
            return null;
        }

        @Override
        public void setState(String key, String value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean compareAndSet(String key, String expected, String value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int forget(String kind, Duration age) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void theLastUserStopsIt() {
        RepositoryUse first = RepositoryUse.begin(repository);
        RepositoryUse second = RepositoryUse.begin(repository);

        first.close();
        first.close();
        assertThat(repository.isStarted()).isTrue();

        second.close();
        assertThat(repository.isStopped()).isTrue();
    }

    /** Its owner has stopped it meanwhile, and the next user has started it again. */
    @Test
    void aUserThatDidNotStartItDoesNotStopIt() {
        repository.start();
        RepositoryUse first = RepositoryUse.begin(repository);
        repository.stop();
        RepositoryUse second = RepositoryUse.begin(repository);

        first.close();

        assertThat(repository.isStarted()).isTrue();
        second.close();
        assertThat(repository.isStopped()).isTrue();
    }

    @Test
    void aRepositoryThatTheApplicationStartedIsNotStopped() {
        repository.start();

        RepositoryUse.begin(repository).close();

        assertThat(repository.isStarted()).isTrue();
    }

    @Test
    void aWaitForAFileHoldsUpNoOtherRepository() throws Exception {
        SlowState slow = new SlowState();
        CompletableFuture<RepositoryUse> waiting = CompletableFuture.supplyAsync(() -> RepositoryUse.begin(slow));
        slow.starting.await();

        RepositoryUse.begin(repository).close();

        assertThat(waiting).isNotDone();
        slow.free.countDown();
        waiting.join().close();
        assertThat(slow.isStopped()).isTrue();
    }

    @Test
    void aRepositoryThatCouldNotStartIsTriedAgain() {
        SlowState slow = new SlowState();
        slow.free.countDown();
        slow.fails = true;
        assertThatThrownBy(() -> RepositoryUse.begin(slow)).hasStackTraceContaining("in use by another process");
        slow.fails = false;

        RepositoryUse use = RepositoryUse.begin(slow);

        assertThat(slow.isStarted()).isTrue();
        use.close();
        assertThat(slow.isStopped()).isTrue();
    }

    /** Every user finds it started, even while other users end. */
    @Test
    void manyAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> users = new ArrayList<>();
        for (int user = 0; user < 8; user++) {
            users.add(threads.submit(() -> {
                for (int use = 0; use < 2_000; use++) {
                    try (RepositoryUse begun = RepositoryUse.begin(repository)) {
                        assertThat(repository.isStarted()).isTrue();
                    }
                }
            }));
        }
        for (Future<?> user : users) {
            user.get();
        }
        threads.shutdown();

        assertThat(repository.isStopped()).isTrue();
    }
}
