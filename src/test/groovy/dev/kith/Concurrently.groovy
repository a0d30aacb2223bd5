package dev.kith

import java.util.concurrent.Callable
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors

/** Does things at the same time. */
final class Concurrently {

    private Concurrently() {}

    /** What comes of doing something so many times at once; it is told the number of the time. */
    static <T> List<T> times(int count, Closure<T> work) {
        all((0..<count).collect { number -> work.curry(number) })
    }

    /** What comes of doing all this at once, in its order. */
    static <T> List<T> all(List<Closure<T>> works) {
        def start = new CountDownLatch(1)
        try (def executor = Executors.newVirtualThreadPerTaskExecutor()) {
            def futures = works.collect { work ->
                executor.submit({
                    start.await()
                    work.call()
                } as Callable<T>)
            }
            start.countDown()
            futures*.get()
        }
    }
}
