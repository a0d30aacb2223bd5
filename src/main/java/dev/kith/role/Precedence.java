package dev.kith.role;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Where an instance does both, what somebody waits for goes before what nobody does. What is done by others is not looked at: it takes nothing from this one. */
@Singleton
public class Precedence {

    private final Lock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private int underWay;

    /** Does what somebody waits for. */
    public void first(Runnable work) {
        count(1);
        try {
            work.run();
        } finally {
            count(-1);
        }
    }

    /** Waits until nothing of the kind is under way, or no longer than this. */
    public void giveWay(Duration longest) {
        lock.lock();
        try {
            for (var left = longest.toNanos(); underWay > 0 && left > 0; ) {
                left = free.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void count(int more) {
        lock.lock();
        try {
            underWay += more;
            if (underWay == 0) {
                free.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
