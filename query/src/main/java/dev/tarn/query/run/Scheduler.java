package dev.tarn.query.run;

/// Decides when tasks run. Everything that tasks share is guarded by [#lock()].
interface Scheduler {
    /// Returns the monitor that guards exchanges and the states of tasks.
    Object lock();

    /// Makes a parked task run, or a running one look again before it is parked.
    void wake(Task task);

    /// @throws java.util.concurrent.CancellationException if the query was cancelled
    void checkCancelled();
}
