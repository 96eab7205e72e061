package usher.e2e.fault;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Open, it lets everybody pass; shut, it holds them until it opens. */
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private volatile boolean open = true;

    void open(boolean wanted) {
        lock.lock();
        try {
            open = wanted;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void pass() {
        if (open) {
            return;
        }
        lock.lock();
        try {
            while (!open) {
                opened.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
