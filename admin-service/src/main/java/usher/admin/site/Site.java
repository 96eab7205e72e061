package usher.admin.site;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Routes for static pages, before the files are served. */
@ApplicationScoped
class Site {
    private static final String CONSOLE = "/admin/";
    private static final String ASSETS = "/admin/assets/";
    private static final String DOCS = "/docs/";
    private static final int BEFORE_FILES = Integer.MIN_VALUE / 2;

    /** Scripts come from here alone; tenants' pictures may come from anywhere; nobody frames the console. */
    private static final String POLICY = "default-src 'self'; img-src 'self' data: https:; "
            + "style-src 'self' 'unsafe-inline'; font-src 'self' data:; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    void routes(@Observes Router router) {
        reading(router, "/").handler(request -> redirect(request, CONSOLE));
        reading(router, "/admin").handler(request -> page(request, CONSOLE));
        reading(router, "/docs").handler(request -> page(request, DOCS));
        reading(router, "/admin/*").handler(Site::console);
        reading(router, "/docs/*").handler(Site::reference);
    }

    private static Route reading(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).order(BEFORE_FILES);
    }

    /** The address without its last slash leads to the page; anything longer is for the next route. */
    private static void page(RoutingContext request, String target) {
        if (request.normalizedPath().equals(target)) {
            request.next();
        } else {
            redirect(request, target);
        }
    }

    private static void redirect(RoutingContext request, String target) {
        request.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, target)
                .end();
    }

    /** Every address of the console is its one page; files have a dot in their name and a hash, so they hold forever. */
    private static void console(RoutingContext request) {
        var path = request.normalizedPath();
        protect(request);
        if (path.startsWith(ASSETS)) {
            request.response().putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
            request.next();
        } else if (path.equals(CONSOLE) || path.lastIndexOf('.') > path.lastIndexOf('/')) {
            request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            request.next();
        } else {
            request.reroute(CONSOLE);
        }
    }

    /** The page's files are new with every release. */
    private static void reference(RoutingContext request) {
        protect(request);
        request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        request.next();
    }

    private static void protect(RoutingContext request) {
        request.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin");
    }
}
