package dev.tarn.query.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/// The threads of a query: they run tasks that can go on. Threads are daemons, made when they are needed, and end with the query.
final class Workers implements Scheduler {
    // An expression of a thousand operators in a row is evaluated by as many calls inside each other; only what is used takes memory.
    private static final long STACK_BYTES = 64L << 20;
    // How long the first thread of a process runs alone, at most.
    private static final long ALONE_NANOS = 40_000_000;

    // Whether any thread of this process has worked for a while, so that what it called is compiled or about to be. Before that all
    // threads would interpret the same methods, and take from the compiler the processor that it needs to end this.
    private static volatile boolean warm;

    private final Object lock = new Object();
    private final long created = System.nanoTime();
    private final int maxThreads;
    private final List<Task> tasks = new ArrayList<>();
    private final List<ForkOutput> forks = new ArrayList<>();
    private final ArrayDeque<Task> queue = new ArrayDeque<>();
    private ResultQueue results;
    private int threads;
    private int idle;
    private int active;
    private int unfinished;
    private int reading;
    private boolean closed;
    private volatile boolean cancelled;

    /// Creates the threads of a query, none of which runs yet.
    Workers(int maxThreads) {
        this.maxThreads = maxThreads;
    }

    void add(Task task) {
        tasks.add(task);
    }

    void add(ForkOutput fork) {
        forks.add(fork);
    }

    /// Runs all tasks that were added.
    void start(ResultQueue answer) {
        synchronized (lock) {
            results = answer;
            unfinished = tasks.size();
            // Consumers were added after their producers; nothing can be done by them before there is input.
            tasks.forEach(this::wake);
        }
    }

    @Override
    public Object lock() {
        return lock;
    }

    @Override
    public void wake(Task task) {
        synchronized (lock) {
            switch (task.state) {
                case PARKED -> {
                    task.state = Task.State.QUEUED;
                    active++;
                    queue.add(task);
                    hire();
                }
                case RUNNING -> task.state = Task.State.WOKEN_WHILE_RUNNING;
                case QUEUED, WOKEN_WHILE_RUNNING, DONE -> { }
            }
        }
    }

    private void hire() {
        if (idle > 0) {
            lock.notifyAll();
        }
        // A thread that waits for a slow source does not count, so that the rest of the query goes on meanwhile.
        if (queue.size() > idle && threads < maxThreads + reading && !closed) {
            threads++;
            Runnable work = threads == 1 ? this::work : this::workOnceWarm;
            Thread.ofPlatform().daemon().name("tarn-query-" + threads).stackSize(STACK_BYTES).start(work);
        }
    }

    @Override
    public void checkCancelled() {
        if (cancelled) {
            throw new CancellationException("the query was cancelled");
        }
    }

    /// Ends the query soon: each task fails at its next step.
    void cancel() {
        cancelled = true;
        synchronized (lock) {
            if (results != null) {
                tasks.forEach(this::wake);
                lock.notifyAll();
            }
        }
    }

    /// Says that a task is about to read from a source, which may take any time.
    void beginRead() {
        synchronized (lock) {
            reading++;
            if (!queue.isEmpty()) {
                hire();
            }
            if (closed) {
                lock.notifyAll();
            }
        }
    }

    /// Says that a task has read.
    void endRead() {
        synchronized (lock) {
            reading--;
        }
    }

    /// Waits until all tasks have ended, which they do soon after [#cancel()]. A task that waits for a slow source ends by itself
    /// when it gets an answer.
    void close() {
        boolean interrupted = false;
        synchronized (lock) {
            closed = true;
            while (unfinished > reading) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    // Tasks hold files and memory that are not the caller's to abandon.
                    interrupted = true;
                }
            }
            lock.notifyAll();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void workOnceWarm() {
        synchronized (lock) {
            try {
                for (long rest = ALONE_NANOS; rest > 0 && !warm && !closed; rest = created + ALONE_NANOS - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(lock, rest);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("a thread of a query was interrupted", e);
            }
        }
        work();
    }

    private void work() {
        while (true) {
            var task = take();
            if (task == null) {
                return;
            }
            Task.Progress progress = Task.Progress.DONE;
            try {
                progress = task.run();
            } finally {
                settle(task, progress);
            }
        }
    }

    private Task take() {
        synchronized (lock) {
            while (queue.isEmpty()) {
                if (unfinished == 0) {
                    threads--;
                    return null;
                }
                idle++;
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("a thread of a query was interrupted", e);
                } finally {
                    idle--;
                }
            }
            var task = queue.poll();
            task.state = Task.State.RUNNING;
            return task;
        }
    }

    private void settle(Task task, Task.Progress progress) {
        synchronized (lock) {
            if (!warm) {
                warm = true;
                lock.notifyAll();
            }
            boolean again = task.state == Task.State.WOKEN_WHILE_RUNNING || progress == Task.Progress.MORE;
            if (progress == Task.Progress.DONE) {
                task.state = Task.State.DONE;
                active--;
                unfinished--;
                if (unfinished == 0 || closed) {
                    lock.notifyAll();
                }
            } else if (again) {
                task.state = Task.State.QUEUED;
                queue.add(task);
            } else {
                task.state = Task.State.PARKED;
                active--;
            }
            if (active == 0 && unfinished > 0) {
                relieve();
            }
        }
    }

    /// Goes on where every task waits for another one: a fork gives more than its slowest leg takes.
    void relieve() {
        synchronized (lock) {
            if (active > 0 || unfinished == 0 || !results.isWaitedFor()) {
                return;
            }
            for (int i = 0; i < forks.size() && active == 0; i++) {
                if (forks.get(i).relieve()) {
                    forks.get(i).producer().ifPresent(this::wake);
                }
            }
            if (active == 0) {
                results.fail(new IllegalStateException("the tasks of a query wait for each other: " + unfinished));
            }
        }
    }
}
