package usher.e2e.effect;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import usher.e2e.fault.Fault;
import usher.e2e.fault.FaultProxy;
import usher.e2e.tool.StandInWebhook;

/** A tenant's system that cancels bookings, behind a proxy which can lose what it answers after it has done its work. */
final class Bookings implements AutoCloseable {

    private final Map<String, AtomicInteger> cancellations = new ConcurrentHashMap<>();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final boolean knowsKeys;
    private final StandInWebhook webhook = StandInWebhook.start(this::cancel);
    private final FaultProxy proxy = FaultProxy.before("127.0.0.1", webhook.port());

    private Bookings(boolean knowsKeys) {
        this.knowsKeys = knowsKeys;
    }

    /** Does what a key asks for once, as a target should. */
    static Bookings thatKnowKeys() {
        return new Bookings(true);
    }

    /** Does it whenever it is asked. */
    static Bookings thatIgnoreKeys() {
        return new Bookings(false);
    }

    String url() {
        return "http://127.0.0.1:" + proxy.port() + "/cancel";
    }

    void loseAnswers() {
        proxy.become(new Fault.Truncate(0));
        proxy.cut();
    }

    void heal() {
        proxy.heal();
    }

    /** Requests that were read, whether their answers arrived or not. */
    int requests() {
        return webhook.calls().size();
    }

    int cancellations(String booking) {
        var count = cancellations.get(booking);
        return count == null ? 0 : count.get();
    }

    private Object cancel(StandInWebhook.Call call) {
        var booking = call.arguments().path("booking").asText();
        if (!knowsKeys || keys.add(String.valueOf(call.idempotencyKey()))) {
            cancellations.computeIfAbsent(booking, any -> new AtomicInteger()).incrementAndGet();
        }
        return Map.of("result", Map.of("cancelled", booking));
    }

    @Override
    public void close() {
        proxy.close();
        webhook.close();
    }
}
