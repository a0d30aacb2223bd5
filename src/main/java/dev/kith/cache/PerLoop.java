package dev.kith.cache;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One of a kind for each thread where requests come in. Who asks on such a thread gets its own, and so is answered there; whoever asks elsewhere gets any. */
final class PerLoop<T> {

    private final List<EventLoop> loops;
    private final List<T> each;

    private PerLoop(List<EventLoop> loops, List<T> each) {
        this.loops = loops;
        this.each = each;
    }

    /**
     * @param loops of those threads; without any there is one for all
     * @param make is given the loop, or null for one that is for all
     */
    static <T> PerLoop<T> of(List<EventLoop> loops, Function<@Nullable EventLoop, T> make) {
        return new PerLoop<>(
                loops,
                loops.isEmpty()
                        ? List.of(make.apply(null))
                        : loops.stream().map(make).toList());
    }

    T here() {
        for (int i = 0; i < loops.size(); i++) {
            if (loops.get(i).inEventLoop()) {
                return each.get(i);
            }
        }
        return each.get(ThreadLocalRandom.current().nextInt(each.size()));
    }

    /** One made from each. */
    <U> PerLoop<U> map(Function<T, U> from) {
        return new PerLoop<>(loops, each.stream().map(from).toList());
    }

    void forEach(Consumer<T> what) {
        each.forEach(what);
    }
}
