import org.spockframework.runtime.model.parallel.ExecutionMode

runner {
    parallel {
        enabled true
        // no more than so many at once, also while some of them wait: else nearly all run at once, and what is waited for comes too late
        custom 4, 0, 4, 4, 30
        defaultSpecificationExecutionMode ExecutionMode.CONCURRENT
        defaultExecutionMode ExecutionMode.SAME_THREAD
    }
}
