package dev.tarn.query.run;

import java.util.ArrayDeque;

/// Runs tasks one after another inside the task that needs them: those of a lateral scope.
final class InlineScheduler implements Scheduler {
    private final Scheduler outer;
    private final ArrayDeque<Task> queue = new ArrayDeque<>();

    InlineScheduler(Scheduler outer) {
        this.outer = outer;
    }

    @Override
    public Object lock() {
        return this;
    }

    @Override
    public void wake(Task task) {
        switch (task.state) {
            case PARKED -> {
                task.state = Task.State.QUEUED;
                queue.add(task);
            }
            case RUNNING -> task.state = Task.State.WOKEN_WHILE_RUNNING;
            case QUEUED, WOKEN_WHILE_RUNNING, DONE -> { }
        }
    }

    @Override
    public void checkCancelled() {
        outer.checkCancelled();
    }

    /// Runs the tasks until none can go on.
    void run() {
        for (var task = queue.poll(); task != null; task = queue.poll()) {
            task.state = Task.State.RUNNING;
            var progress = task.run();
            if (progress == Task.Progress.DONE) {
                task.state = Task.State.DONE;
            } else if (progress == Task.Progress.MORE || task.state == Task.State.WOKEN_WHILE_RUNNING) {
                task.state = Task.State.QUEUED;
                queue.add(task);
            } else {
                task.state = Task.State.PARKED;
            }
        }
    }
}
