/**
 * The one public port of the local platform: it routes by path prefix exactly as the Ingress of the chart does, streams
 * both ways without buffering, and answers for a service that is down. It checks no credentials and changes no body;
 * whoever calls a service behind it is judged by that service.
 */
@NullMarked
package usher.local.gateway;

import org.jspecify.annotations.NullMarked;
