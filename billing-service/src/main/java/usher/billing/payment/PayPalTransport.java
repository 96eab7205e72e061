package usher.billing.payment;

import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import usher.billing.remote.Remote;

/**
 * What PayPal's SDK sends its requests by. It knows two addresses of PayPal and takes no other, so what it sends to one of them goes
 * to the configured one instead. It repeats nothing by itself: {@link Remote} does.
 */
final class PayPalTransport {
    private static final Duration TO_CONNECT = Duration.ofSeconds(3);

    private PayPalTransport() {}

    static OkHttpClient to(String url) {
        var base = HttpUrl.get(url);
        return new OkHttpClient.Builder()
                .addInterceptor(chain -> chain.proceed(redirected(chain.request(), base)))
                .connectTimeout(TO_CONNECT)
                .callTimeout(Remote.PATIENCE)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .build();
    }

    private static Request redirected(Request request, HttpUrl base) {
        var below = base.encodedPath().replaceFirst("/$", "");
        var there = request.url()
                .newBuilder()
                .scheme(base.scheme())
                .host(base.host())
                .port(base.port())
                .encodedPath(below + request.url().encodedPath())
                .build();
        return request.newBuilder().url(there).build();
    }
}
