/**
 * How many event loops a service has. A request, its connections to Postgres and Redis and its call of a model meet on few
 * loops, so that few of their steps wake another thread. What runs on the loops is not decided here.
 */
@NullMarked
package usher.kit.loop;

import org.jspecify.annotations.NullMarked;
